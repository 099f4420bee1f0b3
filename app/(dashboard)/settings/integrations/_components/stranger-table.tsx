"use client";

import { Instant } from "@/components/domain/instant";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { StrangerView } from "@/lib/stripe/schema";

const COLUMNS: readonly Column<StrangerView>[] = [
  {
    id: "why",
    header: "Why",
    cell: ({ told }) => told,
    narrow: "title",
  },
  {
    id: "count",
    header: "Calls",
    align: "end",
    cell: ({ count }) => count.toLocaleString("en"),
    narrow: "figure",
  },
  {
    id: "last",
    header: "Last",
    cell: ({ lastAt }) => <Instant at={lastAt} />,
    narrow: "note",
  },
  {
    id: "remedy",
    header: "What helps",
    cell: ({ remedy }) => <span className="text-muted">{remedy}</span>,
    narrow: "detail",
  },
];

/** Calls that could not be known to be Stripe's, by why. */
export const StrangerTable = ({ rows }: { rows: readonly StrangerView[] }) => (
  <DataTable
    label="Turned away"
    columns={COLUMNS}
    rows={rows}
    rowKey={({ reason }) => reason}
    empty={null}
  />
);
