/** What goes on from the plan before where both share a period: free units, tiers, a maximum. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownPriceOf } from "@/lib/catalog/rules/carried-tally";
import { NO_TALLY, type Pricing, type PricingModel, priceOf } from "@/lib/catalog/rules/pricing";
import { decimalText, parseDecimal } from "@/lib/money/decimal";
import { nanounits } from "@/lib/money/quantity";
import { charge, type UsePrice, uncharge } from "@/lib/rating/rules/rate";
import { carriedInto } from "./carried-use";
import type { PriceOfUse } from "./price-of-use";

const amount = (text: string) => parseDecimal(text) ?? 0n;
const units = (text: string) => nanounits(amount(text));
const used = (quantity: string) => ({ quantity: units(quantity), events: Number(quantity) });

const BARE = { freeUnits: units("0"), minimum: null, maximum: null };
const tiered = (model: "GRADUATED" | "VOLUME" | "STAIRSTEP", over: Partial<Pricing> = {}) =>
  ({
    ...BARE,
    model,
    tiers: [
      { upTo: units("10"), unitAmount: amount("2"), flatAmount: amount("20") },
      { upTo: null, unitAmount: amount("1"), flatAmount: amount("50") },
    ].map((tier) => (model === "STAIRSTEP" ? tier : { ...tier, flatAmount: 0n })),
    ...over,
  }) as Pricing;
const perUnit = (price: string, over: Partial<Pricing> = {}) =>
  ({ ...BARE, model: "PER_UNIT", unitAmount: amount(price), ...over }) as Pricing;
const inMoney = (pricing: Pricing): PriceOfUse => ({
  unit: { kind: "money", currency: "USD" },
  pricing,
});

/** What so much use costs at `to`, with so much before it at `from`. */
const costAfter = (to: Pricing, from: Pricing | null, [before, own]: readonly [string, string]) => {
  const carried = carriedInto(inMoney(to), from && inMoney(from), used(before));
  return decimalText(ownPriceOf(to, { ...used(own), carried }));
};

describe("use that a prorated change finds", () => {
  it.each([
    ["goes on in graduated tiers", tiered("GRADUATED"), tiered("GRADUATED"), ["8", "4"], "6"],
    ["counts by units whatever priced them", tiered("GRADUATED"), perUnit("9"), ["10", "2"], "2"],
    [
      "has used up free units",
      perUnit("3", { freeUnits: units("5") }),
      perUnit("1"),
      ["4", "3"],
      "6",
    ],
    [
      "leaves of a maximum what is left",
      perUnit("3", { maximum: amount("30") }),
      perUnit("3", { maximum: amount("30") }),
      ["8", "8"],
      "6",
    ],
    [
      "makes all units of VOLUME cheaper, and gives nothing back of others'",
      tiered("VOLUME"),
      tiered("VOLUME"),
      ["9", "4"],
      "0",
    ],
    ["is dearer again behind that", tiered("VOLUME"), tiered("VOLUME"), ["9", "12"], "3"],
    [
      "does not ask a level again that is the same",
      tiered("STAIRSTEP"),
      tiered("STAIRSTEP"),
      ["4", "3"],
      "0",
    ],
    ["asks another level anew", tiered("STAIRSTEP"), perUnit("1"), ["4", "3"], "20"],
    [
      "gives no free units again with it",
      tiered("STAIRSTEP", { freeUnits: units("5") }),
      perUnit("1"),
      ["9", "1"],
      "20",
    ],
  ] as const)("%s", (_, to, from, quantities, cost) => {
    expect(costAfter(to, from, quantities)).toBe(cost);
  });

  it("changes nothing where a unit costs the same anywhere", () => {
    expect(carriedInto(inMoney(perUnit("3")), null, used("7"))).toEqual(NO_TALLY);
  });
});

const anyPricing = fc
  .record({
    model: fc.constantFrom("GRADUATED", "VOLUME", "STAIRSTEP", "PER_UNIT", "PERCENTAGE"),
    freeUnits: fc.constantFrom("0", "3").map(units),
    maximum: fc.constantFrom(null, amount("15")),
  })
  .map(({ model, freeUnits, maximum }): Pricing => {
    if (model === "PER_UNIT") return perUnit("2", { freeUnits, maximum });
    if (model !== "PERCENTAGE") return tiered(model, { freeUnits, maximum });
    const share: PricingModel = {
      ...{ model, share: amount("0.5"), fixedPerEvent: amount("1") },
      ...{ freeEvents: 2, freeAmount: units("4") },
    };
    return { ...BARE, maximum, ...share };
  });
const anyUnits = fc.integer({ min: 0, max: 14 }).map((n) => units(String(n)));

const priceWith = (pricing: Pricing): UsePrice => ({
  ...{ source: "charge", id: "charge", splitValue: "", settle: "wallet_then_invoice" },
  ...{ unit: { kind: "money", currency: "USD" }, overage: null, pricing },
});

describe("a price that goes on, whatever it is", () => {
  it("charges its own part the same however it is cut, and never below zero", () => {
    fc.assert(
      fc.property(
        anyPricing,
        fc.tuple(anyUnits, fc.integer({ min: 0, max: 4 })),
        fc.array(anyUnits, { maxLength: 6 }),
        (pricing, [quantity, events], uses) => {
          const price = priceWith(pricing);
          const carried = { quantity, events };
          let tally = { ...NO_TALLY, carried };
          let sum = 0n;
          for (const use of uses) {
            const { after, cost } = charge(price, tally, use);
            tally = { ...tally, ...after };
            sum += cost;
            expect(sum).toBeGreaterThanOrEqual(0n);
          }
          expect(sum).toBe(ownPriceOf(pricing, tally));
        },
      ),
    );
  });

  it("gives back of its own what it charged, and nothing of what was before", () => {
    fc.assert(
      fc.property(anyPricing, anyUnits, anyUnits, (pricing, before, use) => {
        if (pricing.model === "PERCENTAGE" || use === 0n) return;
        const price = priceWith(pricing);
        const carried = { quantity: before, events: 1 };
        const { after, cost } = charge(price, { ...NO_TALLY, carried }, use);
        const all = { billable: use, isWhole: true, wasFree: cost === 0n };
        const back = uncharge(price, { ...after, carried }, all);
        expect(back).toEqual({ after: NO_TALLY, cost: -cost });
      }),
    );
  });

  it("gives free units and the lower tiers once: parts at one price cost what the whole does", () => {
    fc.assert(
      fc.property(anyPricing, anyUnits, anyUnits, (pricing, before, own) => {
        if (pricing.model === "VOLUME") return;
        const [first, second] = [
          { quantity: before, events: 3 },
          { quantity: own, events: 2 },
        ];
        const carried = carriedInto(inMoney(pricing), inMoney(pricing), first);
        const whole = { quantity: nanounits(before + own), events: 5 };
        expect(priceOf(pricing, first) + ownPriceOf(pricing, { ...second, carried })).toBe(
          priceOf(pricing, whole),
        );
      }),
    );
  });
});
