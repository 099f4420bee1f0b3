/** How events came out over time, for the explorer's chart. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import type { EventQuery } from "../schema/event";
import type { ResultCounts, ResultName } from "../schema/trace";
import { conditionsOf } from "./events-filter";

/** More are not read for a chart: it then begins where these begin, and says so. */
const MOST_COUNTED = 10_000;
const MOST_COLUMNS = 170;
const STEPS = [60, 900, 3_600, 21_600, 86_400] as const;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What the query finds, but at most a year of it; without a time, the last 24 hours. */
export async function countResults(ctx: Context, query: EventQuery): Promise<ResultCounts> {
  const span = spanOf(ctx, query);
  const rows = await countByStep(ctx, { ...query, ...span });
  const total = rows.reduce((sum, { events }) => sum + Number(events), 0);
  const isCut = total >= MOST_COUNTED;
  const oldest = Math.min(...rows.map(({ since }) => (since as Date).getTime()));
  return {
    stepSeconds: span.step,
    total,
    countedSince: isCut ? new Date(oldest).toISOString() : null,
    buckets: bucketsOf(rows, {
      ...span,
      from: isCut ? new Date(oldest) : span.from,
      to: query.to ?? ctx.at,
    }),
  };
}

type Span = { readonly from: Date; readonly to: Date; readonly step: number };

/** Events may be an hour ahead of their arrival. */
function spanOf({ at }: Context, { from: asked, to: until }: EventQuery): Span {
  const to = until ?? new Date(at.getTime() + HOUR_MS);
  const least = to.getTime() - 366 * DAY_MS;
  const from = new Date(Math.max(asked?.getTime() ?? at.getTime() - DAY_MS, least));
  return { from, to, step: stepFor(from, to) };
}

function countByStep(ctx: Context, { step, ...query }: EventQuery & Span): Promise<readonly Row[]> {
  const { where, params, bind } = conditionsOf(ctx.organizationId, query);
  return readSql(
    `SELECT floor(extract(epoch FROM occurred_at) / ${bind(step)}::int)::bigint::text AS step,
       lower(status::text) AS result, count(*)::int AS events, min(occurred_at) AS since
     FROM (SELECT occurred_at, status FROM usage_event WHERE ${where}
           ORDER BY occurred_at DESC, id DESC LIMIT ${MOST_COUNTED}) AS newest
     GROUP BY 1, 2`,
    params,
  );
}

/** Every step of the span, or up to its last event where that is ahead; empty ones too. */
function bucketsOf(rows: readonly Row[], { from, to, step }: Span): ResultCounts["buckets"] {
  const counts = new Map<number, Record<ResultName, number>>();
  for (const { step: place, result, events } of rows) {
    const bucket = counts.get(Number(place)) ?? none();
    bucket[result as ResultName] += Number(events);
    counts.set(Number(place), bucket);
  }
  const placeOf = (ms: number) => Math.floor(ms / 1_000 / step);
  const first = placeOf(from.getTime());
  const last = Math.max(placeOf(to.getTime() - 1), ...counts.keys());
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => ({
    at: new Date((first + place) * step * 1_000).toISOString(),
    ...(counts.get(first + place) ?? none()),
  }));
}

const none = () => ({ accepted: 0, refused: 0, unmatched: 0 });

/** The finest that gives no more columns than can be told apart. */
function stepFor(from: Date, to: Date): number {
  const seconds = (to.getTime() - from.getTime()) / 1_000;
  return STEPS.find((step) => seconds / step <= MOST_COLUMNS) ?? 86_400;
}
