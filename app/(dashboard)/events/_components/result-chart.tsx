"use client";

import { StackedColumns } from "@/components/chart/stacked-columns";
import { formatInstant } from "@/components/domain/instant-format";
import { Card } from "@/components/ui/card";
import { formatCredits } from "@/lib/money/format";
import { RESULTS, type ResultCounts } from "@/lib/usage/schema/trace";
import { resultPoints, stepName } from "./result-points";

const COLOURS = {
  accepted: "var(--success)",
  refused: "var(--danger)",
  unmatched: "var(--warning)",
} as const;

const SERIES = RESULTS.map((id) => ({
  id,
  label: id.charAt(0).toUpperCase() + id.slice(1),
  colour: COLOURS[id],
}));

/** How events came out, minute by minute or coarser. */
export function ResultChart({
  counts,
  zone,
  now,
}: {
  counts: ResultCounts;
  zone: string;
  now: string;
}) {
  return (
    <Card>
      <StackedColumns
        title={`Events by result, ${stepName(counts.stepSeconds)}`}
        caption={findingOf(counts, zone)}
        unit="events"
        series={SERIES}
        points={resultPoints(counts, { zone, now })}
      />
    </Card>
  );
}

function findingOf({ total, buckets, countedSince }: ResultCounts, zone: string): string {
  const bad = buckets.reduce((sum, { refused, unmatched }) => sum + refused + unmatched, 0);
  const many = formatCredits(String(total));
  const words = `${many} ${total === 1 ? "event" : "events"}, ${formatCredits(String(bad))} of them refused or unmatched`;
  if (countedSince === null) return words;
  return `The latest ${words}; they reach back to ${formatInstant(countedSince, zone)}`;
}
