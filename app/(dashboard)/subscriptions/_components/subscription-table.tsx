"use client";

import { Hourglass, PencilLine, Repeat } from "lucide-react";
import { Credits, Money } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { NoMatch } from "@/components/domain/no-match";
import { Status } from "@/components/domain/status";
import { NewLink } from "@/components/layout/new-link";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { addOnWords } from "@/lib/subscription/schema/add-on-words";
import type { SubscriptionRow } from "@/lib/subscription/schema/rows";
import { currentPeriodCell, nextCreditsCell } from "./subscription-cells";

const COLUMNS: readonly Column<SubscriptionRow>[] = [
  {
    id: "customer",
    header: "Customer",
    cell: ({ customerName, isOnTestClock }) => (
      <>
        {customerName}
        {isOnTestClock && (
          <Hourglass
            role="img"
            aria-label="on a test clock"
            className="ml-1.5 inline size-3.5 text-muted"
          />
        )}
      </>
    ),
    href: ({ id }) => `/subscriptions/${id}`,
    narrow: "title",
  },
  {
    id: "plan",
    header: "Plan",
    cell: ({ planName, planVersionNumber, hasOverrides, addOns }) => (
      <>
        {planName} <span className="numerals text-muted">v{planVersionNumber}</span>
        {hasOverrides && (
          <PencilLine
            role="img"
            aria-label="with terms of its own"
            className="ml-1 inline size-3.5 text-muted"
          />
        )}
        {addOns.length > 0 && (
          <span className="block text-muted text-xs">+ {addOns.map(addOnWords).join(", ")}</span>
        )}
      </>
    ),
    narrow: "detail",
  },
  {
    id: "tier",
    header: "Tier",
    align: "end",
    cell: ({ chosenTiers }) =>
      chosenTiers.length === 0 ? (
        <span className="text-muted">–</span>
      ) : (
        chosenTiers.map(({ credits, creditUnit }) => (
          <Credits key={`${credits} ${creditUnit}`} amount={credits} unit={null} />
        ))
      ),
  },
  {
    id: "status",
    header: "Status",
    cell: ({ status }) => <Status value={status} />,
    narrow: "figure",
  },
  {
    id: "period",
    header: "Current period",
    cell: currentPeriodCell,
  },
  {
    id: "grant",
    header: "Next credits",
    align: "end",
    cell: nextCreditsCell,
  },
  {
    id: "renewal",
    header: "Renews",
    align: "end",
    cell: ({ endsAt, currentPeriodEnd, zone, status }) =>
      endsAt ? (
        <span className="text-muted">
          {status === "ENDED" ? "ended" : "ends"} <Instant at={endsAt} show="day" zone={zone} />
        </span>
      ) : (
        <>
          <span className="md:hidden">renews </span>
          <Instant at={currentPeriodEnd} show="day" zone={zone} />
        </>
      ),
    narrow: "note",
  },
  {
    id: "invoice",
    header: "Next invoice",
    align: "end",
    cell: ({ nextInvoiceTotal, nextInvoiceAt, currency, zone }) =>
      nextInvoiceTotal === null ? (
        <span className="text-muted">–</span>
      ) : (
        <>
          <Money amount={nextInvoiceTotal} currency={currency} />
          <span className="block text-muted text-xs">
            <Instant at={nextInvoiceAt} show="day" zone={zone} />
          </span>
        </>
      ),
  },
];

export function SubscriptionTable({
  rows,
  isFirstRun,
  mayWrite,
}: {
  rows: readonly SubscriptionRow[];
  isFirstRun: boolean;
  mayWrite: boolean;
}) {
  return (
    <DataTable
      label="Subscriptions"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        isFirstRun ? (
          <Empty
            title="No subscriptions yet"
            icon={<Repeat />}
            action={mayWrite && <NewLink href="/subscriptions/new">Start subscription</NewLink>}
          >
            Put a customer on a published plan: their credits and invoices then come by themselves.
          </Empty>
        ) : (
          <NoMatch noun="subscription" href="/subscriptions" />
        )
      }
    />
  );
}
