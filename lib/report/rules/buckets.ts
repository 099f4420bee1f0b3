/**
 * The columns of a chart: every hour, day, week or month of a range in a zone, empty ones too.
 * Days, weeks and months are whole local ones; weeks begin on Monday; the first and last
 * may be cut short by the range.
 */
import { addToDay, localDay, localTime, startOfDay } from "@/lib/time/zone";
import type { Grain } from "./grain";

export type Range = { readonly from: Date; readonly to: Date };

export type Bucket = {
  /** Its first instant. */
  readonly at: Date;
  /** Its first local day. */
  readonly day: string;
};

export type Buckets = {
  readonly all: readonly Bucket[];
  /** From the first bucket's start to the last one's end, half-open. */
  readonly range: Range;
  /** The local days that the range touches, the last one excluded. */
  readonly days: { readonly from: string; readonly to: string };
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The grain that a chart of this length is read at. */
export function grainFor({ from, to }: Range): Grain {
  const length = to.getTime() - from.getTime();
  if (length <= 2 * DAY_MS) return "hour";
  if (length <= 92 * DAY_MS) return "day";
  return length <= 731 * DAY_MS ? "week" : "month";
}

/** As many whole local days just before as these are; where they are none, as much time. */
export function rangeBefore({ from, to }: Range, zone: string): Range {
  const [first, end] = [localDay(from, zone), localDay(to, zone)];
  const isWhole = (edge: Date, day: string) => startOfDay(day, zone).getTime() === edge.getTime();
  const areWhole = isWhole(from, first) && isWhole(to, end);
  if (!areWhole) return { from: new Date(2 * from.getTime() - to.getTime()), to: from };
  const days = (Date.parse(end) - Date.parse(first)) / DAY_MS;
  return { from: startOfDay(addToDay(first, -days), zone), to: from };
}

export function bucketsOf(range: Range, grain: Grain, zone: string): Buckets {
  const days = {
    from: localDay(range.from, zone),
    to: addToDay(localDay(new Date(range.to.getTime() - 1), zone), 1),
  };
  return grain === "hour" ? hours(range, days, zone) : spans(days, grain, zone);
}

function hours({ from, to }: Range, days: Buckets["days"], zone: string): Buckets {
  const { minute, second, millisecond } = localTime(from, zone);
  const start = from.getTime() - (minute * 60 + second) * 1000 - millisecond;
  const count = Math.ceil((to.getTime() - start) / HOUR_MS);
  const all = Array.from({ length: count }, (_, index) => {
    const at = new Date(start + index * HOUR_MS);
    return { at, day: localDay(at, zone) };
  });
  return { all, range: { from: new Date(start), to: new Date(start + count * HOUR_MS) }, days };
}

function spans(days: Buckets["days"], grain: Exclude<Grain, "hour">, zone: string): Buckets {
  const all: Bucket[] = [];
  for (let day = days.from; day < days.to; day = NEXT[grain](day)) {
    all.push({ at: startOfDay(day, zone), day });
  }
  const range = { from: startOfDay(days.from, zone), to: startOfDay(days.to, zone) };
  return { all, range, days };
}

const NEXT = {
  day: (day: string) => addToDay(day, 1),
  week: (day: string) => addToDay(day, 7 - daysSinceMonday(day)),
  month: firstOfNextMonth,
} as const satisfies Record<Exclude<Grain, "hour">, (day: string) => string>;

const daysSinceMonday = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

function firstOfNextMonth(day: string): string {
  // The 28th and four days are always in the next month.
  return `${addToDay(`${day.slice(0, 8)}28`, 4).slice(0, 8)}01`;
}

/** Which bucket a local day falls into, −1 before the first; for buckets of days and longer. */
export const bucketOfDay = ({ all }: Buckets, day: string): number =>
  lastOf(all, (bucket) => bucket.day <= day);

/** Which bucket an instant falls into, −1 before the first. */
export const bucketAt = ({ all }: Buckets, at: Date): number =>
  lastOf(all, (bucket) => bucket.at <= at);

/** The last of those that have begun, which are the first ones. */
function lastOf(all: readonly Bucket[], hasBegun: (bucket: Bucket) => boolean): number {
  let [begun, end] = [-1, all.length];
  while (end - begun > 1) {
    const middle = (begun + end) >> 1;
    const bucket = all[middle];
    if (bucket !== undefined && hasBegun(bucket)) begun = middle;
    else end = middle;
  }
  return begun;
}
