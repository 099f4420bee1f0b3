/** Days in the address, as calendars write them. */

/** A day that is in the calendar: `2026-02-31` is read as a March day by `Date`, and is none. */
export function isDay(text: string | null): text is string {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}
