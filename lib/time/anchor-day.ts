/**
 * Anchors for a day that periods are to begin on. A line clamps month ends and restores them, so the
 * anchor lies in a month that has the day: the 31st from February on is anchored on 31 January.
 */
import { Temporal } from "temporal-polyfill";
import type { PeriodLine } from "./period";
import { instantOf, localTime } from "./zone";

const MONTHS = { MONTHLY: 1, QUARTERLY: 3, SEMI_ANNUAL: 6, ANNUAL: 12 } as const;

/** A line of whole months. */
type MonthLine = PeriodLine & {
  readonly cadence: { readonly length: keyof typeof MONTHS; readonly count: number };
};

/**
 * Where periods like the line's are anchored that begin on this day of the month, the first of them
 * at or after `from`, and keep the line's local time.
 *
 * @param day 1 to 31; in a shorter month its last one.
 */
export function anchorByDay(line: MonthLine, day: number, from: Date): Date {
  const { year, month } = localTime(from, line.zone);
  const here = Temporal.PlainYearMonth.from({ year, month });
  const isAhead = instantOf(localOn(line, here, day), line.zone) >= from;
  return anchorNear(line, isAhead ? here : here.add({ months: 1 }), day);
}

/** The same for periods of which one begins on this local date, such as `2027-02-28`. */
export function anchorByDate(line: MonthLine, on: string): Date {
  const { year, month, day } = Temporal.PlainDate.from(on);
  return anchorNear(line, Temporal.PlainYearMonth.from({ year, month }), day);
}

/** So far back every month and every leap day has been, but at the turn of most centuries. */
const MOST_MONTHS = 96;

/** The last such month that has the day, on which the clock shows the time; if none, as near as there is. */
function anchorNear(line: MonthLine, first: Temporal.PlainYearMonth, day: number): Date {
  const { length, count } = line.cadence;
  const step = MONTHS[length] * count;
  let best: Temporal.PlainDateTime | undefined;
  for (let back = 0; back <= MOST_MONTHS; back += step) {
    const local = localOn(line, first.subtract({ months: back }), day);
    // Anchored where the clock skips its time, a line would show another one for ever.
    if (!localTime(instantOf(local, line.zone), line.zone).equals(local)) continue;
    if (local.day === day) return instantOf(local, line.zone);
    if (best === undefined || local.day > best.day) best = local;
  }
  return instantOf(best ?? localOn(line, first, day), line.zone);
}

function localOn(
  { anchorAt, zone }: MonthLine,
  month: Temporal.PlainYearMonth,
  day: number,
): Temporal.PlainDateTime {
  const date = month.toPlainDate({ day: Math.min(day, month.daysInMonth) });
  return date.toPlainDateTime(localTime(anchorAt, zone).toPlainTime());
}
