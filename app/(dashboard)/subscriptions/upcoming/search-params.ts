import { createLoader, type LoaderInput, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { UPCOMING_KINDS, type UpcomingQuery } from "@/lib/subscription/schema/upcoming";
import { isMonth } from "@/lib/time/month-grid";
import { isDay } from "../../day-param";

const LENGTHS = { "7d": 7, "30d": 30, "90d": 90 } as const;

const load = createLoader({
  view: parseAsStringLiteral(["calendar"]),
  /** Of the calendar; without one, that of today. */
  month: parseAsString,
  range: parseAsStringLiteral(["7d", "90d"]),
  kind: parseAsStringLiteral(UPCOMING_KINDS),
  /** A day, whose rows are shown alone. */
  day: parseAsString,
});

export type UpcomingParams = Awaited<ReturnType<typeof loadUpcomingParams>>;

/** What no link could have put there says nothing. */
export async function loadUpcomingParams(search: LoaderInput | Promise<LoaderInput>) {
  const { month, day, ...chosen } = load(await search);
  return { ...chosen, month: isMonth(month) ? month : null, day: isDay(day) ? day : null };
}

export const upcomingQuery = ({ view, month, range, kind }: UpcomingParams): UpcomingQuery => ({
  span: view === "calendar" ? { month } : { days: LENGTHS[range ?? "30d"] },
  kind,
});

/** The same look with something else chosen, or nothing where it is null. */
export function upcomingHref(params: UpcomingParams, change: Partial<UpcomingParams>): string {
  const chosen = Object.entries({ ...params, ...change }).flatMap(([key, value]) =>
    value === null ? [] : [[key, value] as [string, string]],
  );
  const query = new URLSearchParams(chosen).toString();
  return query ? `/subscriptions/upcoming?${query}` : "/subscriptions/upcoming";
}
