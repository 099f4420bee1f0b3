import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AggregationType } from "@/lib/catalog/rules/feature";
import type { Pricing } from "@/lib/catalog/rules/pricing";
import { minus, nanocredits, sum, ZERO } from "@/lib/money/credits";
import { NOTHING_USED, nanounits, ONE_UNIT } from "@/lib/money/quantity";
import { credits, quantity } from "@/lib/testing/amounts";
import { type Counters, EMPTY_COUNTER, fixedCost, type Use } from "./decide-use";
import { UseSequence } from "./decide-uses";

const NONE: Counters = new Map();
const GRADUATED: Pricing = {
  freeUnits: quantity("1"),
  maximum: null,
  minimum: null,
  model: "GRADUATED",
  tiers: [
    { upTo: quantity("2"), unitAmount: credits("2"), flatAmount: credits("1") },
    { upTo: null, unitAmount: credits("0.333333333"), flatAmount: 0n },
  ],
};

type Said = { readonly value: number; readonly second: number };

/** Uses of one counter, 1 unit included and at most 6, in halves of a unit. */
const usesOf = (aggregation: AggregationType, said: readonly Said[]): readonly Use[] =>
  said.map(({ value, second }) => ({
    quantity: aggregation === "UNIQUE_COUNT" ? ONE_UNIT : nanounits(BigInt(value) * 500_000_000n),
    aggregation,
    occurredAt: new Date(second * 1000),
    seenKey: aggregation === "UNIQUE_COUNT" ? `used#${value}` : null,
    allowance: { included: ONE_UNIT, ceiling: quantity("6"), reset: "MONTH" },
    usedKey: "used",
    price: {
      source: "charge",
      id: "price",
      unit: { kind: "credits", creditUnit: "credits" },
      pricing: GRADUATED,
      settle: "wallet_then_invoice",
      overage: null,
      splitValue: "",
    },
    priceKey: "price",
    payers: [],
  }));

/** A wallet that takes what it can pay, as the ledger does. */
function pay(before: Counters, uses: readonly Use[], purse: { left: typeof ZERO }) {
  const sequence = new UseSequence(before, uses);
  const decided: { status: "taken" | "refused" }[] = [];
  for (const index of uses.keys()) {
    const amount = nanocredits(sequence.amountOf(index, decided));
    const isPaid = amount <= purse.left;
    if (isPaid) purse.left = minus(purse.left, amount);
    decided.push({ status: isPaid ? "taken" : "refused" });
  }
  return sequence.conclude(decided);
}

const anySaid = fc.array(fc.record({ value: fc.integer({ min: 0, max: 14 }), second: fc.nat(6) }), {
  minLength: 1,
  maxLength: 8,
});
const anyPurse = fc
  .integer({ min: 0, max: 12 })
  .map((whole) => nanocredits(BigInt(whole) * 1_000_000_000n));
const risingKind = fc.constantFrom<AggregationType[]>("COUNT", "SUM", "MAX", "UNIQUE_COUNT");
const ENOUGH = credits("1000000");

describe("uses whose totals are no sums", () => {
  it("come out the same in one batch or in two", () => {
    fc.assert(
      fc.property(risingKind, anySaid, fc.nat(8), anyPurse, (kind, said, cut, left) => {
        const uses = usesOf(kind, said);
        const [one, two] = [{ left }, { left }];
        const whole = pay(NONE, uses, one);
        const first = pay(NONE, uses.slice(0, cut), two);
        const second = pay(first.after, uses.slice(cut), two);

        expect(two.left).toBe(one.left);
        expect([...second.after]).toEqual([...whole.after]);
        expect([...first.uses, ...second.uses].map(({ credits }) => credits)).toEqual(
          whole.uses.map(({ credits }) => credits),
        );
      }),
    );
  });

  it("charge what the total of the taken ones costs, and add up to it", () => {
    fc.assert(
      fc.property(risingKind, anySaid, anyPurse, (kind, said, left) => {
        const purse = { left };
        const { uses, after } = pay(NONE, usesOf(kind, said), purse);
        const taken = uses.filter(({ isTaken }) => isTaken);
        const added = taken.reduce((all, use) => all + use.added, 0n);

        expect(minus(left, purse.left)).toBe(sum(taken.map((use) => use.credits)));
        expect(after.get("price")?.priced ?? ZERO).toBe(minus(left, purse.left));
        expect(after.get("used")?.quantity ?? NOTHING_USED).toBe(added);
        expect(uses.every(({ added: one }) => one >= 0n)).toBe(true);
      }),
    );
  });

  it("cost the same in any order where all of them can be paid", () => {
    fc.assert(
      fc.property(risingKind, anySaid, (kind, said) => {
        const withoutCeiling = (one: Use): Use => ({
          ...one,
          allowance: { ...one.allowance, ceiling: null },
        });
        const uses = usesOf(kind, said).map(withoutCeiling);
        const [there, back] = [{ left: ENOUGH }, { left: ENOUGH }];
        pay(NONE, uses, there);
        pay(NONE, uses.toReversed(), back);
        expect(back.left).toBe(there.left);
      }),
    );
  });

  it("have no cost of their own that would let them pass by each other", () => {
    const free = { included: NOTHING_USED, ceiling: null, reset: "MONTH" } as const;
    for (const kind of ["MAX", "LATEST", "UNIQUE_COUNT"] as const) {
      const [use] = usesOf(kind, [{ value: 2, second: 0 }]);
      expect(use && fixedCost({ ...use, allowance: free })).toBeNull();
    }
  });

  it("let LATEST fall and rise again, and charge nothing twice", () => {
    const said = [8, 2, 6, 10].map((value, second) => ({ value, second }));
    const { uses, after } = pay(NONE, usesOf("LATEST", said), { left: ENOUGH });

    expect(uses.map(({ added }) => added)).toEqual(
      ["4", "-3", "2", "2"].map((text) => quantity(text)),
    );
    expect(uses.map(({ total }) => total?.after)).toEqual(
      ["4", "1", "3", "5"].map((text) => quantity(text)),
    );
    expect(after.get("used") ?? EMPTY_COUNTER).toMatchObject({ latestAt: new Date(3000) });
    const rising = pay(NONE, usesOf("LATEST", said.slice(3)), { left: ENOUGH });
    expect(sum(uses.map(({ credits }) => credits))).toBe(
      sum(rising.uses.map(({ credits }) => credits)),
    );
  });
});
