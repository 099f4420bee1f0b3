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
    cell: ({ externalId }) => <code className="break-all font-mono text-xs">{externalId}</code>,
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
    cell: ({ message, invoiced, currency, credits }) =>
      message ?? (
        <span className="flex flex-wrap gap-x-3">
          {invoiced && currency && <Money amount={invoiced} currency={currency} />}
          {credits.map(({ creditUnit, amount }) => (
            <Credits key={creditUnit} amount={amount} unit={creditUnit} />
          ))}
        </span>
      ),
    narrow: "detail",
  },
];

/** How each of them fares, or fared. */
export const BulkResults = ({ rows }: { rows: readonly BulkResult[] }) => (
  <DataTable
    label="Results"
    columns={COLUMNS}
    rows={rows}
    rowKey={({ externalId }) => externalId}
    empty={null}
  />
);
