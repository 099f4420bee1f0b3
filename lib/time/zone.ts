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
export const startOfDay = (day: string, zone: string): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds);

/** The local date `days` later (or earlier, if negative). */
export const addToDay = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();
