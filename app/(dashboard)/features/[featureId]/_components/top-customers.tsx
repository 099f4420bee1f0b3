"use client";

import { Users } from "lucide-react";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { formatCredits } from "@/lib/money/format";
import type { FeatureUsageView } from "@/lib/report/schema/feature-usage";

type Row = FeatureUsageView["customers"][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "name",
    header: "Customer",
    cell: ({ name }) => name,
    href: ({ id }) => `/customers/${id}/consumption`,
    narrow: "title",
  },
  {
    id: "credits",
    header: "Credits",
    align: "end",
    cell: ({ credits }) => <Credits amount={credits} unit={null} />,
    narrow: "figure",
  },
  {
    id: "events",
    header: "Events",
    align: "end",
    cell: ({ events }) => (
      <>
        {formatCredits(String(events))}
        <span className="md:hidden"> {events === 1 ? "event" : "events"}</span>
      </>
    ),
    narrow: "note",
  },
  {
    id: "refused",
    header: "Refused",
    align: "end",
    cell: ({ refused }) =>
      refused ? formatCredits(String(refused)) : <span className="text-muted">–</span>,
  },
];

/** Those who used a feature the most. */
export const TopCustomers = ({ rows }: { rows: readonly Row[] }) => (
  <DataTable
    label="Top customers"
    columns={COLUMNS}
    rows={rows}
    rowKey={({ id }) => id}
    empty={
      <Empty title="Nobody used it lately" icon={<Users />}>
        Events of the last thirty days stand here by customer.
      </Empty>
    }
  />
);
