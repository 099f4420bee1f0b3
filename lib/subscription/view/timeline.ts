/** Steps played forward, as screens and callers read them. */

import type { Entitlement } from "@/lib/catalog/rules/catalog";
import type { Feature } from "@/lib/catalog/rules/feature";
import { idText } from "@/lib/ids";
import { type BillingMethod, dueAtOf } from "@/lib/invoicing/rules/billing";
import { type InvoiceLine, lineAmount, subtotalOf } from "@/lib/invoicing/rules/invoice-lines";
import { creditsText, sum } from "@/lib/money/credits";
import { moneyText, sumMoney } from "@/lib/money/money";
import { quantityText } from "@/lib/money/quantity";
import { type Period, periodAt } from "@/lib/time/period";
import { comesWithPayment, PAID_AT_ONCE, type Paying } from "../rules/comes-with-payment";
import type { ForeseenStep } from "../rules/foresee-course";
import { monthOfCredits, monthsFrom, type StandingCredits } from "../rules/foresee-months";
import { grantName } from "../rules/plan-grant-command";
import type { Anchored } from "../rules/subscription";
import type {
  AllowedFeatureView,
  BookedAtOnceView,
  ForeseenGrantView,
  ForeseenInvoiceView,
  ForeseenLineView,
  TimelineView,
} from "../schema/timeline";

/** Credits of the subscription that stand already. */
export type StandingGrant = StandingCredits & {
  readonly name: string;
  /** It waits for a payment. */
  readonly awaitsPayment: boolean;
  readonly keptUntil: Date | null;
};

export type Foresight = {
  readonly anchored: Anchored;
  readonly currency: string;
  readonly endsAt: Date | null;
  /** The year is counted from here. */
  readonly from: Date;
  /** Beyond the year too, as far as the next invoices are. */
  readonly steps: readonly ForeseenStep[];
  readonly standing: readonly StandingGrant[];
  /** Left out: credits come with their period, and invoices are due when issued. */
  readonly billing?: Paying & Pick<BillingMethod, "netDays">;
};

const PLAINLY = { ...PAID_AT_ONCE, netDays: 0 };

/** At least so many invoices are told, however far away. */
export const TOLD_INVOICES = 3;

export function timelineView(foresight: Foresight): TimelineView {
  const { anchored, currency, endsAt, from, steps, billing = PLAINLY } = foresight;
  const waiting = comesWithPayment(steps, billing);
  const months = monthsFrom(from, anchored.zone);
  const until = months.at(-1)?.end ?? from;
  const credits = [...foresight.standing, ...steps.flatMap(givenIn(waiting))].filter(
    (grant) => grant.from < until,
  );
  const invoices = steps.filter(({ lines }) => lines.length > 0);
  const told = invoices.filter(({ at }, index) => at < until || index < TOLD_INVOICES);
  return {
    zone: anchored.zone,
    currency,
    months: months.map((month) => monthView(month, credits, steps)),
    grants: credits.toSorted(bySoonest).map(grantView),
    invoices: told.map((step) => ({
      ...invoiceView(step, anchored, currency),
      dueAt: dueAtOf(step.at, { ...billing, zone: anchored.zone }).toISOString(),
    })),
    endsAt: endsAt?.toISOString() ?? null,
  };
}

const bySoonest = (a: StandingCredits, b: StandingCredits) => a.from.getTime() - b.from.getTime();

const givenIn =
  (waiting: ReadonlySet<ForeseenStep>) =>
  (step: ForeseenStep): readonly StandingGrant[] =>
    step.issues.map(({ grant, occurrence }) => ({
      name: grantName(grant),
      creditUnit: grant.creditUnit,
      amount: grant.amount,
      isGiven: true,
      from: step.at,
      until: occurrence.expiresAt,
      keptUntil: occurrence.keptUntil ?? null,
      awaitsPayment: waiting.has(step),
    }));

const grantView = (grant: StandingGrant): ForeseenGrantView => ({
  name: grant.name,
  credits: creditsText(grant.amount),
  creditUnit: grant.creditUnit,
  givenAt: grant.from.toISOString(),
  expiresAt: grant.until?.toISOString() ?? null,
  keptUntil: grant.keptUntil?.toISOString() ?? null,
  isStanding: !grant.isGiven,
  awaitsPayment: grant.awaitsPayment,
});

function monthView(
  month: Period,
  credits: readonly StandingGrant[],
  steps: readonly ForeseenStep[],
): TimelineView["months"][number] {
  const own = steps.filter(({ at }) => month.start <= at && at < month.end);
  const draws = own.flatMap((step) => step.draws);
  const units = new Set([
    ...credits.map(({ creditUnit }) => creditUnit),
    ...steps.flatMap((step) => step.draws.map(({ fee }) => fee.unit.creditUnit)),
  ]);
  return {
    startsAt: month.start.toISOString(),
    endsAt: month.end.toISOString(),
    credits: [...units].map((creditUnit) => {
      const ofUnit = credits.filter((grant) => grant.creditUnit === creditUnit);
      const { issued, ended, standing } = monthOfCredits(ofUnit, month);
      const fees = draws.filter(({ fee }) => fee.unit.creditUnit === creditUnit);
      return {
        creditUnit,
        issued: creditsText(issued),
        awaiting: creditsText(
          monthOfCredits(
            ofUnit.filter(({ awaitsPayment }) => awaitsPayment),
            month,
          ).issued,
        ),
        fees: creditsText(sum(fees.map(({ amount }) => amount))),
        ended: creditsText(ended),
        standing: creditsText(standing),
      };
    }),
    invoiced: moneyText(sumMoney(own.map(({ lines }) => subtotalOf(lines)))),
  };
}

const REASONS = {
  start: "start",
  issue: "renewal",
  renew: "renewal",
  resume: "renewal",
  end: "end",
} as const satisfies Record<ForeseenStep["kind"], ForeseenInvoiceView["reason"]>;

function invoiceView(
  { kind, at, lines, period, course }: ForeseenStep,
  anchored: Anchored,
  currency: string,
): Omit<ForeseenInvoiceView, "dueAt"> {
  // What begins here is a share of its own period: after a pause that is reckoned from another day.
  const anchorOf = (line: InvoiceLine) =>
    line.period && line.period.start >= at ? course : anchored;
  return {
    at: at.toISOString(),
    reason: REASONS[kind],
    periodStart: period.start.toISOString(),
    periodEnd: period.end.toISOString(),
    lines: lines.map((line) => lineView(line, anchorOf(line), currency)),
    total: moneyText(subtotalOf(lines)),
    currency,
  };
}

function lineView(line: InvoiceLine, anchored: Anchored, currency: string): ForeseenLineView {
  const { description, quantity, unitAmount, amount, period } = line;
  const isWhole = lineAmount(quantity, unitAmount, currency) === amount;
  return {
    description,
    quantity: quantityText(quantity),
    unitAmount: moneyText(unitAmount),
    share: isWhole || period === null ? null : shareOf(period, anchored),
    amount: moneyText(amount),
  };
}

const shareOf = (lived: Period, anchored: Anchored) => ({
  days: daysOf(lived),
  ofDays: daysOf(periodAt(anchored, lived.start)),
});

/** What the steps due at `at` come to together. */
export function bookedAtOnceView(
  steps: readonly ForeseenStep[],
  at: Date,
  paying: Paying = PAID_AT_ONCE,
): BookedAtOnceView {
  const waiting = comesWithPayment(steps, paying);
  const due = steps.filter((step) => step.at <= at);
  const invoices = due.filter(({ lines }) => lines.length > 0);
  const given = due.flatMap(givenIn(waiting));
  return {
    isScheduled: due.length === 0,
    invoices: invoices.length,
    total: moneyText(sumMoney(invoices.map(({ lines }) => subtotalOf(lines)))),
    pending: byUnit(given.filter(({ awaitsPayment }) => awaitsPayment)),
    credits: byUnit(given.filter(({ awaitsPayment }) => !awaitsPayment)),
  };
}

const byUnit = (given: readonly StandingGrant[]) =>
  [...new Set(given.map(({ creditUnit }) => creditUnit))].map((creditUnit) => {
    const own = given.filter((grant) => grant.creditUnit === creditUnit);
    return { creditUnit, amount: creditsText(sum(own.map(({ amount }) => amount))) };
  });

export const allowedFeatureView = (
  { featureId, ...terms }: Entitlement,
  { name, type, unitPlural }: Feature,
): AllowedFeatureView => ({
  featureId: idText("feat", featureId),
  ...{ name, type, unitPlural },
  isEnabled: terms.isEnabled,
  includedUnits: terms.includedUnits === null ? null : quantityText(terms.includedUnits),
  usageLimit: terms.usageLimit === null ? null : quantityText(terms.usageLimit),
  isSoftLimit: terms.isSoftLimit,
  reset: terms.reset,
  staticValue: terms.staticValue,
});

const DAY_MS = 86_400_000;

/** To the hundredth of a day, for reading; the share itself is counted in milliseconds. */
export const daysOf = ({ start, end }: Period): string =>
  String(Math.round(((end.getTime() - start.getTime()) / DAY_MS) * 100) / 100);
