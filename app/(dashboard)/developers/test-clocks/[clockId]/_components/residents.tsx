"use client";

import { Instant } from "@/components/domain/instant";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import type { ResidentView } from "@/lib/test-clock/schema";

const COLUMNS: readonly Column<ResidentView>[] = [
  {
    id: "name",
    header: "Customer",
    cell: ({ name, isArchived }) => (
      <>
        {name} {isArchived && <Badge>archived</Badge>}
      </>
    ),
    href: ({ id }) => `/customers/${id}`,
    narrow: "title",
  },
  {
    id: "next",
    header: "Next change",
    align: "end",
    cell: ({ nextChangeAt }) => <Instant at={nextChangeAt} show="day" never="none" />,
    narrow: "figure",
  },
];

/** Who lives at the clock's time. */
export function Residents({ rows }: { rows: readonly ResidentView[] }) {
  return (
    <DataTable
      label="Customers on the clock"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        <p className="px-4 py-6 text-muted text-sm">
          Nobody yet. A new customer names its clock, and keeps it.
        </p>
      }
    />
  );
}
