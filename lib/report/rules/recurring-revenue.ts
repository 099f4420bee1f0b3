/** What running subscriptions bring in a month, plan by plan, in whichever currency and period. */
import type { PlanId } from "@/lib/ids";
import { type Money, nanomoney } from "@/lib/money/money";
import type { Cadence } from "@/lib/time/period";

/** What subscriptions that are alike pay for one plan or add-on. */
export type RecurringFee = {
  readonly planId: PlanId;
  readonly currency: string;
  /** Of one of them, for a whole billing period. */
  readonly amount: Money;
  readonly cadence: Cadence;
  readonly subscriptions: number;
};

export type MonthlyRevenue = {
  readonly currency: string;
  /** To the billionth, half up. */
  readonly monthly: Money;
  /** Of all of this currency, in thousandths, half up. */
  readonly permille: number;
};

const MONTHS = { MONTHLY: 1, QUARTERLY: 3, SEMI_ANNUAL: 6, ANNUAL: 12 } as const;

const monthsOf = ({ length, count }: Cadence) => BigInt(MONTHS[length] * count);

/** Sums are of whole numbers: a third of a fee is never rounded before the last step. */
export function revenueByPlan(
  fees: readonly RecurringFee[],
): ReadonlyMap<PlanId, readonly MonthlyRevenue[]> {
  // Every amount is told for so many months that all periods fit into them.
  const span = fees.reduce((months, { cadence }) => commonMultiple(months, monthsOf(cadence)), 1n);
  const plans = new Map<PlanId, Map<string, bigint>>();
  const totals = new Map<string, bigint>();
  for (const { planId, currency, amount, cadence, subscriptions } of fees) {
    const inSpan = (amount * BigInt(subscriptions) * span) / monthsOf(cadence);
    const own = plans.get(planId) ?? new Map<string, bigint>();
    plans.set(planId, own.set(currency, (own.get(currency) ?? 0n) + inSpan));
    totals.set(currency, (totals.get(currency) ?? 0n) + inSpan);
  }
  const told = ([currency, amount]: readonly [string, bigint]): MonthlyRevenue => ({
    currency,
    monthly: nanomoney(divided(amount, span)),
    permille: Number(divided(amount * 1000n, totals.get(currency) || 1n)),
  });
  return new Map(
    [...plans].map(([planId, own]) => [
      planId,
      [...own]
        .filter(([, amount]) => amount > 0n)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(told),
    ]),
  );
}

/** Half up; nothing here is below nothing. */
const divided = (amount: bigint, by: bigint) => (2n * amount + by) / (2n * by);

const commonMultiple = (a: bigint, b: bigint) => (a / commonDivisor(a, b)) * b;

const commonDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : commonDivisor(b, a % b));
