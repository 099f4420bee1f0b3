import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_TALLY, type Pricing } from "@/lib/catalog/rules/pricing";
import { parseDecimal } from "@/lib/money/decimal";
import { nanounits } from "@/lib/money/quantity";
import { charge, costOf, fallingBounds, type UsePrice, uncharge } from "./rate";

const amount = (text: string) => parseDecimal(text) ?? 0n;
const units = (text: string) => nanounits(amount(text));

const priceOf = (pricing: Pricing): UsePrice => ({
  ...{ source: "charge", id: "charge", splitValue: "", settle: "wallet_then_invoice" },
  ...{ unit: { kind: "money", currency: "USD" }, overage: null, pricing },
});

describe("charges of all models (SEMANTICS 7.4)", () => {
  const TIERED = ["GRADUATED", "VOLUME", "STAIRSTEP"] as const;
  const anyAmount = fc.constantFrom("0", "0.333333333", "1", "2").map(amount);
  const anyTier = fc.record({ unitAmount: anyAmount, flatAmount: anyAmount });
  const anyModel = fc.oneof(
    fc.record({ model: fc.constant("FLAT" as const), amount: anyAmount }),
    fc.record({ model: fc.constant("PER_UNIT" as const), unitAmount: anyAmount }),
    fc.record({
      model: fc.constant("PACKAGE" as const),
      size: fc.constant(units("3")),
      amount: anyAmount,
    }),
    fc
      .tuple(fc.constantFrom(...TIERED), fc.tuple(anyTier, anyTier, anyTier))
      .map(([model, [a, b, c]]) => ({
        model,
        tiers: [
          { ...a, upTo: units("3") },
          { ...b, upTo: units("6") },
          { ...c, upTo: null },
        ],
      })),
  );
  const anyPricing = fc
    .tuple(anyModel, fc.constantFrom("0", "2").map(units), fc.constantFrom(null, amount("5")))
    .map(
      ([model, freeUnits, maximum]): Pricing => ({ ...model, freeUnits, maximum, minimum: null }),
    );
  const anyMove = fc.integer({ min: -6, max: 6 }).map((n) => nanounits(BigInt(n) * 500_000_000n));

  it("of all models, returns too: charges add up to the price of the total, never below zero", () => {
    fc.assert(
      fc.property(anyPricing, fc.array(anyMove, { maxLength: 10 }), (pricing, moves) => {
        const price = priceOf(pricing);
        let tally = NO_TALLY;
        const costs = moves.map((move) => {
          const next = charge(price, tally, move);
          tally = next.after;
          return next.cost;
        });
        const total = moves.reduce((all, move) => (all + move < 0n ? 0n : all + move), 0n);
        expect(tally.quantity).toBe(total);
        expect(sumOf(costs)).toBe(costOf(price, tally));
        expect(sumOf(costs)).toBeGreaterThanOrEqual(0n);
      }),
    );
  });

  it("of all models: one use cut in two costs the same", () => {
    const added = anyMove.map((move) => (move < 0n ? nanounits(-move) : move));
    fc.assert(
      fc.property(anyPricing, added, added, added, (pricing, before, a, b) => {
        const price = priceOf(pricing);
        const { after } = charge(price, NO_TALLY, before);
        const whole = charge(price, after, nanounits(a + b)).cost;
        const first = charge(price, after, a);
        const second = charge(price, first.after, b);
        expect(first.cost + second.cost).toBe(whole);
      }),
    );
  });

  it("of all models: what is taken out again gives back what it cost", () => {
    const added = anyMove.map((move) => (move < 0n ? nanounits(-move) : move));
    fc.assert(
      fc.property(anyPricing, added, added, (pricing, before, used) => {
        const price = priceOf(pricing);
        const { after } = charge(price, NO_TALLY, before);
        const whole = charge(price, after, used);
        const out = { billable: used, isWhole: true, wasFree: whole.cost === 0n };
        const back = uncharge(price, whole.after, out);
        expect(whole.cost + back.cost).toBe(0n);
        expect(back.after).toEqual(after);
      }),
    );
  });

  it("gets cheaper only behind the bounds that it names", () => {
    const added = anyMove.map((move) => (move < 0n ? nanounits(-move) : move));
    fc.assert(
      fc.property(anyPricing, added, added, (pricing, before, used) => {
        const price = priceOf(pricing);
        const { after } = charge(price, NO_TALLY, before);
        const passes = fallingBounds(price).some(
          (bound) => before <= bound && bound < before + used,
        );
        if (!passes) expect(charge(price, after, used).cost).toBeGreaterThanOrEqual(0n);
      }),
    );
  });
});

const sumOf = (costs: readonly bigint[]) => costs.reduce((all, cost) => all + cost, 0n);
