/**
 * What of the old price a change gives back (SEMANTICS 8.6): the lesser of the share of time and
 * the share of credits that are left unused. So the share of a period's credits that was kept is
 * never more than the share of its price that was.
 */
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { prorateMoney, type Share, shareLeft, WHOLE } from "@/lib/invoicing/rules/proration";
import { type Credits, plus, ZERO } from "@/lib/money/credits";
import { timesOverDown, truncateTo } from "@/lib/money/decimal";
import {
  type Money,
  minMoney,
  minorPlaces,
  NO_MONEY,
  nanomoney,
  subtractMoney,
} from "@/lib/money/money";
import { ONE_UNIT } from "@/lib/money/quantity";
import type { Period } from "@/lib/time/period";

export const CHANGE_MODES = ["restart", "prorate", "keep"] as const;
/**
 * `restart`: a new period begins, the old credits are replaced. `prorate`: the period stays, money
 * and credits go by the time that is left of it. `keep`: as `restart`, but the old credits live to
 * their own end and their price is not given back.
 */
export type ChangeMode = (typeof CHANGE_MODES)[number];

/** A grant of the old plan's period, or one that it would still have given: then all is unspent. */
export type PeriodGrant = {
  readonly creditUnit: string;
  readonly given: Credits;
  /** What the change takes back or never gives; held credits count as spent. */
  readonly unspent: Credits;
};

/** A fee of the old plan, as its invoice asked for it. */
export type AskedFee = Pick<InvoiceLine, "chargeId" | "description" | "amount"> & {
  /** What it was asked for. */
  readonly period: Period;
};

/** What is given back of a fee, and which of the two shares was the lesser. */
export type FeeCredit = {
  readonly fee: AskedFee;
  readonly share: Share;
  readonly decidedBy: "time" | "credits";
  /** In whole minor units; never more than the fee. */
  readonly amount: Money;
};

const isLess = (a: Share, b: Share): boolean => a.part * b.whole < b.part * a.whole;

/** What the grants of each unit come to. */
export function sumsByUnit(grants: readonly PeriodGrant[]): readonly PeriodGrant[] {
  const units = new Map<string, PeriodGrant>();
  for (const { creditUnit, given, unspent } of grants) {
    const known = units.get(creditUnit) ?? { creditUnit, given: ZERO, unspent: ZERO };
    const sums = { given: plus(known.given, given), unspent: plus(known.unspent, unspent) };
    units.set(creditUnit, { creditUnit, ...sums });
  }
  return [...units.values()];
}

/** Of the unit that was spent most, because another one's credits make up for nothing. */
export function unspentShare(grants: readonly PeriodGrant[]): Share {
  let least = WHOLE;
  for (const { given, unspent } of sumsByUnit(grants)) {
    const share = { part: unspent, whole: given };
    if (given > ZERO && isLess(share, least)) least = share;
  }
  return least;
}

/** What a change at `at` gives back of each fee; a fee of which nothing is left is not told. */
export function feeCredits(
  fees: readonly AskedFee[],
  unspent: Share,
  { at, currency }: { readonly at: Date; readonly currency: string },
): readonly FeeCredit[] {
  return fees
    .map((fee): FeeCredit => {
      const left = shareLeft(fee.period, at);
      const isByCredits = isLess(unspent, left);
      const amount = unusedOf(fee, { unspent, left, currency });
      return {
        ...{ fee, share: isByCredits ? unspent : left, amount },
        decidedBy: isByCredits ? "credits" : "time",
      };
    })
    .filter(({ amount }) => amount > NO_MONEY);
}

/**
 * The share of time rounds as all proration does (SEMANTICS 10.5); the share of credits is a bound, and
 * so is cut down: of a price of one cent, half of its credits would else be free, again and again.
 */
function unusedOf(
  { amount }: Pick<AskedFee, "amount">,
  {
    unspent: { part, whole },
    left,
    currency,
  }: { readonly unspent: Share; readonly left: Share; readonly currency: string },
): Money {
  const byTime = prorateMoney(amount, left, currency).part;
  const exact = timesOverDown(amount, part, whole);
  return minMoney(byTime, nanomoney(truncateTo(exact, minorPlaces(currency))));
}

/** The lines of the new invoice that give it back, below nothing. */
export const creditLinesOf = (credits: readonly FeeCredit[], at: Date): readonly InvoiceLine[] =>
  credits.map(({ fee, amount }) => ({
    kind: "credit",
    description: `Unused: ${fee.description}`,
    chargeId: fee.chargeId,
    featureId: null,
    grantId: null,
    quantity: ONE_UNIT,
    unitAmount: negative(fee.amount),
    amount: negative(amount),
    credits: null,
    period: { start: at, end: fee.period.end },
  }));

/**
 * A fee that is asked afterwards was asked for the time that was lived. Where more of the credits
 * was used than of the time, the rest of that share is asked, too.
 *
 * @param asked what the close of the old period asks for of it.
 */
export function owedLines(
  fees: readonly (AskedFee & { readonly asked: Money })[],
  {
    unspent,
    at,
    currency,
  }: { readonly unspent: Share; readonly at: Date; readonly currency: string },
): readonly InvoiceLine[] {
  return fees.flatMap((fee): readonly InvoiceLine[] => {
    const left = shareLeft(fee.period, at);
    const back = unusedOf(fee, { unspent, left, currency });
    const owed = subtractMoney(subtractMoney(fee.amount, back), fee.asked);
    if (owed <= NO_MONEY) return [];
    return [
      {
        kind: "recurring",
        description: `Credits used ahead: ${fee.description}`,
        chargeId: fee.chargeId,
        ...{ featureId: null, grantId: null, credits: null },
        ...{ quantity: ONE_UNIT, unitAmount: owed, amount: owed },
        period: { start: fee.period.start, end: at },
      },
    ];
  });
}

const negative = (amount: Money): Money => nanomoney(-amount);
