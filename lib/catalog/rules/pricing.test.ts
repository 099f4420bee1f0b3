import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalText, parseDecimal } from "@/lib/money/decimal";
import { NOTHING_USED, nanounits, type Quantity } from "@/lib/money/quantity";
import {
  NO_TALLY,
  type Pricing,
  type PricingModel,
  type PricingTier,
  priceAtPeriodEnd,
  priceOf,
  type Tally,
  tallied,
  tierShares,
} from "./pricing";

const amount = (text: string) => parseDecimal(text) ?? 0n;
const units = (text: string) => nanounits(amount(text));
const tier = (upTo: string | null, unit: string, flat = "0"): PricingTier => ({
  upTo: upTo === null ? null : units(upTo),
  unitAmount: amount(unit),
  flatAmount: amount(flat),
});
const priced = (model: PricingModel, over: Partial<Pricing> = {}): Pricing =>
  ({ freeUnits: NOTHING_USED, maximum: null, minimum: null, ...model, ...over }) as Pricing;
const used =
  (...quantities: string[]) =>
  (pricing: Pricing) =>
    quantities.reduce<Tally>((tally, text) => tallied(pricing, tally, units(text)), NO_TALLY);
const price = (pricing: Pricing, ...quantities: string[]) =>
  decimalText(priceOf(pricing, used(...quantities)(pricing)));

const TIERS = [tier("10", "2"), tier("20", "1"), tier(null, "0.5")];

describe("priceOf, the table of the specification", () => {
  it("FLAT owes its amount once used", () => {
    expect(price(priced({ model: "FLAT", amount: amount("7") }), "25")).toBe("7");
  });

  it("PER_UNIT multiplies, fractions too", () => {
    const perUnit = priced({ model: "PER_UNIT", unitAmount: amount("1.5") });
    expect(price(perUnit, "25")).toBe("37.5");
    expect(price(perUnit, "0.5")).toBe("0.75");
  });

  it("PACKAGE counts begun packages: 25 of size 10 at 15 is 45", () => {
    const byTen = priced({ model: "PACKAGE", size: units("10"), amount: amount("15") });
    expect(price(byTen, "25")).toBe("45");
    expect(price(byTen, "20")).toBe("30");
    expect(price(byTen, "20.000000001")).toBe("45");
  });

  it("GRADUATED prices each unit at its tier: 20 + 10 + 2.5", () => {
    expect(price(priced({ model: "GRADUATED", tiers: TIERS }), "25")).toBe("32.5");
  });

  it("VOLUME prices all units at the reached tier", () => {
    expect(price(priced({ model: "VOLUME", tiers: TIERS }), "25")).toBe("12.5");
  });

  it("STAIRSTEP owes the reached tier's total", () => {
    const steps = [tier("10", "0", "29"), tier("20", "0", "49"), tier(null, "0", "99")];
    const stairs = priced({ model: "STAIRSTEP", tiers: steps });
    expect([price(stairs, "10"), price(stairs, "11"), price(stairs, "25")]).toEqual([
      "29",
      "49",
      "99",
    ]);
  });

  it("PERCENTAGE takes a share and a fee per event: 2 % + 0.30 of 100 is 2.30", () => {
    const model: PricingModel = {
      model: "PERCENTAGE",
      share: amount("0.02"),
      fixedPerEvent: amount("0.3"),
      freeEvents: 0,
      freeAmount: NOTHING_USED,
    };
    expect(price(priced(model), "100")).toBe("2.3");
    expect(price(priced({ ...model, freeEvents: 1 }), "100", "50")).toBe("1.3");
    expect(price(priced({ ...model, freeAmount: units("100") }), "100", "50")).toBe("1.3");
  });
});

describe("priceOf, at the edges", () => {
  it("lets a tier's bound belong to it", () => {
    const volume = priced({ model: "VOLUME", tiers: TIERS });
    expect([price(volume, "10"), price(volume, "10.000000001")]).toEqual(["20", "10.000000001"]);
  });

  it("adds the flat fee of each reached tier, and none of those not reached", () => {
    const fees = [tier("10", "0", "3"), tier("20", "0", "4"), tier(null, "0", "5")];
    const graduated = priced({ model: "GRADUATED", tiers: fees });
    expect([price(graduated, "10"), price(graduated, "11"), price(graduated, "21")]).toEqual([
      "3",
      "7",
      "12",
    ]);
  });

  it("owes nothing where nothing was used", () => {
    const fees = [tier(null, "0", "5")];
    for (const model of ["GRADUATED", "VOLUME", "STAIRSTEP"] as const) {
      expect(price(priced({ model, tiers: fees }))).toBe("0");
    }
    expect(price(priced({ model: "FLAT", amount: amount("7") }))).toBe("0");
  });

  it("counts only billable units in tiers: 5 free, to 10 at 2: 12 used is 14", () => {
    const graduated = priced({ model: "GRADUATED", tiers: TIERS }, { freeUnits: units("5") });
    expect(price(graduated, "12")).toBe("14");
  });

  it("caps at the maximum, and settles the minimum only at the period's end", () => {
    const capped = priced(
      { model: "PER_UNIT", unitAmount: amount("2") },
      { maximum: amount("30"), minimum: amount("10") },
    );
    expect([price(capped, "25"), price(capped, "2")]).toEqual(["30", "4"]);
    expect(decimalText(priceAtPeriodEnd(capped, used("2")(capped)))).toBe("10");
    expect(decimalText(priceAtPeriodEnd(capped, used("25")(capped)))).toBe("30");
  });
});

const anyUnits = fc.integer({ min: 0, max: 24 }).map((n) => nanounits(BigInt(n) * 500_000_000n));
const anyAmount = fc.integer({ min: 0, max: 4 }).map((n) => BigInt(n) * 333_333_333n);
const anyTiers = fc
  .tuple(anyAmount, anyAmount, anyAmount, anyAmount)
  .map(([a, b, flatA, flatB]): PricingTier[] => [
    { upTo: units("3"), unitAmount: a, flatAmount: flatA },
    // Steps must rise, as the editor demands; unit prices need not.
    { upTo: null, unitAmount: b, flatAmount: flatA + flatB },
  ]);
const anyModel = fc.oneof(
  anyAmount.map((amount): PricingModel => ({ model: "FLAT", amount })),
  anyAmount.map((unitAmount): PricingModel => ({ model: "PER_UNIT", unitAmount })),
  anyAmount.map((amount): PricingModel => ({ model: "PACKAGE", size: units("2"), amount })),
  fc
    .tuple(fc.constantFrom("GRADUATED" as const, "STAIRSTEP" as const), anyTiers)
    .map(([model, tiers]): PricingModel => ({ model, tiers })),
  fc.tuple(anyAmount, anyAmount, fc.integer({ min: 0, max: 2 }), anyUnits).map(
    ([share, fixedPerEvent, freeEvents, freeAmount]): PricingModel => ({
      model: "PERCENTAGE",
      share,
      fixedPerEvent,
      freeEvents,
      freeAmount,
    }),
  ),
);
const anyPricing = fc
  .tuple(anyModel, anyUnits, fc.option(anyAmount))
  .map(([model, freeUnits, maximum]) => priced(model, { freeUnits, maximum }));
const anyVolume = anyTiers.map((tiers) => priced({ model: "VOLUME", tiers }));
const fold = (pricing: Pricing, quantities: readonly Quantity[], from = NO_TALLY) =>
  quantities.reduce((tally, quantity) => tallied(pricing, tally, quantity), from);

describe("priceOf, whatever the price", () => {
  it("never falls as use grows, but for VOLUME", () => {
    fc.assert(
      fc.property(anyPricing, fc.array(anyUnits, { maxLength: 6 }), anyUnits, (pricing, all, q) => {
        const before = fold(pricing, all);
        expect(priceOf(pricing, tallied(pricing, before, q))).toBeGreaterThanOrEqual(
          priceOf(pricing, before),
        );
      }),
    );
  });

  it("costs the same in one batch or in several", () => {
    fc.assert(
      fc.property(
        fc.oneof(anyPricing, anyVolume),
        fc.array(anyUnits, { maxLength: 8 }),
        fc.nat(8),
        (pricing, all, cut) => {
          const whole = fold(pricing, all);
          const split = fold(pricing, all.slice(cut), fold(pricing, all.slice(0, cut)));
          expect(priceOf(pricing, split)).toBe(priceOf(pricing, whole));
        },
      ),
    );
  });

  it("shares every unit out to exactly one tier", () => {
    fc.assert(
      fc.property(anyTiers, anyUnits, (tiers, quantity) => {
        const shared = tierShares(tiers, quantity).reduce((sum, { units }) => sum + units, 0n);
        expect(shared).toBe(quantity);
      }),
    );
  });
});
