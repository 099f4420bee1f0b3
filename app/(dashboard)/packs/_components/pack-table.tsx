"use client";

import { Package } from "lucide-react";
import { Credits, Money } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { NoMatch } from "@/components/domain/no-match";
import { Status } from "@/components/domain/status";
import { NewLink } from "@/components/layout/new-link";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import type { PackView } from "@/lib/catalog/schema/pack";
import { DaysLast } from "./days-last";

/** A pack as its row tells it. */
export type PackRow = PackView & {
  /** Who may buy it, in words. */
  readonly soldTo: string;
  /** Pieces of the last thirty days. */
  readonly sold: number;
};

const COLUMNS: readonly Column<PackRow>[] = [
  {
    id: "name",
    header: "Pack",
    cell: ({ name }) => name,
    href: ({ id }) => `/packs/${id}`,
    narrow: "title",
  },
  {
    id: "credits",
    header: "Credits",
    align: "end",
    cell: ({ credits, creditUnit }) => (
      <Credits amount={credits} unit={creditUnit === "credits" ? null : creditUnit} />
    ),
    narrow: "figure",
  },
  {
    id: "price",
    header: "Price",
    align: "end",
    cell: ({ price, currency }) => <Money amount={price} currency={currency} />,
    narrow: "note",
  },
  {
    id: "unit",
    header: "Per credit",
    align: "end",
    cell: ({ unitPrice, currency }) => <Money amount={unitPrice} currency={currency} />,
  },
  {
    id: "expiry",
    header: "Credits last",
    align: "end",
    cell: ({ expiresAfterDays }) => <DaysLast days={expiresAfterDays} />,
    narrow: "detail",
  },
  { id: "kind", header: "Charged", cell: () => "once" },
  { id: "plans", header: "Sold to", cell: ({ soldTo }) => soldTo },
  {
    id: "sold",
    header: "Sold, 30 d",
    align: "end",
    cell: ({ sold }) => sold || <span className="text-muted">–</span>,
  },
  {
    id: "status",
    header: "Status",
    cell: ({ status, visibility }) => (
      <span className="inline-flex items-center gap-1.5">
        <Status value={status} />
        {visibility === "HIDDEN" && <Badge>hidden</Badge>}
      </span>
    ),
  },
];

export function PackTable({
  rows,
  isFirstRun,
  mayWrite,
}: {
  rows: readonly PackRow[];
  isFirstRun: boolean;
  mayWrite: boolean;
}) {
  return (
    <DataTable
      label="Credit packs"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        isFirstRun ? (
          <Empty
            title="No packs yet"
            icon={<Package />}
            action={mayWrite && <NewLink href="/packs?row=new">New pack</NewLink>}
          >
            A pack is an amount of credits for a price, such as 1,000 for $29. It is offered where
            credits run out, and sold from a customer's wallet.
          </Empty>
        ) : (
          <NoMatch noun="pack" href="/packs" />
        )
      }
    />
  );
}
