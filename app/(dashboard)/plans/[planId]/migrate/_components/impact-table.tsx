"use client";

import { Credits, Money } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { MigrationImpact } from "@/lib/subscription/schema/migration";

const creditsCell = (credits: MigrationImpact["creditsBefore"]) =>
  credits.length === 0
    ? "none"
    : credits.map(({ creditUnit, credits: amount }) => (
        <Credits key={creditUnit} amount={amount} unit={creditUnit} className="block" />
      ));

const COLUMNS: readonly Column<MigrationImpact>[] = [
  {
    id: "customer",
    header: "Customer",
    cell: ({ customerName }) => customerName,
    href: ({ subscriptionId }) => `/subscriptions/${subscriptionId}`,
    narrow: "title",
  },
  {
    id: "when",
    header: "Moves",
    cell: ({ at, zone, obstacle }) =>
      at === null ? (
        <span className="text-danger">{obstacle}</span>
      ) : (
        <Instant at={at} show="day" zone={zone} />
      ),
    narrow: "detail",
  },
  {
    id: "fee",
    header: "Fee",
    align: "end",
    cell: ({ feeBefore, feeAfter, currency }) => (
      <>
        <Money amount={feeBefore} currency={currency} />
        {feeAfter !== null && feeAfter !== feeBefore && (
          <>
            {" "}
            → <Money amount={feeAfter} currency={currency} />
          </>
        )}
      </>
    ),
    narrow: "figure",
  },
  {
    id: "before",
    header: "Credits before",
    align: "end",
    cell: ({ creditsBefore }) => creditsCell(creditsBefore),
  },
  {
    id: "after",
    header: "Credits after",
    align: "end",
    cell: ({ creditsAfter, at }) => (at === null ? "–" : creditsCell(creditsAfter)),
  },
  {
    id: "lost",
    header: "Features",
    cell: ({ lostFeatures }) =>
      lostFeatures.length > 0 ? `loses ${lostFeatures.join(", ")}` : "loses none",
    narrow: "note",
  },
];

/** Fee, credits and features of each subscriber, before and after. */
export function ImpactTable({ impacts }: { impacts: readonly MigrationImpact[] }) {
  return (
    <DataTable
      label="What it does to each"
      columns={COLUMNS}
      rows={impacts}
      rowKey={({ subscriptionId }) => subscriptionId}
      empty={<Empty title="Nobody to move">All who renew have the latest version.</Empty>}
    />
  );
}
