import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlanId } from "@/lib/ids";
import { moneyText, sumMoney } from "@/lib/money/money";
import { money } from "@/lib/testing/amounts";
import { type RecurringFee, revenueByPlan } from "./recurring-revenue";

const [PRO, BASIC] = ["pro" as PlanId, "basic" as PlanId];

const fee = (planId: PlanId, amount: string, over: Partial<RecurringFee> = {}): RecurringFee => ({
  ...{ planId, currency: "USD", amount: money(amount), subscriptions: 1 },
  cadence: { length: "MONTHLY", count: 1 },
  ...over,
});
const told = (fees: readonly RecurringFee[], planId: PlanId) =>
  revenueByPlan(fees)
    .get(planId)
    ?.map(({ currency, monthly, permille }) => [currency, moneyText(monthly), permille]);

describe("revenueByPlan", () => {
  it("tells every period by the month, and each plan's share of its currency", () => {
    const fees = [
      fee(PRO, "100", { subscriptions: 3 }),
      fee(PRO, "1200", { cadence: { length: "ANNUAL", count: 1 } }),
      fee(PRO, "90", { currency: "EUR", cadence: { length: "QUARTERLY", count: 1 } }),
      fee(BASIC, "600", { cadence: { length: "SEMI_ANNUAL", count: 1 } }),
    ];

    expect(told(fees, PRO)).toEqual([
      ["EUR", "30", 1000],
      ["USD", "400", 800],
    ]);
    expect(told(fees, BASIC)).toEqual([["USD", "100", 200]]);
  });

  it("rounds a month's part of a fee once, at the end", () => {
    const yearly = { cadence: { length: "ANNUAL", count: 1 } } as const;

    // Twelfths of a cent that, rounded one by one, would be lost.
    expect(told(Array(12).fill(fee(PRO, "0.01", yearly)), PRO)).toEqual([["USD", "0.01", 1000]]);
    expect(told([fee(PRO, "100", yearly)], PRO)).toEqual([["USD", "8.333333333", 1000]]);
  });

  it("says nothing of what costs nothing", () => {
    expect(told([fee(PRO, "0"), fee(BASIC, "5")], PRO)).toEqual([]);
    expect(revenueByPlan([]).size).toBe(0);
  });

  it("is the same however subscriptions are told apart, and shares come to a whole", () => {
    const anyFee = fc.record({
      planId: fc.constantFrom(PRO, BASIC),
      cents: fc.integer({ min: 1, max: 30 }),
      length: fc.constantFrom("MONTHLY", "QUARTERLY", "SEMI_ANNUAL", "ANNUAL"),
      subscriptions: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(anyFee, { minLength: 1, maxLength: 6 }), (drawn) => {
        const fees = drawn.map(({ planId, cents, length, subscriptions }) =>
          fee(planId, `0.${String(cents).padStart(2, "0")}`, {
            ...{ subscriptions, cadence: { length, count: 1 } },
          }),
        );
        const apart = fees.flatMap((one) =>
          Array(one.subscriptions).fill({ ...one, subscriptions: 1 }),
        );
        expect(revenueByPlan(apart.toReversed())).toEqual(revenueByPlan(fees));

        const all = [...revenueByPlan(fees).values()].flat();
        const whole = revenueByPlan(fees.map((one) => ({ ...one, planId: PRO }))).get(PRO);
        const apartSum = sumMoney(all.map(({ monthly }) => monthly));
        expect(apartSum - (whole?.[0]?.monthly ?? 0n)).toBeLessThanOrEqual(1n);
        const share = all.reduce((sum, { permille }) => sum + permille, 0);
        expect(Math.abs(share - 1000)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
