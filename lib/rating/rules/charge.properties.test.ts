import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Pricing } from "@/lib/catalog/rules/pricing";
import { sum } from "@/lib/money/credits";
import { parseDecimal } from "@/lib/money/decimal";
import { nanounits } from "@/lib/money/quantity";
import { type Charged, charge, creditsOf, NOTHING_CHARGED, type UsePrice, uncharge } from "./rate";

const amount = (text: string) => parseDecimal(text) ?? 0n;
const units = (text: string) => nanounits(amount(text));

/** Money at 0.07 a credit, so that credits are rounded. */
const RATE = amount("0.07");
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
        let charged: Charged = NOTHING_CHARGED;
        const paid = moves.map((move) => {
          const next = charge(price, charged, move, RATE);
          charged = next.after;
          return next.credits;
        });
        const total = moves.reduce((all, move) => (all + move < 0n ? 0n : all + move), 0n);
        expect(charged.tally.quantity).toBe(total);
        expect(sum(paid)).toBe(creditsOf(price, charged.tally, RATE));
        expect(charged.credits).toBe(sum(paid));
        expect(sum(paid)).toBeGreaterThanOrEqual(0n);
      }),
    );
  });

  it("of all models: one use cut in two costs the same", () => {
    const added = anyMove.map((move) => (move < 0n ? nanounits(-move) : move));
    fc.assert(
      fc.property(anyPricing, added, added, added, (pricing, before, a, b) => {
        const price = priceOf(pricing);
        const { after } = charge(price, NOTHING_CHARGED, before, RATE);
        const whole = charge(price, after, nanounits(a + b), RATE).credits;
        const first = charge(price, after, a, RATE);
        const second = charge(price, first.after, b, RATE);
        expect(sum([first.credits, second.credits])).toBe(whole);
      }),
    );
  });

  it("of all models: what is taken out again gives back what it cost", () => {
    const added = anyMove.map((move) => (move < 0n ? nanounits(-move) : move));
    fc.assert(
      fc.property(anyPricing, added, added, (pricing, before, used) => {
        const price = priceOf(pricing);
        const { after } = charge(price, NOTHING_CHARGED, before, RATE);
        const whole = charge(price, after, used, RATE);
        const out = { billable: used, isWhole: true, wasFree: whole.credits === 0n };
        const back = uncharge(price, whole.after, out, RATE);
        expect(sum([whole.credits, back.credits])).toBe(0n);
        expect(back.after).toEqual(after);
      }),
    );
  });
});
