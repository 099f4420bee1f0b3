import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CreditCost, Feature, PlanVersion, UsageCharge } from "@/lib/catalog/rules/catalog";
import type { PricingTier } from "@/lib/catalog/rules/pricing";
import type { ChargeId, CreditCostId, FeatureId } from "@/lib/ids";
import { type Credits, creditsText, sum } from "@/lib/money/credits";
import { parseDecimal } from "@/lib/money/decimal";
import { NOTHING_USED, nanounits, type Quantity } from "@/lib/money/quantity";
import {
  charge,
  creditCostAt,
  creditsOf,
  isOrderFree,
  NOTHING_CHARGED,
  priceFor,
  type UsePrice,
} from "./rate";

const amount = (text: string) => parseDecimal(text) ?? 0n;
const units = (text: string) => nanounits(amount(text));
const cost = (id: string, perUnit: string, over: Partial<CreditCost> = {}): CreditCost => ({
  id: id as CreditCostId,
  creditsPerUnit: amount(perUnit) as Credits,
  creditUnit: "credits",
  property: null,
  values: [],
  effectiveFrom: new Date(0),
  ...over,
});
const NOVEMBER = new Date("2026-11-01T00:00:00Z");
const feature = {
  id: "export" as FeatureId,
  creditCosts: [cost("plain", "5")],
} as unknown as Feature;
const usageCharge: UsageCharge = {
  kind: "USAGE",
  id: "charge" as ChargeId,
  name: "Tables",
  featureId: feature.id,
  unit: { kind: "money", currency: "USD" },
  pricing: {
    model: "PER_UNIT",
    unitAmount: amount("10"),
    freeUnits: NOTHING_USED,
    maximum: null,
    minimum: null,
  },
  settle: "wallet_then_invoice",
  overage: null,
};
const planVersion = { charges: [usageCharge] } as unknown as PlanVersion;

const eachCharge = (price: UsePrice, quantities: readonly Quantity[], rate = 0n) => {
  let state = NOTHING_CHARGED;
  return quantities.map((quantity) => {
    const { after, credits } = charge(price, state, quantity, rate);
    state = after;
    return credits;
  });
};

describe("priceFor", () => {
  const ask = { feature, properties: {}, at: NOVEMBER };

  it("prefers the plan's charge, then the credit cost, then nothing", () => {
    expect(priceFor({ ...ask, planVersions: [planVersion] })?.id).toBe("charge");
    expect(priceFor({ ...ask, planVersions: [] })?.id).toBe("plain");
    expect(
      priceFor({ ...ask, feature: { ...feature, creditCosts: [] }, planVersions: [] }),
    ).toBeNull();
  });

  it("takes the version of the use's own time", () => {
    const costs = [cost("old", "5"), cost("new", "6", { effectiveFrom: NOVEMBER })];
    expect(creditCostAt(costs, {}, NOVEMBER)?.id).toBe("new");
    expect(creditCostAt(costs, {}, new Date(NOVEMBER.getTime() - 1))?.id).toBe("old");
  });

  it("lets a property's cost win: none for a customer's own key", () => {
    const costs = [cost("plain", "5"), cost("own", "0", { property: "key", values: ["own"] })];
    expect(creditCostAt(costs, { key: "own" }, NOVEMBER)?.id).toBe("own");
    expect(creditCostAt(costs, { key: "ours" }, NOVEMBER)?.id).toBe("plain");
  });
});

describe("charge", () => {
  const inMoney: UsePrice = { ...usageCharge, source: "charge", splitValue: "" };

  it("converts money on the running total: three tables at 10 USD and a rate of 0.03", () => {
    const one = units("1");
    expect(eachCharge(inMoney, [one, one, one], amount("0.03")).map(creditsText)).toEqual([
      "333.333333333",
      "333.333333334",
      "333.333333333",
    ]);
  });

  it("takes nothing from the wallet for what is settled by invoice", () => {
    const invoiced = { ...inMoney, settle: "invoice" as const };
    expect(eachCharge(invoiced, [units("3")])).toEqual([0n]);
  });

  it("knows when order is irrelevant", () => {
    const inCredits: UsePrice = {
      ...inMoney,
      unit: { kind: "credits", creditUnit: "credits" },
    };
    expect(isOrderFree(inCredits, units("3"))).toBe(true);
    expect(isOrderFree(inMoney, units("3"))).toBe(false);
    expect(
      isOrderFree({ ...inCredits, pricing: { ...inCredits.pricing, maximum: 1n } }, units("3")),
    ).toBe(false);
  });

  it("adds up to the price of the total, however the uses are cut", () => {
    const tiers: PricingTier[] = [
      { upTo: units("3"), unitAmount: amount("0.333333333"), flatAmount: 0n },
      { upTo: null, unitAmount: amount("0.1"), flatAmount: amount("2") },
    ];
    const graduated: UsePrice = {
      ...inMoney,
      pricing: { ...usageCharge.pricing, model: "GRADUATED", tiers },
    };
    const anyUnits = fc
      .integer({ min: 0, max: 10 })
      .map((n) => nanounits(BigInt(n) * 300_000_000n));
    fc.assert(
      fc.property(fc.array(anyUnits, { maxLength: 8 }), (quantities) => {
        const total = nanounits(quantities.reduce((all, one) => all + one, 0n));
        const charged = sum(eachCharge(graduated, quantities, amount("0.07")));
        const whole = { quantity: total, events: 1 };
        expect(charged).toBe(creditsOf(graduated, whole, amount("0.07")));
      }),
    );
  });
});
