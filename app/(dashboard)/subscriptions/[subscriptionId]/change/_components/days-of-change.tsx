"use client";

import { Lines } from "@/components/chart/lines";
import { formatCredits } from "@/lib/money/format";
import type { DailyBalancesView } from "@/lib/subscription/schema/change";

const SERIES = [
  { id: "changed", label: "With the change", colour: "var(--accent)" },
  { id: "unchanged", label: "Without it", colour: "var(--muted)", isDashed: true },
] as const;

/** The balance at the end of each day, with the change and without it, if none is used. */
export function DaysOfChange({ daily }: { daily: DailyBalancesView }) {
  return daily.units.map(({ creditUnit, days }) => (
    <Lines
      key={creditUnit}
      title={`Balance of ${creditUnit} day by day`}
      caption={captionOf(days, creditUnit)}
      unit={creditUnit}
      series={SERIES}
      points={days.map(({ on, changed, unchanged }) => ({
        ...{ key: on, label: dayOf(on, days.length) },
        values: { changed, unchanged },
      }))}
    />
  ));
}

function captionOf(days: DailyBalancesView["units"][number]["days"], creditUnit: string): string {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return "";
  const end = `${formatCredits(last.changed)} ${creditUnit} on ${dayOf(last.on, days.length)}`;
  return `If none is used: ${formatCredits(first.changed)} today, ${end}.`;
}

/** A day of the calendar, which no zone moves. */
function dayOf(on: string, count: number): string {
  const year = count > 300 ? ({ year: "numeric" } as const) : {};
  const format = new Intl.DateTimeFormat("en-GB", {
    ...{ day: "numeric", month: "short" },
    ...year,
    timeZone: "UTC",
  });
  return format.format(new Date(`${on}T00:00:00Z`));
}
