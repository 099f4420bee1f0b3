/** What of a price in money a wallet covers and what is left to the invoice, model by model (SEMANTICS 7.4). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AggregationType } from "@/lib/catalog/rules/feature";
import type { Pricing, PricingModel } from "@/lib/catalog/rules/pricing";
import { NO_ALLOWANCE } from "@/lib/entitlement/rules/access";
import { creditsText, sum } from "@/lib/money/credits";
import { moneyText, NO_MONEY, nanomoney } from "@/lib/money/money";
import { costOf, type UsePrice } from "@/lib/rating/rules/rate";
import { credits, money, quantity } from "@/lib/testing/amounts";
import { debit, grant, MemoryLedger, NOON, WALLET } from "@/lib/testing/books";
import type { Counters, Use } from "./decide-use";
import { UseSequence } from "./decide-uses";
import { payersOf } from "./settle-use";

const tier = (upTo: string | null, unit: string, flat = "0") => ({
  upTo: upTo === null ? null : quantity(upTo),
  ...{ unitAmount: money(unit), flatAmount: money(flat) },
});
const TIERS = [tier("10", "2"), tier("20", "1"), tier(null, "0.5")];
const STEPS = [tier("10", "0", "12"), tier(null, "0", "30")];
const NO_BOUNDS = { freeUnits: quantity("0"), maximum: null, minimum: null };

const inMoney = (pricing: PricingModel & Partial<Pricing>, over: Partial<UsePrice> = {}): Use => ({
  ...{ quantity: quantity("1"), aggregation: "SUM" as AggregationType, occurredAt: NOON },
  ...{ seenKey: null, allowance: NO_ALLOWANCE, usedKey: null, priceKey: "price" },
  payers: [{ walletId: WALLET, rate: money("0.01") }],
  price: {
    ...{ source: "charge", id: "charge", splitValue: "", overage: null },
    unit: { kind: "money", currency: "USD" },
    settle: "wallet_then_invoice",
    pricing: { ...NO_BOUNDS, ...pricing } as Pricing,
    ...over,
  },
});

/** Uses of these quantities by a wallet of so many credits, in commands of so many parts. */
function used(use: Use, counts: readonly string[], purse: { holds: string; size?: number }) {
  const ledger = new MemoryLedger();
  ledger.do(grant(purse.holds));
  const { size = counts.length } = purse;
  let counters: Counters = new Map();
  const all = [];
  for (let at = 0; at < counts.length; at += size) {
    const uses = counts
      .slice(at, at + size)
      .map((count) => ({ ...use, quantity: quantity(count) }));
    const sequence = new UseSequence(counters, uses);
    const parts = uses.map((_, index) => ({
      ...{ eventId: null, at: NOON },
      amount: (decided: readonly { status: "taken" | "refused" }[]) =>
        sequence.amountOf(index, decided),
    }));
    const outcome = sequence.isFree()
      ? []
      : ledger.do(debit(parts, { inMoney: payersOf(use, counters) })).parts;
    const concluded = sequence.conclude(outcome);
    counters = concluded.after;
    for (const [index, { owed }] of concluded.uses.entries()) {
      all.push({ drawn: outcome[index]?.drawn ?? credits("0"), owed });
    }
  }
  return { all, state: counters.get("price") };
}

const told = (use: Use, counts: readonly string[], holds: string) =>
  used(use, counts, { holds }).all.map(({ drawn, owed }) => [creditsText(drawn), moneyText(owed)]);

describe("a wallet that covers part of a price in money", () => {
  it.each([
    ["FLAT: 7 once", inMoney({ model: "FLAT", amount: money("7") }), ["500", "2"], ["0", "0"]],
    [
      "PER_UNIT at 0.4",
      inMoney({ model: "PER_UNIT", unitAmount: money("0.4") }),
      ["480", "0"],
      ["20", "5"],
    ],
    [
      "PACKAGE of 10 at 4",
      inMoney({ model: "PACKAGE", size: quantity("10"), amount: money("4") }),
      ["500", "3"],
      ["0", "4"],
    ],
    [
      "GRADUATED: 10 at 2, then 1",
      inMoney({ model: "GRADUATED", tiers: TIERS }),
      ["500", "17"],
      ["0", "10.5"],
    ],
    [
      "VOLUME, 12 at 1, then all at 0.5",
      inMoney({ model: "VOLUME", tiers: TIERS }),
      ["500", "7"],
      ["0", "0.5"],
    ],
    [
      "STAIRSTEP: over 10 for 30",
      inMoney({ model: "STAIRSTEP", tiers: STEPS }),
      ["500", "25"],
      ["0", "0"],
    ],
    [
      "PERCENTAGE: 10 % and 0.5 an event",
      inMoney({
        ...{ model: "PERCENTAGE", share: money("0.1"), fixedPerEvent: money("0.5") },
        ...{ freeEvents: 0, freeAmount: quantity("0") },
      }),
      ["170", "0"],
      ["180", "0"],
    ],
  ] as const)("%s, 12 and 13 used, 500 C at 0.01", (_, use, first, second) => {
    expect(told(use, ["12", "13"], "500")).toEqual([first, second]);
  });

  it("leaves all of it to the invoice where it settles so", () => {
    const use = inMoney({ model: "PER_UNIT", unitAmount: money("1") }, { settle: "invoice" });
    expect(told(use, ["12", "13"], "500")).toEqual([
      ["0", "12"],
      ["0", "13"],
    ]);
  });

  it("takes off what is free, and goes no further than the maximum", () => {
    const bounds = { freeUnits: quantity("5"), maximum: money("8") };
    const use = inMoney({ model: "PER_UNIT", unitAmount: money("1"), ...bounds });
    expect(told(use, ["4", "3", "20"], "500")).toEqual([
      ["0", "0"],
      ["200", "0"],
      ["300", "3"],
    ]);
  });
});

describe("properties", () => {
  const models = [
    inMoney({ model: "PER_UNIT", unitAmount: money("0.333333333") }),
    inMoney({ model: "PACKAGE", size: quantity("3"), amount: money("1") }),
    inMoney({ model: "GRADUATED", tiers: TIERS }),
    inMoney({ model: "STAIRSTEP", tiers: STEPS }),
  ].map((use) => ({ ...use, payers: [{ walletId: WALLET, rate: money("0.07") }] }));
  const anyCase = fc.record({
    use: fc.constantFrom(...models),
    counts: fc.array(fc.constantFrom("0.5", "1", "3", "7"), { minLength: 1, maxLength: 8 }),
    holds: fc.constantFrom("0.000000001", "33.333333333", "100", "9999"),
    size: fc.integer({ min: 1, max: 4 }),
  });

  it("what is covered and what is owed are the price of the total, however it is cut", () => {
    fc.assert(
      fc.property(anyCase, ({ use, counts, holds, size }) => {
        const cut = used(use, counts, { holds, size });
        const whole = used(use, counts, { holds });
        expect(cut).toEqual(whole);
        const { owing, ...tally } = cut.state ?? { quantity: quantity("0"), events: 0 };
        const price = use.price && costOf(use.price, tally as never);
        const covered = owing?.covered.get(WALLET)?.money ?? NO_MONEY;
        const owed = nanomoney(cut.all.reduce((all, one) => all + one.owed, 0n));
        expect(covered + owed).toBe(price);
        expect(owing?.owed).toBe(owed);
        expect(sum(cut.all.map(({ drawn }) => drawn))).toBe(
          owing?.covered.get(WALLET)?.credits ?? 0n,
        );
      }),
    );
  });
});
