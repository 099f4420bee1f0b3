"use client";

import { FlaskConical } from "lucide-react";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import { NewLink } from "@/components/layout/new-link";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { TestClockView } from "@/lib/test-clock/schema";

const COLUMNS: readonly Column<TestClockView>[] = [
  {
    id: "name",
    header: "Clock",
    cell: ({ name }) => name,
    href: ({ id }) => `/developers/test-clocks/${id}`,
    narrow: "title",
  },
  {
    id: "now",
    header: "It says",
    cell: ({ frozenAt }) => <Instant at={frozenAt} show="exact" />,
    narrow: "detail",
  },
  {
    id: "next",
    header: "Next change",
    cell: ({ nextChangeAt }) => <Instant at={nextChangeAt} show="exact" never="none" />,
  },
  {
    id: "customers",
    header: "Customers",
    align: "end",
    cell: ({ customers }) => <span className="numerals">{customers}</span>,
    narrow: "note",
  },
  {
    id: "status",
    header: "Status",
    cell: ({ status }) => <Status value={status} />,
    narrow: "figure",
  },
];

export function ClockTable({
  rows,
  mayWrite,
}: {
  rows: readonly TestClockView[];
  mayWrite: boolean;
}) {
  return (
    <DataTable
      label="Test clocks"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        <Empty
          title="No test clocks yet"
          icon={<FlaskConical />}
          action={mayWrite && <NewLink href="/developers/test-clocks/new">New clock</NewLink>}
        >
          A clock stands at a time of your choice, in any year. Customers made on it live at that
          time, and renewals and expiries come when you advance it.
        </Empty>
      }
    />
  );
}
