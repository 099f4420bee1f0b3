import { startOfDay } from "@/lib/time/zone";

/**
 * The first instant of a typed day, as text, where the zone is: `2026-05-04` begins at 22:00 UTC of
 * the day before in Berlin. What is no day yet stays as it was typed, for the schema to say so.
 */
export function dayStart(day: string, zone: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? day : startOfDay(day, zone).toISOString();
}
