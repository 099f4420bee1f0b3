"use client";

import { Repeat } from "lucide-react";
import { Money } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { NoMatch } from "@/components/domain/no-match";
import { Status } from "@/components/domain/status";
import { NewLink } from "@/components/layout/new-link";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { SubscriptionView } from "@/lib/subscription/schema";
import { currentPeriodCell, nextCreditsCell } from "./subscription-cells";
import { lengthWord } from "./subscription-words";

const COLUMNS: readonly Column<SubscriptionView>[] = [
  {
    id: "customer",
    header: "Customer",
    cell: ({ customerName }) => customerName,
    href: ({ id }) => `/subscriptions/${id}`,
    narrow: "title",
  },
  {
    id: "plan",
    header: "Plan",
    cell: ({ planName, planVersionNumber }) => (
      <>
        {planName} <span className="numerals text-muted">v{planVersionNumber}</span>
      </>
    ),
    narrow: "detail",
  },
  {
    id: "status",
    header: "Status",
    cell: ({ status }) => <Status value={status} />,
    narrow: "figure",
  },
  {
    id: "period",
    header: "Current period",
    cell: currentPeriodCell,
  },
  {
    id: "grant",
    header: "Next credits",
    align: "end",
    cell: nextCreditsCell,
  },
  {
    id: "renewal",
    header: "Renews",
    align: "end",
    cell: ({ endsAt, currentPeriodEnd, zone, status }) =>
      endsAt ? (
        <span className="text-muted">
          {status === "ENDED" ? "ended" : "ends"} <Instant at={endsAt} show="day" zone={zone} />
        </span>
      ) : (
        <>
          <span className="md:hidden">renews </span>
          <Instant at={currentPeriodEnd} show="day" zone={zone} />
        </>
      ),
    narrow: "note",
  },
  {
    id: "fee",
    header: "Fee",
    align: "end",
    cell: ({ recurringAmount, currency, billingPeriod }) => (
      <span className="whitespace-nowrap">
        <Money amount={recurringAmount} currency={currency} />
        <span className="text-muted"> / {lengthWord(billingPeriod)}</span>
      </span>
    ),
  },
];

export function SubscriptionTable({
  rows,
  isFirstRun,
  mayWrite,
}: {
  rows: readonly SubscriptionView[];
  isFirstRun: boolean;
  mayWrite: boolean;
}) {
  return (
    <DataTable
      label="Subscriptions"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        isFirstRun ? (
          <Empty
            title="No subscriptions yet"
            icon={<Repeat />}
            action={mayWrite && <NewLink href="/subscriptions/new">Start subscription</NewLink>}
          >
            Put a customer on a published plan: their credits and invoices then come by themselves.
          </Empty>
        ) : (
          <NoMatch noun="subscription" href="/subscriptions" />
        )
      }
    />
  );
}
