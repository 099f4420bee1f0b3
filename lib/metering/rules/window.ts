/**
 * Where a counter starts, and which hour of the roll-ups a use belongs to. Windows are half-open
 * and anchored in the customer's zone.
 */
import type { ResetPeriod } from "@/lib/catalog/rules/catalog";
import { addToDay, localDay, localTime, startOfDay } from "@/lib/time/zone";

/** When counting starts that never starts again, and for a price without any period. */
export const ALWAYS = new Date(0);

export type WindowAnchor = {
  /** IANA name, such as `Europe/Berlin`. */
  readonly zone: string;
  /** The billing period around the use; null without a subscription: the calendar month counts. */
  readonly billingPeriodStart: Date | null;
};

/** The start, inclusive, of the window that `at` falls into. */
export function windowStart(reset: ResetPeriod, at: Date, anchor: WindowAnchor): Date {
  switch (reset) {
    case "NEVER":
      return ALWAYS;
    case "BILLING_PERIOD":
      return anchor.billingPeriodStart ?? windowStart("MONTH", at, anchor);
    case "DAY":
    case "WEEK":
    case "MONTH":
      return onceAQuarter(reset, at, anchor.zone, () =>
        startOfDay(firstDay(reset, at, anchor.zone), anchor.zone),
      );
  }
}

/** The next start of the window, exclusive end of this one; null where it never resets or the period decides. */
export function windowEnd(reset: ResetPeriod, at: Date, anchor: WindowAnchor): Date | null {
  switch (reset) {
    case "NEVER":
      return null;
    case "BILLING_PERIOD":
      return anchor.billingPeriodStart === null ? windowEnd("MONTH", at, anchor) : null;
    case "DAY":
    case "WEEK":
    case "MONTH":
      return onceAQuarter(`${reset}_END`, at, anchor.zone, () =>
        startOfDay(nextFirstDay(reset, at, anchor.zone), anchor.zone),
      );
  }
}

const DAYS = { DAY: 1, WEEK: 7 } as const;

/** The local date that the next day, week or month begins with. */
function nextFirstDay(reset: "DAY" | "WEEK" | "MONTH", at: Date, zone: string): string {
  const first = firstDay(reset, at, zone);
  if (reset !== "MONTH") return addToDay(first, DAYS[reset]);
  return firstDay(reset, startOfDay(addToDay(first, 31), zone), zone);
}

/** The local date that a day, week (from Monday) or month began with. */
function firstDay(reset: "DAY" | "WEEK" | "MONTH", at: Date, zone: string): string {
  const day = localDay(at, zone);
  if (reset === "DAY") return day;
  if (reset === "MONTH") return `${day.slice(0, -2)}01`;
  return addToDay(day, 1 - localTime(at, zone).dayOfWeek);
}

/** The local calendar day of a use, as `2026-11-21`. */
export const dayOfUse = (at: Date, zone: string): string =>
  onceAQuarter("day", at, zone, () => localDay(at, zone));

const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 4 * QUARTER_MS;

/**
 * The UTC hour of a use; a quarter of an hour where the zone stands off full hours
 * (Kathmandu, Adelaide), so that local hours can still be summed from the roll-up.
 */
export function rollUpHour(at: Date, zone: string): Date {
  const grain = onceAQuarter("grain", at, zone, () =>
    localTime(at, zone).minute === at.getUTCMinutes() ? HOUR_MS : QUARTER_MS,
  );
  return new Date(Math.floor(at.getTime() / grain) * grain);
}

type Known = { readonly day: string; readonly grain: number } & Record<
  "DAY" | "WEEK" | "MONTH" | "DAY_END" | "WEEK_END" | "MONTH_END",
  Date
>;

const MOST_KNOWN = 20_000;
const known = new Map<string, unknown>();

/**
 * Zones move by whole quarters of an hour, so within one the answer is one; a batch asks the
 * same of each of its events, and calendar arithmetic would be most of what an event costs.
 */
function onceAQuarter<What extends keyof Known>(
  what: What,
  at: Date,
  zone: string,
  make: () => Known[What],
): Known[What] {
  const key = `${what}/${zone}/${Math.floor(at.getTime() / QUARTER_MS)}`;
  const before = known.get(key) as Known[What] | undefined;
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}
