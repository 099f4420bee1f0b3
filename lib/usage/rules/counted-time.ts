/** When an event counts (SEMANTICS §11): at its own time, or now with a mark. Decided once and kept. */
import type { LateSettings } from "@/lib/catalog/rules/catalog";

/** Why an event does not count at its own time: it is too old, or that time is closed. */
export const LATENESSES = ["late", "period_closed"] as const;
export type Lateness = (typeof LATENESSES)[number];

export type CountedTime = {
  readonly countedAt: Date;
  /** Null: at its own time, or as it arrived since its time was ahead. */
  readonly lateness: Lateness | null;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Older ones are no usage any more, and each month of theirs would be a partition. */
export const OLDEST_DAYS = 730;

/** Why an event is none; undefined: it may be kept. */
export function timeFault(occurredAt: Date, arrivedAt: Date): string | undefined {
  const age = arrivedAt.getTime() - occurredAt.getTime();
  if (age < -HOUR_MS) return "More than an hour in the future";
  if (age > OLDEST_DAYS * DAY_MS) return `Older than ${OLDEST_DAYS} days`;
  return undefined;
}

type Times = { readonly occurredAt: Date; readonly arrivedAt: Date };

/** When an event counts that arrives now. */
export function countedTime(
  { occurredAt, arrivedAt }: Times,
  { lateUsageDays, closedUntil }: LateSettings,
): CountedTime {
  const age = arrivedAt.getTime() - occurredAt.getTime();
  if (age < 0) return { countedAt: arrivedAt, lateness: null };
  if (age > lateUsageDays * DAY_MS) return { countedAt: arrivedAt, lateness: "late" };
  const own = { countedAt: occurredAt, lateness: null };
  return outOfClosed(own, arrivedAt, closedUntil);
}

/**
 * What was decided of a kept event holds when it is decided anew, later settings notwithstanding,
 * unless its time was closed meanwhile.
 */
export const countedAnew = (
  { countedAt, lateness }: CountedTime,
  now: Date,
  { closedUntil }: LateSettings,
): CountedTime => outOfClosed({ countedAt, lateness }, now, closedUntil);

/** The event with the time that it counts at, as it is decided on now: one that was kept has one. */
export function atCountedTime<Event extends Times>(
  event: Event | (Event & CountedTime),
  now: Date,
  settings: LateSettings,
): Event & CountedTime {
  if ("countedAt" in event) return { ...event, ...countedAnew(event, now, settings) };
  const { countedAt, lateness } = countedTime(event, settings);
  return { countedAt, lateness, ...event };
}

/** A customer whose own clock stands within what is closed lives there: nothing is moved for it. */
function outOfClosed(time: CountedTime, now: Date, closedUntil: Date | null): CountedTime {
  if (closedUntil === null || time.countedAt >= closedUntil || now < closedUntil) return time;
  return { countedAt: now, lateness: "period_closed" };
}
