import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { PlanGrantId, PlanId } from "@/lib/ids";
import { nanocredits, plus, sum } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import {
  type BegunWithin,
  ChangingCustomer,
  type Plan,
  type Replaced,
} from "@/lib/testing/changing-plans";
import { basic, fee, monthlyGrant } from "@/lib/testing/plan-terms";
import type { PeriodLength } from "@/lib/time/period";
import { CHANGE_MODES, type ChangeMode } from "./change-credit";
import { recurringAmount } from "./start";
import { BILLING_CYCLES } from "./subscription";
import { MONTHS_OF } from "./tier";

/** Half of the smallest coin: what one rounding of a line may come to. */
const HALF_A_CENT = 5_000_000n;
const START = new Date("2026-01-31T09:00:00Z");
const HOUR = 3_600_000;

type Terms = {
  readonly price: string;
  readonly amount: string;
  readonly billingPeriod: PeriodLength;
  readonly timing: "ADVANCE" | "ARREAR";
  readonly grantPeriod: PeriodLength;
  readonly expiry: "GRANT_PERIOD" | "NEVER";
  readonly hasOneTime: boolean;
};

function planOf(terms: Terms, index: number): Plan {
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

const anyTerms: fc.Arbitrary<Terms> = fc.record({
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

const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
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
const anyHop: fc.Arbitrary<readonly Deed[]> = fc
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
const anyBilling = fc.record({
  zone: fc.constantFrom("UTC", "America/New_York", "Asia/Kathmandu"),
  billingCycle: fc.constantFrom(...BILLING_CYCLES),
});
type Billed = typeof anyBilling extends fc.Arbitrary<infer Value> ? Value : never;

function play(
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

/** Share of the grant kept ≤ share of the price kept, to the last billionth. */
const isFair = ({ price, kept, given, keptCredits }: Replaced): boolean =>
  given === 0n || keptCredits * price <= kept * given;

/** What a whole period of the plan sells: its price, and its credits however often they come. */
function wholeOf({ version, billingPeriod }: Plan) {
  const price = recurringAmount(version, billingPeriod);
  const amounts = version.grants.map(({ cadence, period, amount }) =>
    cadence === "ONE_TIME" || MONTHS_OF[period.length] >= MONTHS_OF[billingPeriod]
      ? amount
      : nanocredits((amount * BigInt(MONTHS_OF[billingPeriod])) / BigInt(MONTHS_OF[period.length])),
  );
  return { price, given: sum(amounts) };
}

/** By the same clock, to the last billionth; and what is asked for is off by one rounding alone. */
function isWithinShare({ plan, share: { part, whole }, asked, given }: BegunWithin): boolean {
  const sold = wholeOf(plan);
  const isAsked = 2n * abs(asked * whole - sold.price * part) <= 2n * HALF_A_CENT * whole;
  return (
    isAsked &&
    given * whole <= sold.given * part &&
    (asked > 0n || sold.price === 0n || given === 0n)
  );
}

const abs = (count: bigint) => (count < 0n ? -count : count);

describe("any sequence of changes and uses", () => {
  it("begins none within a period with a larger share of its credits than of its time and price", () => {
    let cut = 0;
    fc.assert(
      fc.property(
        fc.tuple(anyTerms, anyTerms),
        fc.array(anyHop, { minLength: 1, maxLength: 6 }),
        anyBilling,
        ([first, second], hops, billed) => {
          // Of one interval, so that every change may share its period.
          const { billingPeriod } = first;
          const plans = [planOf(first, 0), planOf({ ...second, billingPeriod }, 1)] as const;
          const { begunWithin } = play([...plans], hops.flat(), billed);
          cut += begunWithin.filter(({ share }) => share.part < share.whole).length;
          expect(begunWithin.filter((one) => !isWithinShare(one))).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
    expect(cut).toBeGreaterThan(200);
  });

  it("leaves of each whole period of a plan no larger a share of its credits than of its price", () => {
    let changes = 0;
    fc.assert(
      fc.property(
        fc.tuple(anyTerms, anyTerms, anyTerms),
        fc.array(anyDeed, { minLength: 1, maxLength: 14 }),
        (terms, deeds) => {
          const [first, second, third] = terms;
          const plans = [planOf(first, 0), planOf(second, 1), planOf(third, 2)] as const;
          const { replaced } = play([...plans], deeds);
          changes += replaced.length;
          const minted = replaced.filter(({ plan, kept, keptCredits }) => {
            const sold = wholeOf(plan);
            const most = kept === 0n ? 0n : kept + HALF_A_CENT;
            return sold.price > 0n && keptCredits * sold.price > most * sold.given;
          });
          expect(minted).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
    expect(changes).toBeGreaterThan(500);
  });

  it("leaves of each plan period no larger a share of its credits than of its price", () => {
    let changes = 0;
    fc.assert(
      fc.property(
        fc.tuple(anyTerms, anyTerms, anyTerms),
        fc.array(anyDeed, { minLength: 1, maxLength: 14 }),
        anyBilling,
        (terms, deeds, billed) => {
          const [first, second, third] = terms;
          const plans = [planOf(first, 0), planOf(second, 1), planOf(third, 2)] as const;
          const { replaced } = play([...plans], deeds, billed);
          changes += replaced.length;
          expect(replaced.filter((period) => !isFair(period))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
    expect(changes).toBeGreaterThan(300);
  });

  it("never gives more credits than were paid for, where all plans sell at one price", () => {
    const PRICES = ["1", "10", "100"] as const;
    const monthly = PRICES.map((price, index) =>
      planOf(
        {
          ...{ price, amount: `${price}00`, billingPeriod: "MONTHLY", timing: "ADVANCE" },
          ...{ grantPeriod: "MONTHLY", expiry: "NEVER", hasOneTime: false },
        },
        index,
      ),
    );
    const [first, ...rest] = monthly;
    if (!first) throw new RangeError("no plan");
    fc.assert(
      fc.property(fc.array(anyDeed, { minLength: 1, maxLength: 20 }), (deeds) => {
        const customer = play([first, ...rest], deeds);
        const had = plus(customer.consumed, customer.available());
        const roundings = BigInt(2 * customer.replaced.length);
        expect(had <= 100n * (customer.asked + HALF_A_CENT * roundings)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("gives of two credits for one price whatever is spent or unspent: hopping at once is free", () => {
    const terms: Terms = {
      ...{ price: "149", amount: "2000", billingPeriod: "MONTHLY", timing: "ADVANCE" },
      ...{ grantPeriod: "MONTHLY", expiry: "GRANT_PERIOD", hasOneTime: true },
    };
    const plans = [planOf(terms, 0), planOf({ ...terms, price: "10" }, 1)] as const;
    const hops = Array.from({ length: 9 }, (_, n) => ({
      ...{ kind: "change" as const, to: (n + 1) % 2, mode: "restart" as const },
    }));
    const customer = play([...plans], hops);

    expect(customer.asked).toBe(10_000_000_000n);
    expect(customer.available()).toBe(credits("4000"));
  });
});
