import { idText } from "@/lib/ids";
import { subtotalOf } from "@/lib/invoicing/rules/invoice-lines";
import { creditsText, sum } from "@/lib/money/credits";
import { decimalText, parseDecimal } from "@/lib/money/decimal";
import { moneyText } from "@/lib/money/money";
import { localDay } from "@/lib/time/zone";
import type { ForeseenStep } from "../rules/foresee-course";
import type { UpcomingDayView, UpcomingRowView } from "../schema/upcoming";
import type { ViewRow } from "../store/view-row";

const KINDS = {
  start: "renewal",
  renew: "renewal",
  issue: "credits",
  end: "end",
} as const satisfies Record<ForeseenStep["kind"], UpcomingRowView["kind"]>;

export const upcomingRowView = (
  row: ViewRow,
  { kind, at, issues, lines }: ForeseenStep,
  zone: string,
): UpcomingRowView => ({
  subscriptionId: idText("sub", row.id),
  customerId: idText("cus", row.customerId),
  customerName: row.customerName,
  customerExternalId: row.customerExternalId,
  planName: row.planName,
  kind: KINDS[kind],
  at: at.toISOString(),
  day: localDay(at, zone),
  credits: [...new Set(issues.map(({ grant }) => grant.creditUnit))].map((creditUnit) => {
    const own = issues.filter(({ grant }) => grant.creditUnit === creditUnit);
    return { creditUnit, amount: creditsText(sum(own.map(({ grant }) => grant.amount))) };
  }),
  invoiced:
    lines.length === 0 ? null : { currency: row.currency, total: moneyText(subtotalOf(lines)) },
});

/** The rows of each day together, soonest first. */
export function upcomingDaysView(rows: readonly UpcomingRowView[]): UpcomingDayView[] {
  const days = [...new Set(rows.map(({ day }) => day))].sort();
  return days.map((day) => {
    const own = rows.filter((row) => row.day === day);
    const credits = totals(
      own.flatMap((row) => row.credits.map((of) => [of.creditUnit, of.amount])),
    );
    const invoiced = totals(
      own.flatMap(({ invoiced: of }) => (of ? [[of.currency, of.total]] : [])),
    );
    return {
      day,
      renewals: own.filter(({ kind }) => kind === "renewal").length,
      ends: own.filter(({ kind }) => kind === "end").length,
      credits: credits.map(([creditUnit, amount]) => ({ creditUnit, amount })),
      invoiced: invoiced.map(([currency, total]) => ({ currency, total })),
    };
  });
}

/** Sums by name, in the order of their names. */
function totals(amounts: readonly (readonly string[])[]): readonly (readonly [string, string])[] {
  const sums = new Map<string, bigint>();
  for (const [name = "", amount = ""] of amounts) {
    sums.set(name, (sums.get(name) ?? 0n) + (parseDecimal(amount) ?? 0n));
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, of]) => [name, decimalText(of)]);
}
