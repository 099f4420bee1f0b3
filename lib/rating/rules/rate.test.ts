import { describe, expect, it } from "vitest";
import type { PlanVersion, UsageCharge } from "@/lib/catalog/rules/catalog";
import type { CreditCost, Feature } from "@/lib/catalog/rules/feature";
import { NO_TALLY, type Pricing, type PricingTier } from "@/lib/catalog/rules/pricing";
import type { ChargeId, CreditCostId, FeatureId } from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import { decimalText, parseDecimal } from "@/lib/money/decimal";
import { nanomoney } from "@/lib/money/money";
import { NOTHING_USED, nanounits, type Quantity, quantityText } from "@/lib/money/quantity";
import {
  charge,
  creditCostAt,
  currencyOf,
  fallingBounds,
  isOrderFree,
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

/** What each use of a total costs, in the unit that it is asked for in. */
const eachCharge = (price: UsePrice, quantities: readonly Quantity[]) => {
  let tally = NO_TALLY;
  return quantities.map((quantity) => {
    const { after, cost } = charge(price, tally, quantity);
    tally = after;
    return decimalText(cost);
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

  it.each([
    ["to 10 at 2, to 20 at 1, rest at 0.5", "GRADUATED", ["20", "10", "2.5"]],
    ["the same as VOLUME", "VOLUME", ["20", "0", "-7.5"]],
  ] as const)("charges %s in money, as in credits", (_, model, costs) => {
    const tiers = [tierOf("10", ["2", "0"]), tierOf("20", ["1", "0"]), tierOf(null, ["0.5", "0"])];
    const price: UsePrice = { ...inMoney, pricing: { ...usageCharge.pricing, model, tiers } };
    expect(eachCharge(price, [units("10"), units("10"), units("5")])).toEqual(costs);
    expect(currencyOf(price)).toBe("USD");
  });

  it("charges what is settled by invoice all the same, in money", () => {
    expect(eachCharge({ ...inMoney, settle: "invoice" }, [units("3")])).toEqual(["30"]);
  });

  it("asks for credits settled by invoice what a credit beyond the wallet costs, or nothing", () => {
    const overage = { unitPrice: nanomoney(amount("0.05")), currency: "USD" };
    const priced = { ...inCredits(usageCharge.pricing), settle: "invoice" as const, overage };
    expect(currencyOf(priced)).toBe("USD");
    expect(eachCharge(priced, [units("3"), units("1")])).toEqual(["1.5", "0.5"]);
    const unpriced = { ...priced, overage: null };
    expect(currencyOf(unpriced)).toBeNull();
    expect(eachCharge(unpriced, [units("3")])).toEqual(["0"]);
  });

  it("knows when order is irrelevant", () => {
    const { pricing } = usageCharge;
    expect(isOrderFree(inCredits(pricing), units("3"))).toBe(true);
    expect(isOrderFree(inMoney, units("3"))).toBe(false);
    expect(isOrderFree(inCredits({ ...pricing, maximum: 1n }), units("3"))).toBe(false);
  });

  it.each([
    ["VOLUME", ["2", "0"], ["1", "0"], ["10"]],
    ["VOLUME", ["2", "0"], ["1", "10"], []],
    ["VOLUME", ["2", "0"], ["1", "9"], ["10"]],
    ["VOLUME", ["1", "0"], ["2", "0"], []],
    ["STAIRSTEP", ["0", "5"], ["0", "4"], ["10"]],
    ["STAIRSTEP", ["0", "4"], ["0", "5"], []],
    ["GRADUATED", ["2", "5"], ["1", "0"], []],
  ] as const)(
    "%s to 10 at %s, then at %s: gets cheaper behind %s",
    (model, first, rest, bounds) => {
      const tiers = [tierOf("10", first), tierOf(null, rest)];
      const price: UsePrice = { ...inMoney, pricing: { ...usageCharge.pricing, model, tiers } };
      expect(fallingBounds(price).map(quantityText)).toEqual(bounds);
      const free = { ...price, pricing: { ...price.pricing, freeUnits: units("5") } };
      expect(fallingBounds(free).map(quantityText)).toEqual(bounds.map(() => "15"));
    },
  );

  it("gives back what VOLUME's next tier makes cheaper: to 10 at 2, then at 1", () => {
    const tiers = [tierOf("10", ["2", "0"]), tierOf(null, ["1", "0"])];
    const volume = inCredits({ ...usageCharge.pricing, model: "VOLUME", tiers });
    const charges = eachCharge(volume, [units("10"), units("1"), units("9"), units("5")]);
    expect(charges).toEqual(["20", "-9", "9", "5"]);
  });

  it("takes a fee by event out with the event, and not one that was never counted", () => {
    const price = inCredits({
      ...usageCharge.pricing,
      model: "PERCENTAGE",
      ...{ share: amount("0.02"), fixedPerEvent: amount("0.3") },
      ...{ freeEvents: 1, freeAmount: units("0") },
    });
    const hundred = { billable: units("100"), isWhole: true, wasFree: false };
    const free = charge(price, NO_TALLY, units("100")).after;
    const { after, cost } = charge(price, free, units("100"));
    expect(decimalText(cost)).toBe("2.3");
    expect(decimalText(uncharge(price, after, hundred).cost)).toBe("-2.3");
    expect(uncharge(price, after, { ...hundred, wasFree: true }).after).toBe(after);
  });
});
