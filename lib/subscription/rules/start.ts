/** The whole of a subscription's start: its first period, the credits given now, the first invoice. */
import type { PlanGrant, PlanVersion, RecurringCharge } from "@/lib/catalog/rules/catalog";
import { type InvoiceLine, recurringLine } from "@/lib/invoicing/rules/invoice-lines";
import { type Share, shareLeft } from "@/lib/invoicing/rules/proration";
import { nanomoney } from "@/lib/money/money";
import { firstOfMonthFrom, type Period, type PeriodLength } from "@/lib/time/period";
import { counterAfter, type Occurrence, occurrenceOf } from "./grant-schedule";
import { livedPeriod, wholePeriod } from "./next-period";
import type { Anchored, BillingCycle, Course } from "./subscription";

/** Credits to give: which grant of the plan, and which occurrence of it. */
export type Issue = { readonly grant: PlanGrant; readonly occurrence: Occurrence };

export type Start = {
  readonly course: Course;
  readonly issues: readonly Issue[];
  readonly lines: readonly InvoiceLine[];
};

export type StartTerms = {
  readonly startsAt: Date;
  readonly zone: string;
  readonly billingCycle: BillingCycle;
  readonly billingPeriod: PeriodLength;
};

type Terms = Pick<PlanVersion, "charges" | "grants" | "currency" | "planName">;

export function planStart(version: Terms, terms: StartTerms): Start {
  const { startsAt, zone, billingCycle, billingPeriod } = terms;
  const anchored: Anchored = {
    zone,
    cadence: { length: billingPeriod, count: 1 },
    anchorAt: anchorOf(billingCycle, startsAt, zone),
    startedAt: startsAt,
    trialEndsAt: null,
  };
  const period = livedPeriod(anchored, 0);
  const share = shareLeft(wholePeriod(anchored, 0), startsAt);
  const grants = version.grants.map((grant) => counterAfter(grant, anchored, 1));
  return {
    course: { ...anchored, periodIndex: 0, period, endsAt: null, grants },
    issues: version.grants.flatMap((grant) => issueOf(grant, anchored, 0)),
    lines: feeLines(version, billingPeriod, { timing: "ADVANCE", period, share }),
  };
}

const anchorOf = (billingCycle: BillingCycle, startsAt: Date, zone: string): Date =>
  billingCycle === "CALENDAR" ? firstOfMonthFrom(startsAt, zone) : startsAt;

/** What a start may say or leave open: null is whatever it then was. */
type AskedTerms = Pick<StartTerms, "billingCycle"> & {
  readonly startsAt: Date | null;
  readonly billingPeriod: PeriodLength | null;
};

/** Whether a start with these terms, asked again, is the one that made this course. */
export function isStartOf(course: Anchored, asked: AskedTerms): boolean {
  const { startedAt, anchorAt, zone, cadence } = course;
  const anchor = anchorOf(asked.billingCycle, startedAt, zone);
  return (
    (asked.startsAt ?? startedAt).getTime() === startedAt.getTime() &&
    (asked.billingPeriod ?? cadence.length) === cadence.length &&
    anchor.getTime() === anchorAt.getTime()
  );
}

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
    version.charges.flatMap((charge) =>
      charge.kind === "RECURRING" && charge.unit.kind === "money" ? [charge.billingPeriod] : [],
    ),
  );
  if (asked !== null) {
    const isAllowed = lengths.size === 0 || lengths.has(asked);
    return isAllowed ? { length: asked } : { fault: "The plan has no fee for this period" };
  }
  const [only = "MONTHLY", another] = lengths;
  return another ? { fault: "The plan has several periods: name one" } : { length: only };
}

/** What of a plan no subscription can be started with; empty if it can. */
export function startObstacles(version: Pick<Terms, "charges">): readonly string[] {
  const obstacles = new Set<string>();
  for (const charge of version.charges) {
    if (charge.kind === "CREDITS") obstacles.add("credit tiers");
    if (charge.kind === "RECURRING" && charge.unit.kind === "credits") {
      obstacles.add("fees in credits");
    }
    if (charge.kind === "RECURRING" && charge.trialDays > 0) obstacles.add("a trial");
  }
  return [...obstacles];
}

export function issueOf(grant: PlanGrant, anchored: Anchored, index: number): readonly Issue[] {
  const occurrence = occurrenceOf(grant, anchored, index);
  return occurrence ? [{ grant, occurrence }] : [];
}

/** The recurring fees in money that fall due with a billing period of this length. */
export function feesOf(version: Pick<Terms, "charges">, length: PeriodLength) {
  return version.charges.filter(
    (charge): charge is RecurringCharge =>
      charge.kind === "RECURRING" &&
      charge.unit.kind === "money" &&
      charge.billingPeriod === length,
  );
}

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
    .filter((fee) => fee.timing === timing)
    .map(({ id, name, amount }) =>
      recurringLine({ id, name: name || version.planName, amount: nanomoney(amount) }, period, {
        currency: version.currency,
        ...(share && { share }),
      }),
    );
}
