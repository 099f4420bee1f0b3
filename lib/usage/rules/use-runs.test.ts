/** Where a total may fall, and so where a run of uses ends. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AggregationType } from "@/lib/catalog/rules/feature";
import type { Pricing } from "@/lib/catalog/rules/pricing";
import { NO_ALLOWANCE } from "@/lib/entitlement/rules/access";
import type { UsePrice } from "@/lib/rating/rules/rate";
import { money, quantity } from "@/lib/testing/amounts";
import type { Counters, Use } from "./decide-use";
import { UseSequence } from "./decide-uses";
import { mayFall, Reach } from "./use-runs";

const tier = (upTo: string | null, unit: string) => ({
  upTo: upTo === null ? null : quantity(upTo),
  unitAmount: money(unit),
  flatAmount: 0n,
});
const FALLING: Pricing = {
  ...{ model: "VOLUME", tiers: [tier("3", "3"), tier("6", "2"), tier(null, "1")] },
  ...{ freeUnits: quantity("0"), maximum: null, minimum: null },
};
const RISING: Pricing = { ...FALLING, model: "GRADUATED" };

const aUse = (count: number, over: Partial<Use> = {}, pricing = FALLING): Use => ({
  ...{ quantity: quantity(String(count)), aggregation: "SUM" as AggregationType },
  ...{ occurredAt: new Date(0), seenKey: null, allowance: NO_ALLOWANCE, usedKey: null },
  ...{ priceKey: "price", payers: [] },
  price: {
    ...{ source: "charge", id: "charge", splitValue: "", overage: null, pricing },
    ...{ unit: { kind: "credits", creditUnit: "credits" }, settle: "wallet_then_invoice" },
  } as UsePrice,
  ...over,
});

/** Runs as they are cut where each use is taken. */
function runsOf(uses: readonly Use[]): number[] {
  let counters: Counters = new Map();
  const lengths: number[] = [];
  let rest = [...uses];
  while (rest.length > 0) {
    const reach = new Reach(counters);
    const end = rest.findIndex((use) => {
      if (reach.fallsBy(use)) return true;
      reach.add(use);
      return false;
    });
    const run = rest.slice(0, end < 0 ? rest.length : Math.max(end, 1));
    counters = new UseSequence(counters, run).conclude([]).after;
    lengths.push(run.length);
    rest = rest.slice(run.length);
  }
  return lengths;
}

describe("runs of uses", () => {
  it("end before the use that passes a bound where the total falls, which stands alone", () => {
    const ones = (count: number) => Array.from({ length: count }, () => aUse(1));
    expect(runsOf(ones(20))).toEqual([3, 1, 2, 1, 13]);
    expect(runsOf([aUse(2), aUse(2), aUse(1)])).toEqual([1, 1, 1]);
  });

  it("keep returns apart, and latest values that fall", () => {
    expect(runsOf([aUse(1), aUse(-1), aUse(1)])).toEqual([1, 1, 1]);
    const latest = (count: number) =>
      aUse(count, { aggregation: "LATEST", usedKey: "used" }, RISING);
    expect(runsOf([latest(1), latest(2), latest(2), latest(1), latest(3)])).toEqual([3, 1, 1]);
  });

  it("need no cut where nothing falls, or nothing is taken from wallets", () => {
    expect(mayFall(aUse(1, {}, RISING))).toBe(false);
    const price = { ...aUse(1).price, settle: "invoice" } as UsePrice;
    expect(mayFall(aUse(-1, { price }))).toBe(false);
  });

  it("ask for nothing below zero, whichever of their uses are refused", () => {
    const anyUses = fc.array(fc.tuple(fc.integer({ min: -2, max: 4 }), fc.boolean()), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(anyUses, fc.integer({ min: 0, max: 8 }), (asked, before) => {
        const counters: Counters = new Map([
          ["price", { ...EMPTY, quantity: quantity(String(before)), events: 1 }],
        ]);
        const reach = new Reach(counters);
        const run: Use[] = [];
        for (const [count] of asked) {
          const use = aUse(count);
          if (reach.fallsBy(use)) break;
          reach.add(use);
          run.push(use);
        }
        const sequence = new UseSequence(counters, run);
        const decided = asked.map(
          ([, taken]) => ({ status: taken ? "taken" : "refused" }) as const,
        );
        for (const index of run.keys()) {
          expect(sequence.amountOf(index, decided.slice(0, index)) >= 0n).toBe(true);
        }
      }),
    );
  });
});

const EMPTY = {
  quantity: quantity("0"),
  latestAt: null,
  events: 0,
  priced: quantity("0") as never,
};
