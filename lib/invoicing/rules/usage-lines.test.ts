/** What a close asks for use in money, and how the line tells it (SEMANTICS 7.4, 10.5). */
import { describe, expect, it } from "vitest";
import type { UsageCharge } from "@/lib/catalog/rules/catalog";
import type { Pricing, PricingModel } from "@/lib/catalog/rules/pricing";
import type { ChargeId, FeatureId } from "@/lib/ids";
import { type Money, moneyText, NO_MONEY } from "@/lib/money/money";
import { money, quantity } from "@/lib/testing/amounts";
import { priceWalk } from "./price-walk";
import { type MeteredUse, minimumLine, usageLine } from "./usage-lines";

const MARCH = { start: new Date("2026-03-01T00:00:00Z"), end: new Date("2026-04-01T00:00:00Z") };
const tier = (upTo: string | null, unit: string, flat = "0") => ({
  upTo: upTo === null ? null : quantity(upTo),
  ...{ unitAmount: money(unit), flatAmount: money(flat) },
});
const TIERS = [tier("10", "2"), tier("20", "1"), tier(null, "0.5", "3")];
const priced = (model: PricingModel, freeUnits = quantity("0")): Pricing => ({
  ...{ freeUnits, maximum: null, minimum: null },
  ...model,
});
const PER_UNIT = priced({ model: "PER_UNIT", unitAmount: money("0.004") });

const charge = (pricing: Pricing, over: Partial<UsageCharge> = {}): UsageCharge => ({
  ...{ kind: "USAGE", id: "charge" as ChargeId, name: "Calls", featureId: "calls" as FeatureId },
  ...{ unit: { kind: "money", currency: "USD" }, settle: "wallet_then_invoice", overage: null },
  ...{ pricing, ...over },
});
const use = (over: Partial<MeteredUse> & { owed: Money }): MeteredUse => ({
  ...{ charge: charge(PER_UNIT), featureName: "API calls", invoiced: NO_MONEY, covered: NO_MONEY },
  tally: { quantity: quantity("1000"), events: 3 },
  ...over,
});

describe("a line of use", () => {
  it("is rounded once, and tells how many at what price, and what credits paid", () => {
    const line = usageLine(use({ owed: money("3.004"), covered: money("0.996") }), MARCH, "USD");
    expect(line).toMatchObject({
      ...{ kind: "usage", chargeId: "charge", featureId: "calls", period: MARCH },
      ...{ quantity: quantity("1000"), unitAmount: money("0.004"), amount: money("3") },
      description: "Calls: 1,000 at $0.004; $1.00 paid by credits",
    });
  });

  it("of a window that was invoiced before is the difference of the rounded totals", () => {
    const parts = ["0", "0.004", "0.008", "0.012"].map((invoiced) =>
      usageLine(use({ owed: money("0.004"), invoiced: money(invoiced) }), MARCH, "USD"),
    );
    expect(parts.map((line) => line && moneyText(line.amount))).toEqual([
      null,
      "0.01",
      null,
      "0.01",
    ]);
  });

  it("goes by the currency's smallest coin", () => {
    expect(usageLine(use({ owed: money("3.5") }), MARCH, "JPY")?.amount).toBe(money("4"));
  });

  it("bears the feature's name where the charge has none, and asks no one unit price of tiers", () => {
    const graduated = charge(priced({ model: "GRADUATED", tiers: TIERS }), { name: "" });
    expect(usageLine(use({ owed: money("5"), charge: graduated }), MARCH, "USD")).toMatchObject({
      unitAmount: NO_MONEY,
      description: "API calls: 10 at $2.00, 10 at $1.00, 980 at $0.50 + $3.00",
    });
  });

  it("tells the minimum that it fills up to, in the charge's unit", () => {
    const asked = { minimum: money("30"), missing: money("12.345") };
    const told = { period: MARCH, currency: "USD" };
    expect(minimumLine({ charge: charge(PER_UNIT), featureName: "" }, asked, told)).toMatchObject({
      ...{ kind: "usage", amount: money("12.35"), description: "Calls: to the minimum of $30.00" },
    });
    const inCredits = charge(PER_UNIT, { unit: { kind: "credits", creditUnit: "credits" } });
    expect(minimumLine({ charge: inCredits, featureName: "" }, asked, told)?.description).toBe(
      "Calls: to the minimum of 30 credits",
    );
  });
});

describe("how a price came to be", () => {
  const tally = { quantity: quantity("25"), events: 4 };
  it.each([
    [priced({ model: "FLAT", amount: money("7") }), "$7.00"],
    [priced({ model: "PER_UNIT", unitAmount: money("2") }), "25 at $2.00"],
    [priced({ model: "PER_UNIT", unitAmount: money("2") }, quantity("5")), "5 free, 20 at $2.00"],
    [priced({ model: "PACKAGE", size: quantity("10"), amount: money("15") }), "3 × 10 at $15.00"],
    [priced({ model: "GRADUATED", tiers: TIERS }), "10 at $2.00, 10 at $1.00, 5 at $0.50 + $3.00"],
    [priced({ model: "VOLUME", tiers: TIERS }), "25 at $0.50 + $3.00"],
    [
      priced({ model: "STAIRSTEP", tiers: [tier("20", "0", "5"), tier(null, "0", "9")] }),
      "25 for $9.00",
    ],
    [
      priced({
        ...{ model: "PERCENTAGE", share: money("0.02"), fixedPerEvent: money("0.3") },
        ...{ freeEvents: 1, freeAmount: quantity("5") },
      }),
      "2% of 20, 3 × $0.30",
    ],
  ])("is told of %o", (pricing, words) => {
    expect(priceWalk(pricing, tally, "USD")).toBe(words);
  });

  it("is told in credits where the price is in credits", () => {
    const pricing = priced({ model: "PER_UNIT", unitAmount: money("2") });
    expect(priceWalk(pricing, tally, null)).toBe("25 at 2 credits");
  });
});
