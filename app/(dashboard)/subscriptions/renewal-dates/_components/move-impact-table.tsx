"use client";

import { useQueryState } from "nuqs";
import { Credits, Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { NoMatch } from "@/components/domain/no-match";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { RenewalMoveImpact } from "@/lib/subscription/schema/renewal-move";
import { TICKED } from "../move-params";

const COLUMNS: readonly Column<RenewalMoveImpact>[] = [
  {
    id: "customer",
    header: "Customer",
    cell: ({ customerName }) => customerName,
    href: ({ subscriptionId }) => `/subscriptions/${subscriptionId}`,
    narrow: "title",
  },
  {
    id: "plan",
    header: "Plan",
    // A phone has no room for a column of boxes.
    cell: ({ subscriptionId, customerName, planName }) => (
      <span className="inline-flex items-center gap-2">
        <span className="inline-flex md:hidden">
          <OnlyBox id={subscriptionId} name={customerName} />
        </span>
        {planName}
      </span>
    ),
    narrow: "detail",
  },
  {
    id: "ends",
    header: "Period ends",
    align: "end",
    cell: ({ endsAt, zone }) => <Instant at={endsAt} show="day" zone={zone} />,
  },
  {
    id: "bridge",
    header: "In between",
    align: "end",
    cell: ({ bridge, renewsAt }) => {
      if (renewsAt === null) return <span className="text-muted">–</span>;
      return bridge ? `${bridge.days} of ${bridge.ofDays} days` : "nothing";
    },
  },
  {
    id: "total",
    header: "Next invoice",
    align: "end",
    cell: ({ total, currency }) =>
      total === null ? (
        <span className="text-muted">–</span>
      ) : (
        <Money amount={total} currency={currency} />
      ),
    narrow: "figure",
  },
  {
    id: "credits",
    header: "Next credits",
    align: "end",
    cell: ({ credits }) =>
      credits.length === 0 ? (
        <span className="text-muted">–</span>
      ) : (
        credits.map(({ creditUnit, credits: amount }) => (
          <Credits key={creditUnit} amount={amount} unit={creditUnit} className="block" />
        ))
      ),
  },
  {
    id: "renews",
    header: "Renews",
    cell: ({ renewsAt, zone, obstacle }) =>
      renewsAt === null ? (
        <span className="text-danger">{obstacle}</span>
      ) : (
        <Instant at={renewsAt} show="day" zone={zone} />
      ),
    narrow: "note",
  },
  {
    id: "only",
    header: "Only these",
    cell: ({ subscriptionId, customerName }) => <OnlyBox id={subscriptionId} name={customerName} />,
  },
];

/** Ticked, the move is for it and the others that are ticked, and for nobody else. */
function OnlyBox({ id, name }: { id: string; name: string }) {
  const [only, setOnly] = useQueryState("ticked", TICKED);
  return (
    <input
      type="checkbox"
      aria-label={`Only ${name}`}
      className="relative z-10 size-4 accent-accent max-md:size-6"
      checked={only.includes(id)}
      onChange={({ target }) =>
        setOnly(target.checked ? [...only, id] : only.filter((other) => other !== id))
      }
    />
  );
}

/** What lies between, what it asks and gives, and from when on each renews on the new day. */
export function MoveImpactTable({ impacts }: { impacts: readonly RenewalMoveImpact[] }) {
  return (
    <DataTable
      label="What it does to each"
      columns={COLUMNS}
      rows={impacts}
      rowKey={({ subscriptionId }) => subscriptionId}
      empty={<NoMatch noun="subscription" href="/subscriptions/renewal-dates" />}
    />
  );
}
