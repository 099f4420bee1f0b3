"use client";

import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import type { BurnDownView, SegmentView } from "@/lib/ledger/schema/burn-down";
import { changeWords, endWords, worthAt } from "./segment-words";

type Row = SegmentView & { readonly zone: string; readonly grants: BurnDownView["grants"] };

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "from",
    header: "From",
    cell: ({ from, zone }) => <Instant at={from} show="exact" zone={zone} />,
    narrow: "title",
  },
  {
    id: "start",
    header: "At start",
    align: "end",
    cell: (row) => <Credits amount={worthAt(row, "start")} unit={null} />,
  },
  {
    id: "used",
    header: "Used",
    align: "end",
    cell: ({ usage }) => (
      <>
        <Credits amount={usage} unit={null} className="font-medium" />
        <span className="md:hidden"> used</span>
      </>
    ),
    narrow: "figure",
  },
  {
    id: "end",
    header: "Left",
    align: "end",
    cell: (row) => (
      <>
        <Credits amount={worthAt(row, "end")} unit={null} />
        <span className="md:hidden"> left</span>
      </>
    ),
    narrow: "note",
  },
  {
    id: "then",
    header: "Then",
    cell: (row) => (
      <span className="inline-flex flex-wrap items-center gap-x-2">
        <Badge>{endWords(row)}</Badge>
        <span className="text-muted text-xs">{changeWords(row.changesAtEnd, row.grants)}</span>
      </span>
    ),
    narrow: "detail",
  },
];

/** Each stretch between two changes: what there was, what was used, what was left, and what came then. */
export function SegmentTable({ history, zone }: { history: BurnDownView; zone: string }) {
  const rows = history.segments.map((segment) => ({ ...segment, zone, grants: history.grants }));
  return (
    <DataTable
      label="Burn-down"
      columns={COLUMNS}
      rows={rows.toReversed()}
      rowKey={({ from }) => from}
      empty={null}
    />
  );
}
