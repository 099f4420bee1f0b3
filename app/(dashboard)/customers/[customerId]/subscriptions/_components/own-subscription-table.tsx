"use client";

import { Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { formatCredits } from "@/lib/money/format";
import { addOnWords } from "@/lib/subscription/schema/add-on-words";
import type { SubscriptionRow } from "@/lib/subscription/schema/rows";
import {
  currentPeriodCell,
  nextCreditsCell,
} from "../../../../subscriptions/_components/subscription-cells";

const COLUMNS: readonly Column<SubscriptionRow>[] = [
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
    id: "tier",
    header: "Tier",
    cell: ({ chosenTiers, addOns }) =>
      chosenTiers.length + addOns.length === 0 ? (
        <span className="text-muted">–</span>
      ) : (
        [
          ...chosenTiers.map(
            ({ credits, creditUnit }) => `${formatCredits(credits)} ${creditUnit}`,
          ),
          ...addOns.map(addOnWords),
        ].join(", ")
      ),
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
    id: "renews",
    header: "Renews",
    align: "end",
    cell: ({ endsAt, currentPeriodEnd, zone }) => (
      <span className="whitespace-nowrap">
        {endsAt ? (
          <span className="text-muted">ends </span>
        ) : (
          <span className="md:hidden">renews </span>
        )}
        <Instant at={endsAt ?? currentPeriodEnd} show="day" zone={zone} />
      </span>
    ),
    narrow: "note",
  },
  {
    id: "price",
    header: "Next invoice",
    align: "end",
    cell: ({ nextInvoiceTotal, currency }) =>
      nextInvoiceTotal === null ? (
        <span className="text-muted">–</span>
      ) : (
        <Money amount={nextInvoiceTotal} currency={currency} />
      ),
  },
];

/** A customer's running subscriptions, newest first. */
export function OwnSubscriptionTable({
  label,
  rows,
}: {
  label: string;
  rows: readonly SubscriptionRow[];
}) {
  return (
    <DataTable label={label} columns={COLUMNS} rows={rows} rowKey={({ id }) => id} empty={null} />
  );
}
