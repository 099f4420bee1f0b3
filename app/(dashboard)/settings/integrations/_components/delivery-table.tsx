"use client";

import { Webhook } from "lucide-react";
import Link from "next/link";
import { Credits, Money } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { NoMatch } from "@/components/domain/no-match";
import { Status } from "@/components/domain/status";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { DeliveryView } from "@/lib/stripe/schema";

const LIST = "/settings/integrations/deliveries";

const COLUMNS: readonly Column<DeliveryView>[] = [
  {
    id: "event",
    header: "Event",
    cell: ({ type }) => <span className="wrap-anywhere">{type}</span>,
    href: ({ id }) => `${LIST}?row=${id}`,
    narrow: "title",
  },
  {
    id: "status",
    header: "Result",
    cell: ({ status, told, times }) => (
      <>
        <Status value={status} />
        <span className="block text-muted text-xs max-md:hidden">{told}</span>
        {times > 1 && <span className="block text-muted text-xs">came {times} times</span>}
      </>
    ),
    narrow: "figure",
  },
  {
    id: "customer",
    header: "Customer",
    cell: ({ customer, customerNamed }) =>
      customer ? (
        <Link
          href={`/customers/${customer.id}`}
          prefetch={false}
          className="relative break-words underline-offset-2 hover:underline"
        >
          {customer.name}
        </Link>
      ) : (
        <span className="wrap-anywhere text-muted">{customerNamed ?? "none"}</span>
      ),
    narrow: "detail",
  },
  {
    id: "credits",
    header: "Credits",
    align: "end",
    cell: ({ credits, status }) =>
      credits !== null && status === "GRANTED" ? <Credits amount={credits} unit={null} /> : "–",
  },
  {
    id: "paid",
    header: "Paid",
    align: "end",
    cell: ({ amount, currency }) =>
      amount && currency ? <Money amount={amount} currency={currency} /> : "–",
  },
  {
    id: "at",
    header: "Came",
    cell: ({ receivedAt }) => <Instant at={receivedAt} />,
    narrow: "note",
  },
];

/** Deliveries, the latest that came first; each opens beside the list. */
export function DeliveryTable({
  rows,
  isFirstRun,
}: {
  rows: readonly DeliveryView[];
  isFirstRun: boolean;
}) {
  return (
    <DataTable
      label="Deliveries"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        isFirstRun ? (
          <Empty title="No deliveries yet" icon={<Webhook />}>
            Every event that Stripe has signed stands here, with what it came to.
          </Empty>
        ) : (
          <NoMatch noun="delivery" href={LIST} />
        )
      }
    />
  );
}
