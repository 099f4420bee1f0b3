/** The whole of a subscription's start: its first period, the credits given now, the first invoice. */
import type {
  Charge,
  CreditsCharge,
  PlanVersion,
  RecurringCharge,
} from "@/lib/catalog/rules/catalog";
import { type InvoiceLine, recurringLine } from "@/lib/invoicing/rules/invoice-lines";
import { type Share, shareLeft } from "@/lib/invoicing/rules/proration";
import { type Money, nanomoney, sumMoney } from "@/lib/money/money";
import { firstOfMonthFrom, type Period, type PeriodLength } from "@/lib/time/period";
import { counterAfter } from "./grant-schedule";
import { type Issue, issueOf } from "./issue";
import { livedPeriod, wholePeriod } from "./next-period";
import type { Anchored, BillingCycle, Course } from "./subscription";

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

/** What of a plan no subscription can be started with; empty if it can. */
export function startObstacles(version: Pick<Terms, "charges">): readonly string[] {
  const obstacles = new Set<string>();
  for (const charge of version.charges) {
    if (charge.kind === "RECURRING" && charge.unit.kind === "credits") {
      obstacles.add("fees in credits");
    }
    if (charge.kind === "RECURRING" && charge.trialDays > 0) obstacles.add("a trial");
  }
  return [...obstacles];
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

/** How many pieces of a fee are asked for: so many mailboxes, but for the free ones. */
const payablePieces = ({
  quantity,
  freeQuantity,
}: Pick<RecurringCharge, "quantity" | "freeQuantity">) => Math.max(quantity - freeQuantity, 0);

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
