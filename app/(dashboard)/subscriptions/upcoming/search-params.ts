import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { UPCOMING_KINDS, type UpcomingQuery } from "@/lib/subscription/schema/upcoming";

const LENGTHS = { "7d": 7, "30d": 30, "90d": 90 } as const;

export const loadUpcomingParams = createLoader({
  range: parseAsStringLiteral(["7d", "90d"]),
  kind: parseAsStringLiteral(UPCOMING_KINDS),
  /** A day of the calendar, whose rows are shown alone. */
  day: parseAsString,
});
export type UpcomingParams = Awaited<ReturnType<typeof loadUpcomingParams>>;

export const upcomingQuery = ({ range, kind }: UpcomingParams): UpcomingQuery => ({
  days: LENGTHS[range ?? "30d"],
  kind,
});
