"use client";

import { Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { SubscriptionView } from "@/lib/subscription/schema";
import {
  currentPeriodCell,
  nextCreditsCell,
} from "../../../../subscriptions/_components/subscription-cells";
import { lengthWord } from "../../../../subscriptions/_components/subscription-words";

const COLUMNS: readonly Column<SubscriptionView>[] = [
  {
    id: "plan",
    header: "Plan",
    cell: ({ planName, planVersionNumber }) => `${planName} v${planVersionNumber}`,
    href: ({ id }) => `/subscriptions/${id}`,
    narrow: "title",
  },
  {
    id: "status",
    header: "Status",
    cell: ({ status }) => <Status value={status} />,
    narrow: "figure",
  },
  {
    id: "started",
    header: "Started",
    cell: ({ startedAt, zone }) => <Instant at={startedAt} show="day" zone={zone} />,
  },
  {
    id: "period",
    header: "Current period",
    cell: currentPeriodCell,
    narrow: "detail",
  },
  {
    id: "grant",
    header: "Next credits",
    align: "end",
    cell: nextCreditsCell,
  },
  {
    id: "fee",
    header: "Fee",
    align: "end",
    cell: ({ recurringAmount, currency, billingPeriod }) => (
      <span className="whitespace-nowrap">
        <Money amount={recurringAmount} currency={currency} />
        <span className="text-muted"> / {lengthWord(billingPeriod)}</span>
      </span>
    ),
    narrow: "note",
  },
];

/** A customer's subscriptions, newest first. */
export function OwnSubscriptionTable({ rows }: { rows: readonly SubscriptionView[] }) {
  return (
    <DataTable
      label="Subscriptions"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      empty={null}
    />
  );
}
