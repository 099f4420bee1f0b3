import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Pricing } from "@/lib/catalog/rules/pricing";
import { type Credits, min, minus, nanocredits, sum, ZERO } from "@/lib/money/credits";
import { NOTHING_USED, nanounits } from "@/lib/money/quantity";
import type { UsePrice } from "@/lib/rating/rules/rate";
import { credits, quantity } from "@/lib/testing/amounts";
import { type Counters, fixedCost, type Use } from "./decide-use";
import { UseSequence } from "./decide-uses";

const NONE: Counters = new Map();
const bare = { freeUnits: NOTHING_USED, maximum: null, minimum: null };
const perUnit = (text: string): Pricing => ({
  ...bare,
  model: "PER_UNIT",
  unitAmount: credits(text),
});
const graduated: Pricing = {
  ...bare,
  model: "GRADUATED",
  tiers: [
    { upTo: quantity("3"), unitAmount: credits("2"), flatAmount: credits("1") },
    { upTo: null, unitAmount: credits("0.333333333"), flatAmount: 0n },
  ],
};

const priced = (pricing: Pricing): UsePrice => ({
  source: "charge",
  id: "price",
  unit: { kind: "credits", creditUnit: "credits" },
  pricing,
  settle: "wallet_then_invoice",
  overage: null,
  splitValue: "",
});

const use = (units: string, over: Partial<Use> = {}): Use => ({
  quantity: quantity(units),
  aggregation: "SUM",
  occurredAt: new Date(0),
  seenKey: null,
  allowance: { included: NOTHING_USED, ceiling: null, reset: "MONTH" },
  usedKey: "used",
  price: priced(perUnit("5")),
  priceKey: "price",
  payers: [],
  ...over,
});

const TAKEN = { status: "taken" } as const;
const REFUSED = { status: "refused" } as const;
const allowing = (included: string, ceiling: string | null = null) => ({
  included: quantity(included),
  ceiling: ceiling === null ? null : quantity(ceiling),
  reset: "MONTH" as const,
});

describe("UseSequence", () => {
  it("uses no included unit for a use that is refused", () => {
    const allowance = allowing("10");
    const uses = ["4", "20", "8"].map((units) => use(units, { allowance }));
    const sequence = new UseSequence(NONE, uses);

    expect(sequence.amountOf(0, [])).toBe(ZERO);
    expect(sequence.amountOf(1, [TAKEN])).toBe(credits("70"));
    expect(sequence.amountOf(2, [TAKEN, REFUSED])).toBe(credits("10"));
    expect(sequence.amountOf(2, [TAKEN, TAKEN])).not.toBe(credits("10"));
  });

  it("asks nothing for a use beyond the ceiling, and tells what it would have cost", () => {
    const uses = [
      use("2", { allowance: allowing("0", "2") }),
      use("1", { allowance: allowing("0", "2") }),
    ];
    const sequence = new UseSequence(NONE, uses);

    expect([sequence.amountOf(0, []), sequence.amountOf(1, [TAKEN])]).toEqual([
      credits("10"),
      ZERO,
    ]);
    const { uses: concluded, after } = sequence.conclude([TAKEN, TAKEN]);
    expect(concluded[1]).toMatchObject({ isTaken: false, credits: credits("5") });
    expect(after.get("used")?.quantity).toBe(quantity("2"));
  });

  it("knows when nothing is asked", () => {
    expect(new UseSequence(NONE, [use("4", { allowance: allowing("4") })]).isFree()).toBe(true);
    expect(new UseSequence(NONE, [use("5", { allowance: allowing("4") })]).isFree()).toBe(false);
    expect(new UseSequence(NONE, [use("5", { price: null, priceKey: null })]).isFree()).toBe(true);
  });
});

const anyUse = fc
  .record({
    units: fc.integer({ min: 0, max: 8 }),
    pricing: fc.constantFrom(perUnit("1.5"), perUnit("0.333333333"), graduated),
    included: fc.integer({ min: 0, max: 4 }),
    ceiling: fc.option(fc.integer({ min: 4, max: 12 })),
  })
  .map(({ units, pricing, included, ceiling }) => ({ units, pricing, included, ceiling }));
const anyUses = fc
  .tuple(anyUse, fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 8 }))
  .map(([{ pricing, included, ceiling }, units]) =>
    units.map((count) => ({
      ...use("0", {
        price: priced(pricing),
        allowance: allowing(String(included), ceiling === null ? null : String(ceiling)),
      }),
      quantity: nanounits(BigInt(count) * 500_000_000n),
    })),
  );

/** A wallet that takes what it can pay, as the ledger does. */
function pay(before: Counters, uses: readonly Use[], purse: { left: Credits }) {
  const sequence = new UseSequence(before, uses);
  const decided: { status: "taken" | "refused" }[] = [];
  for (const index of uses.keys()) {
    const amount = nanocredits(sequence.amountOf(index, decided));
    const isPaid = amount <= purse.left;
    if (isPaid) purse.left = minus(purse.left, amount);
    decided.push(isPaid ? TAKEN : REFUSED);
  }
  return sequence.conclude(decided);
}

const anyPurse = fc
  .integer({ min: 0, max: 12 })
  .map((n) => nanocredits(BigInt(n) * 1_000_000_000n));

describe("UseSequence, whatever the uses", () => {
  it("comes out the same in one batch or in two", () => {
    fc.assert(
      fc.property(anyUses, fc.nat(8), anyPurse, (uses, cut, left) => {
        const [one, two] = [{ left }, { left }];
        const whole = pay(NONE, uses, one);
        const first = pay(NONE, uses.slice(0, cut), two);
        const second = pay(first.after, uses.slice(cut), two);

        expect(two.left).toBe(one.left);
        expect([...second.after]).toEqual([...whole.after]);
        expect([...first.uses, ...second.uses].map(({ isTaken }) => isTaken)).toEqual(
          whole.uses.map(({ isTaken }) => isTaken),
        );
      }),
    );
  });

  it("charges what was taken, no more and no less", () => {
    fc.assert(
      fc.property(anyUses, anyPurse, (uses, left) => {
        const purse = { left };
        const { uses: concluded, after } = pay(NONE, uses, purse);
        const taken = concluded.filter(({ isTaken }) => isTaken);
        const charged = sum(taken.map((decision) => decision.credits));

        expect(minus(left, purse.left)).toBe(charged);
        expect(after.get("price")?.priced ?? ZERO).toBe(charged);
        expect(min(purse.left, ZERO)).toBe(ZERO);
      }),
    );
  });

  it("has a fixed cost only where order is irrelevant", () => {
    fc.assert(
      fc.property(anyUses, (uses) => {
        const costs = uses.map(fixedCost);
        if (costs.some((cost) => cost === null)) return;
        const { uses: concluded } = new UseSequence(NONE, uses.toReversed()).conclude([]);
        expect(concluded.map((decision) => decision.credits).toReversed()).toEqual(costs);
      }),
    );
  });
});
