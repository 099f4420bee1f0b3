import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalText, parseDecimal } from "@/lib/money/decimal";
import { NOTHING_USED, nanounits, quantityText } from "@/lib/money/quantity";
import { NO_TALLY, type Pricing, type PricingModel, priceAtPeriodEnd, tallied } from "./pricing";
import { quotePrice } from "./quote";

const amount = (text: string) => parseDecimal(text) ?? 0n;
const units = (text: string) => nanounits(amount(text));
const priced = (model: PricingModel, over: Partial<Pricing> = {}): Pricing =>
  ({ freeUnits: NOTHING_USED, maximum: null, minimum: null, ...model, ...over }) as Pricing;

const TIERS = [
  { upTo: units("10"), unitAmount: amount("2"), flatAmount: 0n },
  { upTo: units("20"), unitAmount: amount("1"), flatAmount: 0n },
  { upTo: null, unitAmount: amount("0.5"), flatAmount: amount("3") },
];

function told(pricing: Pricing, quantity: string, events = 1) {
  const { total, billable, tiers, bound } = quotePrice(pricing, units(quantity), events);
  return {
    total: decimalText(total),
    billable: quantityText(billable),
    tiers: tiers.map((one) => `${quantityText(one.units)} for ${decimalText(one.amount)}`),
    bound,
  };
}

describe("quotePrice", () => {
  it("tells what falls into each tier, after the free units", () => {
    const graduated = priced({ model: "GRADUATED", tiers: TIERS }, { freeUnits: units("5") });
    expect(told(graduated, "30")).toEqual({
      total: "35.5",
      billable: "25",
      tiers: ["10 for 20", "10 for 10", "5 for 5.5"],
      bound: null,
    });
  });

  it("prices all units at the reached tier of VOLUME, and asks STAIRSTEP's whole price", () => {
    expect(told(priced({ model: "VOLUME", tiers: TIERS }), "25").tiers).toEqual(["25 for 15.5"]);
    expect(told(priced({ model: "STAIRSTEP", tiers: TIERS }), "25").tiers).toEqual(["25 for 3"]);
  });

  it("owes nothing for nothing, but for a minimum", () => {
    const graduated = priced({ model: "GRADUATED", tiers: TIERS });
    expect(told(graduated, "0", 0)).toEqual({ total: "0", billable: "0", tiers: [], bound: null });
    const least = priced({ model: "GRADUATED", tiers: TIERS }, { minimum: amount("9") });
    expect(told(least, "0", 0)).toMatchObject({ total: "9", bound: "minimum" });
  });

  it("says when the maximum decides", () => {
    const most = priced({ model: "PER_UNIT", unitAmount: amount("2") }, { maximum: amount("15") });
    expect(told(most, "8")).toMatchObject({ total: "15", bound: "maximum" });
    expect(told(most, "7.5")).toMatchObject({ total: "15", bound: null });
  });

  it("takes 2 % and 0.30 of one payment of 100: 2.30", () => {
    const share = priced({
      ...{ model: "PERCENTAGE", share: amount("0.02"), fixedPerEvent: amount("0.3") },
      ...{ freeEvents: 0, freeAmount: NOTHING_USED },
    });
    expect(told(share, "100").total).toBe("2.3");
  });

  it("costs what so many events of the same size cost one after the other", () => {
    const nanos = fc.integer({ min: 0, max: 2_000_000_000 }).map((count) => BigInt(count));
    const percentage = fc.record({
      share: nanos,
      fixedPerEvent: nanos,
      freeEvents: fc.integer({ min: 0, max: 6 }),
      freeAmount: fc.integer({ min: 0, max: 40 }).map((count) => units(String(count))),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          percentage.map((terms) => priced({ model: "PERCENTAGE", ...terms })),
          fc
            .constantFrom("GRADUATED", "VOLUME", "STAIRSTEP")
            .map((model) =>
              priced({ model: model as "VOLUME", tiers: TIERS }, { freeUnits: units("3") }),
            ),
        ),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 12 }),
        (pricing, size, events) => {
          const each = units(String(size));
          let tally = NO_TALLY;
          for (let event = 0; event < events; event++) tally = tallied(pricing, tally, each);
          const quote = quotePrice(pricing, nanounits(each * BigInt(events)), events);
          expect(quote.total).toBe(priceAtPeriodEnd(pricing, tally));
        },
      ),
    );
  });
});
