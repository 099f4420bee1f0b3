/** The whole of a subscription's start: its first period, the credits given now, the first invoice. */
import type {
  Charge,
  CreditsCharge,
  PlanVersion,
  RecurringCharge,
} from "@/lib/catalog/rules/catalog";
import { type InvoiceLine, recurringLine } from "@/lib/invoicing/rules/invoice-lines";
import { type Share, shareOfTime, WHOLE } from "@/lib/invoicing/rules/proration";
import { type Money, nanomoney, sumMoney } from "@/lib/money/money";
import { addDuration } from "@/lib/time/duration";
import { firstOfMonthFrom, type Period, type PeriodLength } from "@/lib/time/period";
import type { FeeDraw } from "./credit-fee";
import { countersBefore, dueAtStart } from "./due";
import type { Issue } from "./issue";
import { livedPeriod, TRIAL_INDEX, wholePeriod } from "./next-period";
import { payablePieces } from "./pieces";
import { type Anchored, type BillingCycle, type Course, originOf } from "./subscription";

export type Start = {
  readonly course: Course;
  readonly issues: readonly Issue[];
  readonly draws: readonly FeeDraw[];
  readonly lines: readonly InvoiceLine[];
};

export type StartTerms = {
  readonly startsAt: Date;
  readonly zone: string;
  readonly billingCycle: BillingCycle;
  readonly billingPeriod: PeriodLength;
  /** None or 0: the plan starts at once. */
  readonly trialDays?: number;
};

type Terms = Pick<PlanVersion, "charges" | "grants" | "currency" | "planName">;

export const planStart = (version: Terms, terms: StartTerms): Start =>
  begunAt(version, anchoredBy(terms));

/** What begins where these periods are reckoned from: with the trial, if there is one. */
export function begunAt(version: Terms, anchored: Anchored): Start {
  const isTrial = anchored.trialEndsAt !== null;
  const periodIndex = isTrial ? TRIAL_INDEX : 0;
  const { counters: grants, issues, draws } = dueAtStart(version, anchored);
  return {
    course: {
      ...{ ...anchored, periodIndex, endsAt: null, grants },
      period: livedPeriod(anchored, periodIndex),
    },
    issues,
    draws,
    lines: isTrial ? [] : advanceFees(version, anchored, 0),
  };
}

/** A start to come, as it stands before: nothing was given, and it waits from `at` on. */
export function waitingFor(version: Terms, { course }: Start, at: Date): Course {
  const period = { start: at, end: course.startedAt };
  const grants = countersBefore(version, course);
  return { ...course, periodIndex: course.periodIndex - 1, period, grants };
}

function anchoredBy({ startsAt, zone, billingCycle, billingPeriod, trialDays = 0 }: StartTerms) {
  const trial = { count: trialDays, unit: "DAY" } as const;
  const trialEndsAt = trialDays > 0 ? addDuration(startsAt, trial, zone) : null;
  const anchored: Anchored = {
    zone,
    cadence: { length: billingPeriod, count: 1 },
    anchorAt: anchorOf(billingCycle, trialEndsAt ?? startsAt, zone),
    startedAt: startsAt,
    trialEndsAt,
  };
  return anchored;
}

/** How long the plan may be tried before it starts: as long as any of its fees for this period says. */
export const trialDaysOf = ({ charges }: Pick<Terms, "charges">, length: PeriodLength): number =>
  charges.reduce(
    (days, charge) =>
      asksForMoney(charge) && charge.billingPeriod === length
        ? Math.max(days, charge.trialDays)
        : days,
    0,
  );

/** The fees that are asked at the start of a period; of the first, which may be cut short, its share. */
export function advanceFees(
  version: Pick<Terms, "charges" | "currency" | "planName">,
  anchored: Anchored,
  index: number,
): readonly InvoiceLine[] {
  const period = livedPeriod(anchored, index);
  const isFirst = index === originOf(anchored).index;
  const share = isFirst ? shareOfTime(period, wholePeriod(anchored, index)) : WHOLE;
  return feeLines(version, anchored.cadence.length, { timing: "ADVANCE", period, share });
}

/** Where the periods of a plan that begins at `startsAt` are reckoned from. */
export const anchorOf = (billingCycle: BillingCycle, startsAt: Date, zone: string): Date =>
  billingCycle === "CALENDAR" ? firstOfMonthFrom(startsAt, zone) : startsAt;

/**
 * The length of the billing periods: what was asked for, or what the plan's fees are asked by.
 *
 * @returns what is wrong, if the fees do not allow it or do not tell.
 */
export function billingPeriodOf(
  version: Pick<Terms, "charges">,
  asked: PeriodLength | null,
): { readonly length: PeriodLength } | { readonly fault: string } {
  const lengths = new Set(
    version.charges.flatMap((charge) => (asksForMoney(charge) ? [charge.billingPeriod] : [])),
  );
  if (asked !== null) {
    const isAllowed = lengths.size === 0 || lengths.has(asked);
    return isAllowed ? { length: asked } : { fault: "The plan has no fee for this period" };
  }
  const [only = "MONTHLY", another] = lengths;
  return another ? { fault: "The plan has several periods: name one" } : { length: only };
}

const asksForMoney = (charge: Charge): charge is RecurringCharge | CreditsCharge =>
  charge.kind === "CREDITS" || (charge.kind === "RECURRING" && charge.unit.kind === "money");

/** The recurring fees in money that fall due with a billing period of this length. */
export function feesOf(version: Pick<Terms, "charges">, length: PeriodLength) {
  return version.charges.filter(
    (charge): charge is RecurringCharge =>
      charge.kind === "RECURRING" &&
      charge.unit.kind === "money" &&
      charge.billingPeriod === length,
  );
}

/** What the fees of a whole billing period come to. */
export const recurringAmount = (version: Pick<Terms, "charges">, length: PeriodLength): Money =>
  sumMoney(
    feesOf(version, length).map((fee) => nanomoney(fee.amount * BigInt(payablePieces(fee)))),
  );

/** A fee without a name of its own is told by the plan's. */
export function feeLines(
  version: Pick<Terms, "charges" | "currency" | "planName">,
  length: PeriodLength,
  due: {
    readonly timing: RecurringCharge["timing"];
    readonly period: Period;
    readonly share?: Share;
  },
): readonly InvoiceLine[] {
  const { timing, period, share } = due;
  return feesOf(version, length)
    .filter((fee) => fee.timing === timing && payablePieces(fee) > 0)
    .map(({ id, name, amount, ...fee }) =>
      recurringLine(
        {
          id,
          name: name || version.planName,
          amount: nanomoney(amount),
          pieces: payablePieces(fee),
        },
        period,
        {
          currency: version.currency,
          ...(share && { share }),
        },
      ),
    );
}
