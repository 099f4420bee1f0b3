/**
 * Billing periods: half-open spans of whole months, laid end to end from an anchor in a zone.
 *
 * Each bound is reckoned from the anchor, never from the bound before it, so that a month end
 * is clamped and restored: 31 Jan, 28 Feb, 31 Mar. Every bound shows the anchor's local time.
 */
import { Temporal } from "temporal-polyfill";
import type { PERIOD_LENGTHS } from "./period-length";
import { instantOf, localTime } from "./zone";

export type PeriodLength = (typeof PERIOD_LENGTHS)[number];

/** How often something recurs: every `count` periods of this length. */
export type Cadence = { readonly length: PeriodLength; readonly count: number };

/** From `start` (included) to `end` (not included). */
export type Period = { readonly start: Date; readonly end: Date };

/** The periods before and after an anchor; period 0 starts at it. */
export type PeriodLine = {
  readonly anchorAt: Date;
  readonly zone: string;
  readonly cadence: Cadence;
};

const MONTHS = { MONTHLY: 1, QUARTERLY: 3, SEMI_ANNUAL: 6, ANNUAL: 12 } as const satisfies Record<
  PeriodLength,
  number
>;

export const monthsOf = ({ length, count }: Cadence): number => MONTHS[length] * count;

/** Where period `index` starts and period `index − 1` ends. Bound 0 is the anchor to the millisecond. */
export function boundOf({ anchorAt, zone, cadence }: PeriodLine, index: number): Date {
  // Not reckoned: an anchor in the second half of an overlap would come back an hour early.
  if (index === 0) return anchorAt;
  return instantOf(localTime(anchorAt, zone).add({ months: monthsOf(cadence) * index }), zone);
}

export const periodOf = (line: PeriodLine, index: number): Period => ({
  start: boundOf(line, index),
  end: boundOf(line, index + 1),
});

/** The index of the one period that contains `at`; negative before the anchor. */
export function indexAt(line: PeriodLine, at: Date): number {
  const anchor = localTime(line.anchorAt, line.zone);
  const { months } = anchor.until(localTime(at, line.zone), { largestUnit: "months" });
  let index = Math.floor(months / monthsOf(line.cadence));
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
