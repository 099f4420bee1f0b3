/** The lengths of periods by name; apart from the calendar arithmetic, so that browsers need not load it. */
export const PERIOD_LENGTHS = ["MONTHLY", "QUARTERLY", "SEMI_ANNUAL", "ANNUAL"] as const;
/** How often credits may come, beside what fees are asked by. */
export const RECURRENCES = ["DAILY", "WEEKLY", ...PERIOD_LENGTHS] as const;
