import { idText } from "@/lib/ids";
import { subtotalOf } from "@/lib/invoicing/rules/invoice-lines";
import { creditsText, sum } from "@/lib/money/credits";
import { decimalText, parseDecimal } from "@/lib/money/decimal";
import { moneyText } from "@/lib/money/money";
import { localDay } from "@/lib/time/zone";
import type { ForeseenStep } from "../rules/foresee-course";
import {
  UPCOMING_KINDS,
  type UpcomingDayView,
  type UpcomingKind,
  type UpcomingRowView,
} from "../schema/upcoming";
import type { ViewRow } from "../store/view-row";

const KINDS = {
  start: "start",
  renew: "renewal",
  issue: "credits",
  resume: "resume",
  end: "end",
} as const satisfies Record<ForeseenStep["kind"], UpcomingKind>;

/** A step, or a change of plan, which takes the place of an end and a start. */
type Told = Pick<ForeseenStep, "at" | "issues" | "lines"> & {
  readonly kind: ForeseenStep["kind"] | "change";
};

export const upcomingRowView = (
  row: Pick<
    ViewRow,
    "id" | "customerId" | "customerName" | "customerExternalId" | "planName" | "currency"
  >,
  { kind, at, issues, lines }: Told,
  zone: string,
): UpcomingRowView => ({
  subscriptionId: idText("sub", row.id),
  customerId: idText("cus", row.customerId),
  customerName: row.customerName,
  customerExternalId: row.customerExternalId,
  planName: row.planName,
  kind: kind === "change" ? kind : KINDS[kind],
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
      counts: Object.fromEntries(
        UPCOMING_KINDS.map((kind) => [kind, own.filter((row) => row.kind === kind).length]),
      ) as UpcomingDayView["counts"],
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
