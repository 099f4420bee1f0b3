"use client";

import { Instant } from "@/components/domain/instant";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { SubscriptionRow } from "@/lib/subscription/schema/rows";

const COLUMNS: readonly Column<SubscriptionRow>[] = [
  {
    id: "plan",
    header: "Plan",
    cell: ({ planName, planVersionNumber }) => `${planName} v${planVersionNumber}`,
    href: ({ id }) => `/subscriptions/${id}`,
    narrow: "title",
  },
  {
    id: "ran",
    header: "Ran",
    cell: ({ startedAt, endsAt, zone }) => (
      <span className="whitespace-nowrap">
        <Instant at={startedAt} show="day" zone={zone} />
        <span className="text-muted"> to </span>
        <Instant at={endsAt} show="day" zone={zone} />
      </span>
    ),
    narrow: "detail",
  },
  {
    id: "how",
    header: "How it ended",
    cell: ({ cancelledAt }) => (cancelledAt ? "cancelled" : "replaced"),
    narrow: "figure",
  },
];

/** A customer's subscriptions that are over, latest first. */
export const EndedTable = ({ rows }: { rows: readonly SubscriptionRow[] }) => (
  <DataTable
    label="Past subscriptions"
    columns={COLUMNS}
    rows={rows}
    rowKey={({ id }) => id}
    empty={null}
  />
);
