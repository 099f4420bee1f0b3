/** How instants and days are written. Times are never shown without their zone. */
import { dayWords } from "@/lib/time/day-words";
import { zonedFormat } from "@/lib/time/zoned-format";

/** `"2026-11-12T14:32:07Z"` is `12 Nov 2026, 14:32:07 UTC`. */
export const formatInstant = (iso: string, zone = "UTC"): string => exact(new Date(iso), zone);

/** `"2026-11-12T23:30:00Z"` in Berlin is `13 Nov 2026`. */
export const formatDay = (iso: string, zone = "UTC"): string => dayWords(new Date(iso), zone);

const exact = zonedFormat({
  ...{ day: "numeric", month: "short", year: "numeric" },
  ...{ hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short" },
});

const STEPS = [
  { unit: "second", seconds: 1, below: 60 },
  { unit: "minute", seconds: 60, below: 3_600 },
  { unit: "hour", seconds: 3_600, below: 86_400 },
  { unit: "day", seconds: 86_400, below: 86_400 * 45 },
  { unit: "month", seconds: 2_629_746, below: 31_556_952 },
  { unit: "year", seconds: 31_556_952, below: Number.POSITIVE_INFINITY },
] as const;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });

/** `3 min. ago`, `in 2 days`, `yesterday`; `now` within ten seconds. */
export function formatRelative(iso: string, now: Date): string {
  const seconds = Math.round((new Date(iso).getTime() - now.getTime()) / 1000);
  const size = Math.abs(seconds);
  const step = STEPS.find(({ below }) => size < below);
  if (!step || size < 10) return "now";
  return relative.format(Math.trunc(seconds / step.seconds), step.unit);
}
