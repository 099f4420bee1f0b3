"use client";

import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
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
  { id: "name", header: "Grant", cell: ({ name, planName }) => name || planName },
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
    id: "expires",
    header: "Expire",
    align: "end",
    cell: ({ expiresAt, zone }) => (
      <>
        {expiresAt && <span className="md:hidden">until </span>}
        <Instant at={expiresAt} show="day" zone={zone} />
      </>
    ),
    narrow: "note",
  },
];

/** The credits that the subscription will give, soonest first. */
export function UpcomingTable({
  grants,
  zone,
}: {
  grants: readonly UpcomingGrantView[];
  zone: string;
}) {
  return (
    <DataTable
      label="Credits to come"
      columns={COLUMNS}
      rows={grants.map((grant) => ({ ...grant, zone }))}
      rowKey={({ planGrantId, dueAt }) => `${planGrantId} ${dueAt}`}
      empty={<Empty title="No credits to come">The plan gives none, or it has ended.</Empty>}
    />
  );
}
