"use client";

import { CircleCheck } from "lucide-react";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { SetApartView } from "@/lib/subscription/schema/set-apart";
import { TryAgain } from "./try-again";

const COLUMNS: readonly Column<SetApartView>[] = [
  {
    id: "customer",
    header: "Customer",
    cell: ({ customerName }) => customerName,
    href: ({ subscriptionId }) => `/subscriptions/${subscriptionId}`,
    narrow: "title",
  },
  { id: "plan", header: "Plan", cell: ({ planName }) => planName },
  {
    id: "reason",
    header: "Reason",
    cell: ({ reason }) => <span className="whitespace-normal break-words">{reason}</span>,
    narrow: "detail",
  },
  { id: "due", header: "Due since", cell: ({ dueAt }) => <Instant at={dueAt} show="exact" /> },
  { id: "tries", header: "Tries", align: "end", cell: ({ tries }) => tries },
  {
    id: "next",
    header: "Next try",
    cell: ({ nextAt }) => <Instant at={nextAt} show="exact" />,
    narrow: "note",
  },
];
const WITH_DEED: readonly Column<SetApartView>[] = [
  ...COLUMNS,
  { id: "deed", header: "", cell: (row) => <TryAgain of={row} />, narrow: "figure" },
];

export function SetApartTable({
  rows,
  mayWrite,
}: {
  rows: readonly SetApartView[];
  mayWrite: boolean;
}) {
  return (
    <DataTable
      label="Subscriptions set apart"
      columns={mayWrite ? WITH_DEED : COLUMNS}
      rows={rows}
      rowKey={({ subscriptionId }) => subscriptionId}
      empty={
        <Empty title="Every subscription is up to date" icon={<CircleCheck />}>
          One that cannot be renewed would stand here with the reason, and hold up no other.
        </Empty>
      }
    />
  );
}
