"use client";

import { Boxes } from "lucide-react";
import { Credits, Money } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { NoMatch } from "@/components/domain/no-match";
import { Status } from "@/components/domain/status";
import { NewLink } from "@/components/layout/new-link";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import type { PlanRow } from "@/lib/catalog/schema/plan";
import { moneyText, NO_MONEY, parseMoney, roundToMinor } from "@/lib/money/money";
import type { RevenueView } from "@/lib/report/schema/recurring-revenue";
import { periodWord } from "./plan-words";

/** A plan as its row tells it, with what it brings in by the month. */
export type PlanTableRow = PlanRow & { readonly revenue: readonly RevenueView[] };

const COLUMNS: readonly Column<PlanTableRow>[] = [
  {
    id: "name",
    header: "Plan",
    cell: ({ name }) => name,
    href: ({ id }) => `/plans/${id}`,
    narrow: "title",
  },
  {
    id: "key",
    header: "Key",
    cell: ({ key }) => <code className="font-mono text-muted text-xs">{key}</code>,
  },
  {
    id: "version",
    header: "Version",
    cell: ({ version, versionStatus, hasDraft }) => (
      <span className="inline-flex items-center gap-1.5">
        <span className="numerals">v{version}</span>
        {hasDraft && versionStatus !== "DRAFT" && <Badge>draft waiting</Badge>}
      </span>
    ),
  },
  {
    id: "status",
    header: "Status",
    cell: ({ versionStatus }) => <Status value={versionStatus} />,
    narrow: "note",
  },
  {
    id: "price",
    header: "Price",
    align: "end",
    cell: (row) => <Prices row={row} />,
    narrow: "figure",
  },
  {
    id: "credits",
    header: "Credits",
    align: "end",
    cell: (row) => <Grants row={row} />,
    narrow: "detail",
  },
  {
    id: "subscribers",
    header: "Subscribers",
    align: "end",
    cell: ({ subscribers }) => subscribers || <span className="text-muted">–</span>,
  },
  {
    id: "revenue",
    header: "Monthly revenue",
    align: "end",
    cell: ({ revenue }) => <Revenue revenue={revenue} />,
  },
  {
    id: "updated",
    header: "Changed",
    align: "end",
    cell: ({ updatedAt }) => <Instant at={updatedAt} />,
  },
];

const WORDS = {
  PLAN: {
    label: "Plans",
    noun: "plan",
    href: "/plans",
    what: "A plan bundles a price with credits that arrive each month and the features it allows. It stays a draft, seen by nobody, until you publish it.",
  },
  ADD_ON: {
    label: "Add-ons",
    noun: "add-on",
    href: "/packs/add-ons",
    what: "An add-on is sold on top of a subscription, again each period: more credits a month, mailboxes, seats.",
  },
} as const;

function Prices({ row }: { row: PlanRow }) {
  if (row.prices.length === 0) return <span className="text-muted">no fee</span>;
  return row.prices.map(({ amount, creditUnit, period, isFrom }, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two equal fees have no other identity.
    <span key={place} className="block">
      {isFrom && <span className="text-muted">from </span>}
      {creditUnit === null ? (
        <Money amount={amount} currency={row.currency} />
      ) : (
        <Credits amount={amount} unit={creditUnit} />
      )}
      <span className="text-muted"> / {periodWord(period)}</span>
    </span>
  ));
}

function Grants({ row }: { row: PlanRow }) {
  if (row.credits.length === 0) return <span className="text-muted">none</span>;
  return row.credits.map(({ credits, creditUnit, cadence, period, isFrom }, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two equal grants have no other identity.
    <span key={place} className="block">
      {isFrom && <span className="text-muted">from </span>}
      <Credits amount={credits} unit={creditUnit === "credits" ? null : creditUnit} />
      {/* Its header is not there on a phone. */}
      {creditUnit === "credits" && <span className="md:hidden"> credits</span>}
      <span className="text-muted">
        {" "}
        {cadence === "ONETIME" ? "once" : `/ ${periodWord(period)}`}
      </span>
    </span>
  ));
}

/** What running subscriptions pay by the month, and its share of all that is paid in the currency. */
function Revenue({ revenue }: { revenue: readonly RevenueView[] }) {
  if (revenue.length === 0) return <span className="text-muted">–</span>;
  return revenue.map(({ currency, monthly, share }) => (
    <span
      key={currency}
      className="block whitespace-nowrap"
      title={`${monthly} ${currency} a month, ${share}% of what is paid in ${currency}`}
    >
      <Money amount={minorText(monthly, currency)} currency={currency} />
      <span className="text-muted"> · {share}%</span>
    </span>
  ));
}

/** Months of a yearly fee may not come to whole cents. */
const minorText = (amount: string, currency: string): string =>
  moneyText(roundToMinor(parseMoney(amount) ?? NO_MONEY, currency));

/** Plans, or add-ons. */
export function PlanTable({
  rows,
  kind,
  isFirstRun,
  mayWrite,
}: {
  rows: readonly PlanTableRow[];
  kind: "PLAN" | "ADD_ON";
  isFirstRun: boolean;
  mayWrite: boolean;
}) {
  const words = WORDS[kind];
  return (
    <DataTable
      label={words.label}
      columns={COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        isFirstRun ? (
          <Empty
            title={`No ${words.label.toLowerCase()} yet`}
            icon={<Boxes />}
            action={mayWrite && <NewLink href={`${words.href}/new`}>{`New ${words.noun}`}</NewLink>}
          >
            {words.what}
          </Empty>
        ) : (
          <NoMatch noun={words.noun} href={words.href} />
        )
      }
    />
  );
}
