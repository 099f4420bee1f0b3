/**
 * Figures over events as they were sent: what the dialect calls usage. What was charged for them
 * is another matter, and stands in the roll-ups.
 */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { decimalFromRow, decimalText, ONE, timesOverHalfUp } from "@/lib/money/decimal";
import type { Quantity } from "@/lib/money/quantity";
import { conditionsOf } from "./events-filter";

type EventFilter = Parameters<typeof conditionsOf>[1];

export const STATISTICS = ["COUNT", "SUM", "AVG", "MAX", "COUNT_UNIQUE", "LATEST"] as const;

/** In UTC; weeks begin on Monday. */
export const STATISTIC_WINDOWS = {
  MINUTE: "1 minute",
  "15MIN": "15 minutes",
  "30MIN": "30 minutes",
  HOUR: "1 hour",
  "3HOUR": "3 hours",
  "6HOUR": "6 hours",
  "12HOUR": "12 hours",
  DAY: "1 day",
  WEEK: "7 days",
  MONTH: null,
} as const;
export type StatisticWindow = keyof typeof STATISTIC_WINDOWS;

/** More windows are not told of at once: the span is then to be shorter. */
export const MOST_WINDOWS = 5_000;

export type StatisticAsked = {
  readonly filter: EventFilter;
  readonly statistic: (typeof STATISTICS)[number];
  /** What is summed or compared; events without a number there do not count, but for COUNT. */
  readonly property: string | null;
  readonly multiplier: Quantity;
  readonly window: StatisticWindow | null;
};

export type StatisticView = {
  readonly value: string;
  /** Those windows that had an event, oldest first. */
  readonly windows: readonly { readonly start: string; readonly value: string }[];
};

/** Of accepted events alone: what was refused was not used. */
export async function findEventStatistic(
  ctx: Context,
  asked: StatisticAsked,
): Promise<StatisticView> {
  const [whole, windows] = await Promise.all([
    measured(ctx, asked, null),
    asked.window === null ? [] : measured(ctx, asked, asked.window),
  ]);
  return {
    value: whole[0]?.value ?? "0",
    windows: windows.map(({ start, value }) => ({ start: start?.toISOString() ?? "", value })),
  };
}

const NUMERIC = String.raw`'^-?\d{1,20}(\.\d{1,18})?$'`;

async function measured(
  ctx: Context,
  { filter, statistic, property, multiplier }: StatisticAsked,
  window: StatisticWindow | null,
) {
  const accepted = { ...filter, status: "ACCEPTED" as const };
  const { where, params, bind } = conditionsOf(ctx.organizationId, accepted);
  const text = property === null ? "NULL::text" : `properties ->> ${bind(property)}::text`;
  const start = window === null ? "NULL::timestamptz" : startSql(window);
  const rows = await readSql(
    `SELECT start, round(coalesce(${AGGREGATES[statistic]}, 0)::numeric, 9)::text AS value FROM (
       SELECT occurred_at, id, ${start} AS start, word,
         CASE WHEN word ~ ${NUMERIC} THEN word::numeric END AS number
       FROM usage_event CROSS JOIN LATERAL (SELECT ${text} AS word) AS property
       WHERE ${where}) AS event
     GROUP BY start ORDER BY start LIMIT ${MOST_WINDOWS}`,
    params,
  );
  return rows.map((row) => ({
    start: row.start as Date | null,
    value: decimalText(timesOverHalfUp(decimalFromRow(row.value), multiplier, ONE)),
  }));
}

const AGGREGATES: Readonly<Record<StatisticAsked["statistic"], string>> = {
  COUNT: "count(*)",
  SUM: "sum(number)",
  AVG: "avg(number)",
  MAX: "max(number)",
  COUNT_UNIQUE: "count(DISTINCT word)",
  LATEST:
    "(array_agg(number ORDER BY occurred_at DESC, id DESC) FILTER (WHERE number IS NOT NULL))[1]",
};

/** A Monday at midnight. */
const ORIGIN = "timestamptz '2001-01-01 00:00:00+00'";

function startSql(window: StatisticWindow): string {
  const step = STATISTIC_WINDOWS[window];
  if (step === null) return "date_trunc('month', occurred_at, 'UTC')";
  return `date_bin(interval '${step}', occurred_at, ${ORIGIN})`;
}
