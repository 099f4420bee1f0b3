/** Terms such as "90 days" or "3 months" that run from an instant, by the local calendar of a zone. */
import { instantOf, localTime } from "./zone";

export const DURATION_UNITS = ["DAY", "WEEK", "MONTH", "YEAR"] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];
export type Duration = { readonly count: number; readonly unit: DurationUnit };

const FIELDS = { DAY: "days", WEEK: "weeks", MONTH: "months", YEAR: "years" } as const;

/** The same local time, so much later: a day may last 23 or 25 hours, 31 Jan and a month is 28 Feb. */
export function addDuration(at: Date, { count, unit }: Duration, zone: string): Date {
  return instantOf(localTime(at, zone).add({ [FIELDS[unit]]: count }), zone);
}
