/**
 * Periods: half-open spans of whole months or days, laid end to end from an anchor in a zone.
 *
 * Each bound is reckoned from the anchor, never from the bound before it, so that a month end
 * is clamped and restored: 31 Jan, 28 Feb, 31 Mar. Every bound shows the anchor's local time.
 */
import { Temporal } from "temporal-polyfill";
import type { PERIOD_LENGTHS, RECURRENCES } from "./period-length";
import { instantOf, localTime } from "./zone";

export type PeriodLength = (typeof PERIOD_LENGTHS)[number];

export type Recurrence = (typeof RECURRENCES)[number];

/** How often something recurs: every `count` periods of this length. */
export type Cadence<Length extends Recurrence = PeriodLength> = {
  readonly length: Length;
  readonly count: number;
};

/** From `start` (included) to `end` (not included). */
export type Period = { readonly start: Date; readonly end: Date };

/** The periods before and after an anchor; period 0 starts at it. */
export type PeriodLine = {
  readonly anchorAt: Date;
  readonly zone: string;
  readonly cadence: Cadence<Recurrence>;
};

/** A day is one of the local calendar: it may last 23 or 25 hours. */
const STEPS = {
  DAILY: { unit: "days", size: 1 },
  WEEKLY: { unit: "days", size: 7 },
  MONTHLY: { unit: "months", size: 1 },
  QUARTERLY: { unit: "months", size: 3 },
  SEMI_ANNUAL: { unit: "months", size: 6 },
  ANNUAL: { unit: "months", size: 12 },
} as const satisfies Record<Recurrence, { unit: "days" | "months"; size: number }>;

const stepOf = ({ length, count }: Cadence<Recurrence>) => {
  const { unit, size } = STEPS[length];
  return { unit, size: size * count };
};

/** Where period `index` starts and period `index − 1` ends. Bound 0 is the anchor to the millisecond. */
export function boundOf({ anchorAt, zone, cadence }: PeriodLine, index: number): Date {
  // Not reckoned: an anchor in the second half of an overlap would come back an hour early.
  if (index === 0) return anchorAt;
  const { unit, size } = stepOf(cadence);
  const name = `${anchorAt.getTime()} ${zone} ${size * index} ${unit}`;
  let bound = reckoned.get(name);
  if (bound === undefined) {
    bound = instantOf(localTime(anchorAt, zone).add({ [unit]: size * index }), zone).getTime();
    if (reckoned.size >= MOST_RECKONED) reckoned.clear();
    reckoned.set(name, bound);
  }
  return new Date(bound);
}

/**
 * The bounds that were asked for lately: whoever reckons one period asks for the same few again and
 * again, and the calendar's arithmetic took a fifth of a renewal's time.
 */
const reckoned = new Map<string, number>();
const MOST_RECKONED = 10_000;

export const periodOf = (line: PeriodLine, index: number): Period => ({
  start: boundOf(line, index),
  end: boundOf(line, index + 1),
});

/** The index of the one period that contains `at`; negative before the anchor. */
export function indexAt(line: PeriodLine, at: Date): number {
  const anchor = localTime(line.anchorAt, line.zone);
  const { unit, size } = stepOf(line.cadence);
  const passed = anchor.until(localTime(at, line.zone), { largestUnit: unit });
  let index = Math.floor(passed[unit] / size);
  // The estimate errs by one where a month end was clamped or a clock was moved.
  while (boundOf(line, index) > at) index--;
  while (boundOf(line, index + 1) <= at) index++;
  return index;
}

export const periodAt = (line: PeriodLine, at: Date): Period => periodOf(line, indexAt(line, at));

export const isWithin = ({ start, end }: Period, at: Date): boolean => start <= at && at < end;

/**
 * Where calendar billing anchors: the first local midnight of a month's 1st at or after `at`.
 * What lies between `at` and it is the last part of period −1.
 */
export function firstOfMonthFrom(at: Date, zone: string): Date {
  const { year, month } = localTime(at, zone);
  const thisFirst = Temporal.PlainDateTime.from({ year, month, day: 1 });
  const start = instantOf(thisFirst, zone);
  return start >= at ? start : instantOf(thisFirst.add({ months: 1 }), zone);
}
