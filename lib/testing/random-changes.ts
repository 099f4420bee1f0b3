/** Customers who go from plan to plan at random, and what their plans sell. */
import fc from "fast-check";
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { PlanGrantId, PlanId } from "@/lib/ids";
import { nanocredits, sum } from "@/lib/money/credits";
import { CHANGE_MODES, type ChangeMode } from "@/lib/subscription/rules/change-credit";
import { recurringAmount } from "@/lib/subscription/rules/start";
import { BILLING_CYCLES } from "@/lib/subscription/rules/subscription";
import { MONTHS_OF } from "@/lib/subscription/rules/tier";
import { credits } from "@/lib/testing/amounts";
import { ChangingCustomer, type Plan } from "@/lib/testing/changing-plans";
import { basic, fee, monthlyGrant } from "@/lib/testing/plan-terms";
import type { PeriodLength } from "@/lib/time/period";

/** Half of the smallest coin: what one rounding of a line may come to. */
export const HALF_A_CENT = 5_000_000n;
const START = new Date("2026-01-31T09:00:00Z");
const HOUR = 3_600_000;

export type Terms = {
  readonly price: string;
  readonly amount: string;
  readonly billingPeriod: PeriodLength;
  readonly timing: "ADVANCE" | "ARREAR";
  readonly grantPeriod: PeriodLength;
  readonly expiry: "GRANT_PERIOD" | "NEVER";
  readonly hasOneTime: boolean;
};

export function planOf(terms: Terms, index: number): Plan {
  const { price, amount, billingPeriod, timing, grantPeriod, expiry, hasOneTime } = terms;
  const recurring = {
    ...{ ...monthlyGrant, id: `recurring-${index}` as PlanGrantId, amount: credits(amount) },
    ...{ period: { length: grantPeriod, count: 1 }, expiry: { kind: expiry }, places: 0 },
  };
  const once = { ...recurring, id: `once-${index}` as PlanGrantId, cadence: "ONE_TIME" as const };
  const version: PlanVersion = basic({
    planId: `plan-${index}` as PlanId,
    charges: [fee(price, { billingPeriod, timing })],
    grants: hasOneTime ? [recurring, once] : [recurring],
  });
  return { version, billingPeriod };
}

export const anyTerms: fc.Arbitrary<Terms> = fc.record({
  price: fc.constantFrom("0", "0.01", "10", "149"),
  amount: fc.constantFrom("1", "7", "2000"),
  billingPeriod: fc.constantFrom<PeriodLength>("MONTHLY", "QUARTERLY", "SEMI_ANNUAL", "ANNUAL"),
  timing: fc.constantFrom<Terms["timing"]>("ADVANCE", "ARREAR"),
  grantPeriod: fc.constantFrom<PeriodLength>("MONTHLY", "QUARTERLY", "SEMI_ANNUAL", "ANNUAL"),
  expiry: fc.constantFrom<Terms["expiry"]>("GRANT_PERIOD", "NEVER"),
  hasOneTime: fc.boolean(),
});

type Deed =
  | { readonly kind: "live"; readonly hours: number }
  | { readonly kind: "use"; readonly share: bigint }
  | { readonly kind: "change"; readonly to: number; readonly mode: ChangeMode };

export const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    kind: fc.constant("live" as const),
    hours: fc.constantFrom(0, 1, 24, 24 * 15, 24 * 31, 24 * 45),
  }),
  fc.record({
    kind: fc.constant("use" as const),
    // Quarters of what there is.
    share: fc.constantFrom(1n, 2n, 4n),
  }),
  fc.record({
    kind: fc.constant("change" as const),
    to: fc.nat({ max: 2 }),
    mode: fc.constantFrom(...CHANGE_MODES),
  }),
);

/** Some time, some use, and a change that shares the period. */
export const anyHop: fc.Arbitrary<readonly Deed[]> = fc
  .record({
    hours: fc.constantFrom(0, 1, 24, 24 * 28, 24 * 29, 24 * 45),
    share: fc.constantFrom(1n, 4n),
    to: fc.nat({ max: 1 }),
  })
  .map(({ hours, share, to }) => [
    { kind: "live", hours },
    { kind: "use", share },
    { kind: "change", to, mode: "prorate" },
  ]);

/** With calendar billing the first period is cut short, and its fee with it. */
export const anyBilling = fc.record({
  zone: fc.constantFrom("UTC", "America/New_York", "Asia/Kathmandu"),
  billingCycle: fc.constantFrom(...BILLING_CYCLES),
});
type Billed = typeof anyBilling extends fc.Arbitrary<infer Value> ? Value : never;

export function play(
  plans: readonly [Plan, ...Plan[]],
  deeds: readonly Deed[],
  billed?: Billed,
): ChangingCustomer {
  const customer = new ChangingCustomer(plans[0], START, billed);
  let current = plans[0];
  for (const deed of deeds) {
    if (deed.kind === "live") customer.live(new Date(customer.at.getTime() + deed.hours * HOUR));
    if (deed.kind === "use") {
      customer.use(nanocredits((customer.available() * deed.share) / 4n));
    }
    if (deed.kind === "change") {
      const to = plans[deed.to % plans.length] ?? current;
      const isSameInterval = to.billingPeriod === current.billingPeriod;
      const mode = deed.mode === "prorate" && !isSameInterval ? "restart" : deed.mode;
      customer.change(to, mode);
      current = to;
    }
  }
  return customer;
}

/** What a whole period of the plan sells: its price, and its credits however often they come. */
export function wholeOf({ version, billingPeriod }: Plan) {
  const price = recurringAmount(version, billingPeriod);
  const amounts = version.grants.map(({ cadence, period, amount }) =>
    cadence === "ONE_TIME" || MONTHS_OF[period.length] >= MONTHS_OF[billingPeriod]
      ? amount
      : nanocredits((amount * BigInt(MONTHS_OF[billingPeriod])) / BigInt(MONTHS_OF[period.length])),
  );
  return { price, given: sum(amounts) };
}
