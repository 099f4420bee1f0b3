import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Pricing } from "@/lib/catalog/rules/pricing";
import type { FeatureId } from "@/lib/ids";
import { minus, sum, ZERO } from "@/lib/money/credits";
import { NOTHING_USED, nanounits } from "@/lib/money/quantity";
import { credits, quantity } from "@/lib/testing/amounts";
import type { ConcludedUse } from "./conclude-event";
import { correctUse } from "./correct-use";
import { type Counters, decideUse, type Use } from "./decide-use";

const bare = { freeUnits: NOTHING_USED, maximum: null, minimum: null };
const tiers = (first: string, rest: string) => [
  { upTo: quantity("3"), unitAmount: credits(first), flatAmount: 0n },
  { upTo: null, unitAmount: credits(rest), flatAmount: 0n },
];
const rising: Pricing = { ...bare, model: "GRADUATED", tiers: tiers("1", "2.5") };
const falling: Pricing = { ...bare, model: "GRADUATED", tiers: tiers("2.5", "1") };
const volume: Pricing = { ...bare, model: "VOLUME", tiers: tiers("2", "1") };

const useOf = (units: bigint, pricing: Pricing, over: Partial<Use> = {}): Use => ({
  ...{ quantity: nanounits(units), aggregation: "SUM", occurredAt: new Date(0), seenKey: null },
  allowance: { included: quantity("2"), ceiling: null, reset: "MONTH" },
  ...{ usedKey: "used", priceKey: "price", payers: [] },
  price: {
    ...{ source: "charge", id: "price", settle: "wallet_then_invoice", splitValue: "" },
    ...{ unit: { kind: "credits", creditUnit: "credits" }, overage: null, pricing },
  },
  ...over,
});

/** What is kept of uses that were all taken, and the counters after them. */
function taken(uses: readonly Use[]) {
  let counters: Counters = new Map();
  const kept = uses.map((use): ConcludedUse => {
    const { after, added, ...decision } = decideUse(counters, use);
    counters = after;
    return {
      ...{ featureId: "feature" as FeatureId, quantity: added, value: use.quantity, total: null },
      ...{ included: decision.included, billable: decision.billable, credits: decision.credits },
      ...{ creditsBack: ZERO, dropped: ZERO, refusedCredits: ZERO },
      ...{ money: null, price: null },
      ...{ transactionId: null, offset: ZERO, isTaken: true, code: null, linkedEventId: null },
    };
  });
  return { kept, counters };
}

const figuresOf = (counters: Counters) =>
  ["used", "price"].map((key) => {
    const { quantity: units = 0n, priced = 0n, events = 0 } = counters.get(key) ?? {};
    return key === "price" ? { units, priced } : { units, events };
  });

const anyUses = fc.array(
  fc.integer({ min: 1, max: 6 }).map((n) => BigInt(n) * 500_000_000n),
  { minLength: 1, maxLength: 6 },
);
const anyPricing = fc.constantFrom(rising, falling);

describe("correctUse", () => {
  it("voided, the counters are those of all the others, and their prices' difference comes back", () => {
    fc.assert(
      fc.property(anyUses, anyPricing, fc.nat(), (quantities, pricing, pick) => {
        const uses = quantities.map((units) => useOf(units, pricing));
        const at = pick % uses.length;
        const all = taken(uses);
        const others = taken(uses.filter((_, index) => index !== at));
        const [use, kept] = [uses[at], all.kept[at]];
        if (!use || !kept) throw new Error("nothing was picked");

        const corrected = correctUse(all.counters, use, { kept, quantity: null, total: null });

        if (!corrected.ok) throw new Error(corrected.why);
        expect(figuresOf(corrected.after)).toEqual(figuresOf(others.counters));
        const cost = (of: typeof all) => sum(of.kept.map((one) => one.credits));
        expect(corrected.credits).toBe(minus(cost(all), cost(others)));
      }),
    );
  });

  it("reduced in steps or at once, the same comes back", () => {
    fc.assert(
      fc.property(anyUses, anyPricing, (quantities, pricing) => {
        const uses = quantities.map((units) => useOf(units + 2_000_000_000n, pricing));
        const { kept: all, counters } = taken(uses);
        const [use, kept] = [uses[0], all[0]];
        if (!use || !kept) throw new Error("nothing was used");
        const to = (from: Counters, one: ConcludedUse, units: string) => {
          const corrected = correctUse(from, use, {
            ...{ kept: one, quantity: quantity(units), total: null },
          });
          if (!corrected.ok) throw new Error(corrected.why);
          return corrected;
        };

        const first = to(counters, kept, "2");
        const second = to(first.after, { ...kept, quantity: quantity("2") }, "0.5");
        const once = to(counters, kept, "0.5");

        expect(sum([first.credits, second.credits])).toBe(once.credits);
        expect(figuresOf(second.after)).toEqual(figuresOf(once.after));
      }),
    );
  });

  it("refuses where less would cost more, or count more", () => {
    const uses = [useOf(5_000_000_000n, volume), useOf(1_000_000_000n, volume)];
    const { kept, counters } = taken(uses);
    const [use, last] = [uses[1], kept[1]];
    if (!use || !last) throw new Error("nothing was used");
    // Four billable units cost four; three cost six.
    expect(correctUse(counters, use, { kept: last, quantity: null, total: null })).toEqual({
      ...{ ok: false, why: "raises_price" },
    });
    const latest = { ...use, aggregation: "LATEST" as const };
    const total = { quantity: quantity("9"), latestAt: null };
    expect(correctUse(counters, latest, { kept: last, quantity: null, total })).toEqual({
      ...{ ok: false, why: "raises_total" },
    });
  });

  it("takes what had been dropped out of what comes back", () => {
    const uses = [useOf(10_000_000_000n, { ...bare, model: "PER_UNIT", unitAmount: credits("1") })];
    const { kept, counters } = taken(uses);
    const [use, one] = [uses[0], kept[0]];
    if (!use || !one) throw new Error("nothing was used");
    const cut = { ...one, credits: credits("5"), dropped: credits("3") };

    expect(
      correctUse(counters, use, { kept: cut, quantity: quantity("4"), total: null }),
    ).toMatchObject({ credits: credits("3"), undropped: credits("3"), fall: quantity("6") });
  });
});
