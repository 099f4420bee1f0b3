"use client";

import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { UpcomingGrantView } from "@/lib/subscription/schema";

type Row = UpcomingGrantView & { readonly zone: string };

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "due",
    header: "On",
    cell: ({ dueAt, zone }) => <Instant at={dueAt} show="day" zone={zone} />,
    narrow: "title",
  },
  { id: "name", header: "Grant", cell: ({ name }) => name, narrow: "detail" },
  { id: "plan", header: "Plan", cell: ({ planName }) => planName },
  {
    id: "credits",
    header: "Credits",
    align: "end",
    cell: ({ credits }) => <Credits amount={credits} unit={null} signed />,
    narrow: "figure",
  },
  {
    id: "expires",
    header: "Expire",
    cell: ({ expiresAt, zone }) => (
      <>
        {expiresAt && <span className="md:hidden">until </span>}
        <Instant at={expiresAt} show="day" zone={zone} />
      </>
    ),
    narrow: "note",
  },
];

/** The credits that subscriptions will give, soonest first. */
export function UpcomingTable({
  rows,
  zone,
}: {
  rows: readonly UpcomingGrantView[];
  zone: string;
}) {
  return (
    <DataTable
      label="Credits to come"
      columns={COLUMNS}
      rows={rows.map((row) => ({ ...row, zone }))}
      rowKey={({ planGrantId, dueAt, subscriptionId }) =>
        `${subscriptionId} ${planGrantId} ${dueAt}`
      }
      empty={null}
    />
  );
}
