"use client";

import { Coins } from "lucide-react";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { GivenGrantView } from "@/lib/subscription/schema/history";

type Row = GivenGrantView & { readonly zone: string };

const amountColumn = (
  id: "consumed" | "expired" | "voided" | "left",
  header: string,
): Column<Row> => ({
  id,
  header,
  align: "end",
  cell: (row) =>
    /[1-9]/.test(row[id]) ? (
      <Credits amount={row[id]} unit={null} />
    ) : (
      <span className="text-muted">–</span>
    ),
});

const LEFT = amountColumn("left", "Left");

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "given",
    header: "Given",
    cell: ({ effectiveAt, zone }) => <Instant at={effectiveAt} show="day" zone={zone} />,
    narrow: "title",
  },
  { id: "name", header: "Grant", cell: ({ name }) => name, narrow: "detail" },
  {
    id: "amount",
    header: "Credits",
    align: "end",
    cell: ({ amount, creditUnit }) => (
      <Credits amount={amount} unit={creditUnit === "credits" ? null : creditUnit} />
    ),
    narrow: "figure",
  },
  amountColumn("consumed", "Used"),
  amountColumn("expired", "Expired"),
  amountColumn("voided", "Voided"),
  {
    ...LEFT,
    cell: (row) => (
      <>
        {LEFT.cell(row)}
        {/* Its header is not there on a phone. */}
        <span className="md:hidden"> left</span>
        {row.awaitsPayment && (
          <span className="block text-muted text-xs">once its invoice is paid</span>
        )}
      </>
    ),
    narrow: "note",
  },
  {
    id: "expires",
    header: "Expire",
    align: "end",
    cell: ({ expiresAt, zone }) => <Instant at={expiresAt} show="day" zone={zone} />,
  },
];

/** The credits that it gave, latest first, and what became of them. */
export function GivenTable({ grants, zone }: { grants: readonly GivenGrantView[]; zone: string }) {
  return (
    <DataTable
      label="Credits given"
      columns={COLUMNS}
      rows={grants.map((grant) => ({ ...grant, zone }))}
      rowKey={({ id }) => id}
      empty={
        <Empty title="No credits yet" icon={<Coins />}>
          What the plan gives is listed here, with what was used of it.
        </Empty>
      }
    />
  );
}
