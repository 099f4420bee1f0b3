import { describe, expect, it } from "vitest";
import type { CreditCost, Feature, PlanVersion, UsageCharge } from "@/lib/catalog/rules/catalog";
import type { Pricing, PricingTier } from "@/lib/catalog/rules/pricing";
import type { ChargeId, CreditCostId, FeatureId } from "@/lib/ids";
import { type Credits, creditsText } from "@/lib/money/credits";
import { parseDecimal } from "@/lib/money/decimal";
import { NOTHING_USED, nanounits, type Quantity } from "@/lib/money/quantity";
import {
  charge,
  creditCostAt,
  isOrderFree,
  mayGetCheaper,
  NOTHING_CHARGED,
  priceFor,
  type UsePrice,
  uncharge,
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
  const inCredits = (pricing: Pricing): UsePrice => ({
    ...inMoney,
    unit: { kind: "credits", creditUnit: "credits" },
    pricing,
  });
  const tierOf = (upTo: string | null, [unit, flat]: readonly [string, string]): PricingTier => ({
    upTo: upTo === null ? null : units(upTo),
    unitAmount: amount(unit),
    flatAmount: amount(flat),
  });

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
    const { pricing } = usageCharge;
    expect(isOrderFree(inCredits(pricing), units("3"))).toBe(true);
    expect(isOrderFree(inMoney, units("3"))).toBe(false);
    expect(isOrderFree(inCredits({ ...pricing, maximum: 1n }), units("3"))).toBe(false);
  });

  it.each([
    ["VOLUME", ["2", "0"], ["1", "0"], true],
    ["VOLUME", ["2", "0"], ["1", "10"], false],
    ["VOLUME", ["2", "0"], ["1", "9"], true],
    ["VOLUME", ["1", "0"], ["2", "0"], false],
    ["STAIRSTEP", ["0", "5"], ["0", "4"], true],
    ["STAIRSTEP", ["0", "4"], ["0", "5"], false],
    ["GRADUATED", ["2", "5"], ["1", "0"], false],
  ] as const)("%s to 10 at %s, then at %s: may get cheaper, %s", (model, first, rest, may) => {
    const tiers = [tierOf("10", first), tierOf(null, rest)];
    const price: UsePrice = { ...inMoney, pricing: { ...usageCharge.pricing, model, tiers } };
    expect(mayGetCheaper(price)).toBe(may);
    expect(mayGetCheaper({ ...price, settle: "invoice" })).toBe(false);
  });

  it("gives back what VOLUME's next tier makes cheaper: to 10 at 2, then at 1", () => {
    const tiers = [tierOf("10", ["2", "0"]), tierOf(null, ["1", "0"])];
    const volume = inCredits({ ...usageCharge.pricing, model: "VOLUME", tiers });
    const charges = eachCharge(volume, [units("10"), units("1"), units("9"), units("5")]);
    expect(charges.map(creditsText)).toEqual(["20", "-9", "9", "5"]);
  });

  it("prices what is added at a new rate, and lets stand what was paid at the old one", () => {
    const before = charge(inMoney, NOTHING_CHARGED, units("3"), amount("0.01")).after;
    const { credits } = charge(inMoney, before, units("1"), amount("0.02"));
    expect(creditsText(credits)).toBe("500");
  });

  it("takes a fee by event out with the event, and not one that was never counted", () => {
    const price = inCredits({
      ...usageCharge.pricing,
      model: "PERCENTAGE",
      ...{ share: amount("0.02"), fixedPerEvent: amount("0.3") },
      ...{ freeEvents: 1, freeAmount: units("0") },
    });
    const hundred = { billable: units("100"), isWhole: true, wasFree: false };
    const free = charge(price, NOTHING_CHARGED, units("100"), 0n).after;
    const { after, credits } = charge(price, free, units("100"), 0n);
    expect(creditsText(credits)).toBe("2.3");
    expect(creditsText(uncharge(price, after, hundred, 0n).credits)).toBe("-2.3");
    expect(uncharge(price, after, { ...hundred, wasFree: true }, 0n).after).toBe(after);
  });
});
