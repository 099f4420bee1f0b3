/**
 * Local time, from what the platform's formatter says a clock on the wall shows. A wall time is held
 * as the milliseconds that it would be in UTC.
 */

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    ...({ timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric" } as const),
    ...({ day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" } as const),
  });
  formatters.set(zone, made);
  return made;
}

export function wallAt(instant: number, zone: string): number {
  const parts = formatterOf(zone).formatToParts(instant);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const milliseconds = ((instant % 1000) + 1000) % 1000;
  const day = [of("year"), of("month") - 1, of("day")] as const;
  return Date.UTC(...day, of("hour"), of("minute"), of("second"), milliseconds);
}

const offsetAt = (instant: number, zone: string) => wallAt(instant, zone) - instant;

/** Longer than any offset and any gap: Apia once left out a whole day. */
const AROUND = 50 * 3_600_000;

/** The first instant that shows it; in a gap, as if the clock had not been turned yet. */
export function instantAt(wall: number, zone: string): number {
  const before = wall - offsetAt(wall - AROUND, zone);
  const after = wall - offsetAt(wall + AROUND, zone);
  const showing = [before, after].filter((instant) => wallAt(instant, zone) === wall);
  return showing.length > 0 ? Math.min(...showing) : before;
}

/** Month ends are clamped. */
export function plusMonths(wall: number, months: number): number {
  const date = new Date(wall);
  const first = new Date(wall);
  first.setUTCDate(1);
  first.setUTCMonth(date.getUTCMonth() + months);
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), days));
  return first.getTime();
}

export const plusDays = (wall: number, days: number): number => wall + days * 86_400_000;

/** Midnight of the month's first. */
export function monthOf(wall: number): number {
  const date = new Date(wall);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}
