/**
 * What lies further off is taken for a slip of the pen: a start ahead, or one back, which is booked
 * with each period since; the day on which a pause ends.
 */
export const FURTHEST = { count: 2, unit: "YEAR" } as const;
