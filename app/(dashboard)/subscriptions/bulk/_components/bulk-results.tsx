"use client";

import Link from "next/link";
import { Credits, Money } from "@/components/domain/amounts";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import type { BulkResult } from "@/lib/subscription/schema/bulk";

const OUTCOMES = {
  will_start: { tone: "info", word: "will start" },
  started: { tone: "success", word: "started" },
  was_started: { tone: "neutral", word: "started before" },
  refused: { tone: "danger", word: "refused" },
} as const satisfies Record<BulkResult["outcome"], object>;

const COLUMNS: readonly Column<BulkResult>[] = [
  {
    id: "external",
    header: "External id",
    cell: ({ externalId }) => (
      <code className="line-clamp-2 wrap-anywhere font-mono text-xs">{externalId}</code>
    ),
    narrow: "title",
  },
  {
    id: "customer",
    header: "Customer",
    cell: ({ customerName, subscriptionId }) =>
      subscriptionId ? (
        <Link
          href={`/subscriptions/${subscriptionId}`}
          prefetch={false}
          className="underline underline-offset-2"
        >
          {customerName}
        </Link>
      ) : (
        (customerName ?? <span className="text-muted">–</span>)
      ),
  },
  {
    id: "outcome",
    header: "Outcome",
    cell: ({ outcome }) => <Badge tone={OUTCOMES[outcome].tone}>{OUTCOMES[outcome].word}</Badge>,
    narrow: "figure",
  },
  {
    id: "what",
    header: "What",
    cell: (result) => result.message ?? <WhatItComesTo {...result} />,
    narrow: "detail",
  },
];

function WhatItComesTo({ invoiced, currency, credits, pending, warnings }: BulkResult) {
  return (
    <span className="grid gap-0.5">
      <span className="flex flex-wrap gap-x-3">
        {invoiced && currency && <Money amount={invoiced} currency={currency} />}
        {credits.map(({ creditUnit, amount }) => (
          <Credits key={creditUnit} amount={amount} unit={creditUnit} />
        ))}
        {pending.map(({ creditUnit, amount }) => (
          <span key={creditUnit}>
            <Credits amount={amount} unit={creditUnit} />{" "}
            <span className="text-muted">with the payment</span>
          </span>
        ))}
      </span>
      {warnings.map((warning) => (
        <span key={warning} className="text-warning text-xs">
          {warning}
        </span>
      ))}
    </span>
  );
}

/** How each of them fares, or fared: first those that somebody has to look at. */
export const BulkResults = ({ rows }: { rows: readonly BulkResult[] }) => (
  <DataTable
    label="Results"
    columns={COLUMNS}
    rows={rows.toSorted((a, b) => rankOf(a) - rankOf(b))}
    rowKey={({ externalId }) => externalId}
    empty={null}
  />
);

const rankOf = ({ outcome }: BulkResult): number => (outcome === "refused" ? 0 : 1);
