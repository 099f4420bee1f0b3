import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_ALLOWANCE } from "@/lib/entitlement/rules/access";
import type { EventId } from "@/lib/ids";
import { type Credits, minus, nanocredits } from "@/lib/money/credits";
import { credits, quantity } from "@/lib/testing/amounts";
import { type Counters, fixedCost, type Use } from "./decide-use";
import { UseSequence } from "./decide-uses";

const NONE: Counters = new Map();
const DAY_MS = 86_400_000;

type Said = { readonly entity: string; readonly day: number };

/** Uses at 5 credits each, an entity charged once in so many days; null: for ever. */
const usesOf = (said: readonly Said[], days: number | null, from = 0): readonly Use[] =>
  said.map(({ entity, day }, index) => ({
    quantity: quantity("1"),
    aggregation: "COUNT",
    occurredAt: new Date(day * DAY_MS),
    seenKey: null,
    once: {
      key: `once/${entity}`,
      at: new Date(day * DAY_MS),
      reachMs: days === null ? null : days * DAY_MS,
      eventId: `event-${from + index}` as EventId,
    },
    allowance: NO_ALLOWANCE,
    usedKey: "used",
    price: {
      source: "credit_cost",
      id: "cost",
      unit: { kind: "credits", creditUnit: "credits" },
      pricing: {
        model: "PER_UNIT",
        unitAmount: credits("5"),
        freeUnits: quantity("0"),
        maximum: null,
        minimum: null,
      },
      settle: "wallet_then_invoice",
      overage: null,
      splitValue: "",
    },
    priceKey: "price",
    payers: [],
  }));

/** A wallet that takes what it can pay, as the ledger does. */
function pay(before: Counters, uses: readonly Use[], purse: { left: Credits }) {
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

const isNear = (a: Said, b: Said, days: number | null) =>
  a.entity === b.entity && (days === null || Math.abs(a.day - b.day) < days);

const on = (entity: string, day = 0): Said => ({ entity, day });
const paid = (said: readonly Said[], days: number | null, purse = "1000") => {
  const { uses } = pay(NONE, usesOf(said, days), { left: credits(purse) });
  return uses.map(({ isTaken, credits: cost }) => (isTaken ? Number(cost) / 1e9 : "refused"));
};

describe("an entity that is charged once", () => {
  it("is charged by its first use, and the others are free and linked to it", () => {
    const { uses, after } = pay(NONE, usesOf([on("ann"), on("ann"), on("ben")], null), {
      left: credits("100"),
    });

    expect(uses.map(({ credits: cost }) => Number(cost) / 1e9)).toEqual([5, 0, 5]);
    expect(uses.map(({ linkedEventId }) => linkedEventId)).toEqual([null, "event-0", null]);
    expect(uses[1]).toMatchObject({ added: 0n, included: 0n, billable: 0n });
    expect(after.get("used")).toMatchObject({ quantity: quantity("2"), events: 2 });
  });

  it("is charged by the next use where the first was refused", () => {
    const costly = usesOf([on("ann"), on("ann")], null);
    const sequence = new UseSequence(NONE, costly);
    const [first, second] = sequence.conclude([{ status: "refused" }, { status: "taken" }]).uses;

    expect(first).toMatchObject({ isTaken: false, linkedEventId: null });
    expect(second).toMatchObject({ isTaken: true, linkedEventId: null, credits: credits("5") });
  });

  it("is charged anew when the days are over; an earlier use that comes late is free", () => {
    expect(paid([on("ann", 0), on("ann", 1), on("ann", 2), on("ann", 3)], 2)).toEqual([5, 0, 5, 0]);
    expect(paid([on("ann", 5), on("ann", 4), on("ann", 3), on("ann", 2)], 2)).toEqual([5, 0, 5, 0]);
  });

  it("does not decide on what brings nothing, and waits for those before it", () => {
    const [use] = usesOf([on("ann")], null);
    if (use === undefined) throw new RangeError("no use");
    const empty = { ...use, quantity: quantity("0") };

    const { after } = pay(NONE, [empty], { left: credits("1") });
    expect(after.has("once/ann")).toBe(false);
    expect(fixedCost(use)).toBeNull();
  });

  const anySaid = fc.array(
    fc.record({ entity: fc.constantFrom("ann", "ben", "cem"), day: fc.nat(12) }),
    { minLength: 1, maxLength: 14 },
  );
  const anyDays = fc.option(fc.integer({ min: 1, max: 6 }));
  const anyPurse = fc.integer({ min: 0, max: 40 }).map((whole) => credits(String(whole)));

  it("comes out the same in one batch or in two", () => {
    fc.assert(
      fc.property(anySaid, anyDays, fc.nat(14), anyPurse, (said, days, cut, left) => {
        const [one, two] = [{ left }, { left }];
        const whole = pay(NONE, usesOf(said, days), one);
        const first = pay(NONE, usesOf(said.slice(0, cut), days), two);
        const second = pay(first.after, usesOf(said.slice(cut), days, cut), two);

        expect(two.left).toBe(one.left);
        const linked = [...first.uses, ...second.uses].map(({ linkedEventId }) => linkedEventId);
        expect(linked).toEqual(whole.uses.map(({ linkedEventId }) => linkedEventId));
      }),
    );
  });

  it("in any order, is charged once in every window and for each use that no charge is near to", () => {
    fc.assert(
      fc.property(anySaid, anyDays, anyPurse, (said, days, left) => {
        const { uses } = pay(NONE, usesOf(said, days), { left });
        const taken = said.map((one, index) => ({ ...one, ...uses[index] }));
        const charged = taken.filter((one) => one.isTaken && one.linkedEventId === null);
        const nearTo = (one: Said) => charged.filter((charge) => isNear(charge, one, days));

        for (const one of charged) expect(nearTo(one)).toEqual([one]);
        for (const one of taken.filter(({ linkedEventId }) => linkedEventId !== null)) {
          expect(nearTo(one)).not.toEqual([]);
          expect(one.credits).toBe(0n);
        }
      }),
    );
  });

  it("for ever costs the same whatever the order", () => {
    const anyOrder = anySaid.chain((said) =>
      fc.tuple(fc.constant(said), fc.shuffledSubarray(said, { minLength: said.length })),
    );
    fc.assert(
      fc.property(anyOrder, ([said, shuffled]) => {
        const spentOn = (order: readonly Said[]) => {
          const purse = { left: credits("1000") };
          pay(NONE, usesOf(order, null), purse);
          return purse.left;
        };
        expect(spentOn(shuffled)).toBe(spentOn(said));
      }),
    );
  });
});
