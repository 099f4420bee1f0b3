/**
 * Local time in a named zone. Everything here is given the zone and the instant; nothing
 * reads the clock. Gaps and overlaps of local time are read as Temporal's `compatible`:
 * a time that a gap skips moves forward by the gap, one that happens twice is the earlier.
 */
import { Temporal } from "temporal-polyfill";

/** Whether `zone` names a zone of the IANA database, such as `Europe/Berlin` or `UTC`. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

/** The instant's local date and time in `zone`. */
export const localTime = (at: Date, zone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();

/** The instant at which `zone` shows `local`. */
export const instantOf = (local: Temporal.PlainDateTime, zone: string): Date =>
  new Date(local.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds);

/** The local date, `2026-03-31`: the day that a use belongs to. */
export const localDay = (at: Date, zone: string): string =>
  localTime(at, zone).toPlainDate().toString();

/** The first instant of a local date such as `2026-03-31`. */
export function startOfDay(day: string, zone: string): Date {
  const key = `${day}/${zone}`;
  const before = starts.get(key);
  if (before !== undefined) return new Date(before);
  const start = Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
  if (starts.size >= MOST_KNOWN) starts.clear();
  starts.set(key, start);
  return new Date(start);
}

/** A chart asks for the same hundred days for each customer of a zone. */
const starts = new Map<string, number>();
const MOST_KNOWN = 20_000;

/** The local date `days` later (or earlier, if negative). Dates know no zone, so each has as many hours. */
export const addToDay = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

const DAY_MS = 86_400_000;
