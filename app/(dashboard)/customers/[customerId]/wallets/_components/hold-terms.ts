const HOUR = 3_600;

/** How long a hold lasts unless it is captured or released, in seconds. */
export const HOLD_TERMS = [
  [String(HOUR), "1 hour"],
  [String(24 * HOUR), "24 hours"],
  [String(7 * 24 * HOUR), "7 days"],
  [String(30 * 24 * HOUR), "30 days"],
  ["custom", "Custom…"],
] as const;

export const DEFAULT_TERM = String(24 * HOUR);

/** Whole seconds of a chosen term, or of typed hours such as `1.5`; what is no number stays none. */
export function secondsOf(term: string, hours: string): number {
  if (term !== "custom") return Number(term);
  return /^\d+([.,]\d+)?$/.test(hours.trim())
    ? Math.round(Number(hours.trim().replace(",", ".")) * HOUR)
    : Number.NaN;
}
