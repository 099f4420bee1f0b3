import { createLoader, createParser, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { addToDay, localDay, startOfDay } from "@/lib/time/zone";
import { isDay } from "../../../../../day-param";

const PERIODS = ["last", "custom"] as const;

/** What no page of a statement gave leads to its first page instead of a fault. */
const parseAsPlace = createParser({
  parse: (text: string) => (/^\d{1,15}\.\d{1,18}$/.test(text) ? text : null),
  serialize: (place: string) => place,
});

export const loadStatementParams = createLoader({
  /** This month unless told. */
  period: parseAsStringLiteral(PERIODS),
  /** Local days of a period of one's own, both included. */
  from: parseAsString,
  to: parseAsString,
  after: parseAsPlace,
});
export type StatementParams = Awaited<ReturnType<typeof loadStatementParams>>;

export type Days = { readonly from: string; readonly to: string };

const firstOfMonth = (day: string) => `${day.slice(0, 7)}-01`;

/** The whole local days that are asked for, both included. */
export function statementDays({ period, from, to }: StatementParams, today: string): Days {
  const thisMonth = { from: firstOfMonth(today), to: lastOfMonth(today) };
  if (period === "last") {
    const end = addToDay(thisMonth.from, -1);
    return { from: firstOfMonth(end), to: end };
  }
  if (period !== "custom") return thisMonth;
  const days = {
    from: isDay(from) ? from : thisMonth.from,
    to: isDay(to) ? to : thisMonth.to,
  };
  return days.from <= days.to ? days : { from: days.to, to: days.from };
}

/** The first of the next month is at most 31 days on, and the day before it is this month's last. */
function lastOfMonth(day: string): string {
  const next = firstOfMonth(addToDay(firstOfMonth(day), 31));
  return addToDay(next, -1);
}

/** The period as instants in the customer's zone, half-open; and the day of now, while it still runs. */
export function statementPeriod(
  params: StatementParams,
  { at, zone }: { readonly at: Date; readonly zone: string },
) {
  const today = localDay(at, zone);
  const days = statementDays(params, today);
  const from = startOfDay(days.from, zone);
  const to = startOfDay(addToDay(days.to, 1), zone);
  return { days, from, to, soFarOn: at < to ? today : null };
}
