/**
 * What one use costs, given what was used before: included units first, then the price of the
 * running total. Counters are values, so a use that is refused leaves the state before it.
 */
import type { AggregationType } from "@/lib/catalog/rules/feature";
import { NO_TALLY, type Tally } from "@/lib/catalog/rules/pricing";
import { type Allowance, allot } from "@/lib/entitlement/rules/access";
import type { EventId } from "@/lib/ids";
import type { MoneyPayer } from "@/lib/ledger/rules/money-terms";
import { isAdditive, type RunningTotal, totalAfter } from "@/lib/metering/rules/running-total";
import { type Credits, nanocredits, plus, ZERO } from "@/lib/money/credits";
import { type Money, NO_MONEY, nanomoney } from "@/lib/money/money";
import { NOTHING_USED, nanounits, type Quantity } from "@/lib/money/quantity";
import type { Owing } from "@/lib/rating/rules/owing";
import { charge, currencyOf, isOrderFree, type UsePrice } from "@/lib/rating/rules/rate";
import { chargeCovering, chargesAfter, type EntityCharge, type EntityUse } from "./charge-once";

export type CounterState = RunningTotal & {
  readonly events: number;
  /** Credits that the quantity was charged in all, less what it was to give back. */
  readonly priced: Credits;
  /** Of a price that follows another within the period: what was counted before it. */
  readonly carried?: Tally;
  /** Of a price in money; missing: nothing was owed yet. */
  readonly owing?: Owing;
  /** Of an entity that is charged once. */
  readonly charges?: readonly EntityCharge[];
};

export const EMPTY_COUNTER: CounterState = {
  quantity: NOTHING_USED,
  latestAt: null,
  events: 0,
  priced: ZERO,
};

/** Stands in `Counters` for a value that UNIQUE_COUNT has counted. */
export const SEEN: CounterState = { ...EMPTY_COUNTER };

/** Counters by key, a missing one is empty; and values that were counted, by theirs. */
export type Counters = ReadonlyMap<string, CounterState>;

/** One event's use of one feature. */
export type Use = {
  /** The value that it brings; what it adds to the total is for the aggregation to say. */
  readonly quantity: Quantity;
  readonly aggregation: AggregationType;
  /** The event's own time. */
  readonly occurredAt: Date;
  /** UNIQUE_COUNT: which value of which counter. Null: another aggregation, or a value not told. */
  readonly seenKey: string | null;
  /** The entity that is charged once; missing: each use is charged. */
  readonly once?: EntityUse | null;
  readonly allowance: Allowance;
  /**
   * The counter of all use, for included units, ceilings, totals that are no sums, and returns of
   * what has no price. Null: no plan lists the feature, and its uses just add up.
   */
  readonly usedKey: string | null;
  readonly price: UsePrice | null;
  /** The counter of what was billed at this price. Null: no price. */
  readonly priceKey: string | null;
  /** The wallets that may pay a price in money; none: all of it is for the invoice. */
  readonly payers: readonly Payer[];
};

/** Money per credit of a wallet; what it has covered stands in the price's counter. */
export type Payer = Pick<MoneyPayer, "walletId" | "rate">;

export type UseDecision = {
  /** What it costs, or would have; below zero: what is to be given back. Of a price in credits. */
  readonly credits: Credits;
  /** The same of a price in money. */
  readonly money: Money;
  readonly included: Quantity;
  readonly billable: Quantity;
  /** Refused whole before any credits are asked for. */
  readonly isBeyondCeiling: boolean;
  /** What it adds to the total: below zero where the total falls. */
  readonly added: Quantity;
  /** What the window's total was and would be: of all use, or of what this price billed. Null: nobody keeps one. */
  readonly total: { readonly before: Quantity; readonly after: Quantity } | null;
  /** The use that was charged for the same entity, so that this one is free. */
  readonly linkedEventId: EventId | null;
  /** The counters if it is taken. */
  readonly after: Counters;
};

export function decideUse(counters: Counters, use: Use): UseDecision {
  const before = chargeCovering(counters, use);
  if (before !== null) return chargedBefore(counters, use, before);
  const used = stateOf(counters, use.usedKey);
  const folded = foldedBy(counters, use);
  const added = addedBy(counters, use, folded);
  const { isBeyondCeiling, included, billable } = allot(
    use.allowance,
    stateOf(counters, use.usedKey ?? use.priceKey).quantity,
    added,
  );
  const after = new Map(counters);
  if (use.usedKey !== null) {
    after.set(use.usedKey, { ...used, ...folded, events: used.events + 1 });
  }
  if (use.seenKey !== null) after.set(use.seenKey, SEEN);
  for (const [key, state] of chargesAfter(stateOf(counters, use.once?.key ?? null), use)) {
    after.set(key, state);
  }
  const cost = chargeBillable(after, use, billable);
  const total = totalOf(use, counters, after);
  return { included, billable, isBeyondCeiling, added, total, linkedEventId: null, after, ...cost };
}

/** Free: no unit is included or counted, no limit stands against it. */
const chargedBefore = (counters: Counters, use: Use, { eventId }: EntityCharge): UseDecision => ({
  ...{ included: NOTHING_USED, billable: NOTHING_USED, added: NOTHING_USED },
  isBeyondCeiling: false,
  total: totalOf(use, counters, counters),
  linkedEventId: eventId,
  after: counters,
  ...FREE,
});

/** What the total grows by. A return takes back what was used and no more. */
function addedBy(counters: Counters, use: Use, folded: RunningTotal): Quantity {
  if (use.usedKey !== null) {
    return nanounits(folded.quantity - stateOf(counters, use.usedKey).quantity);
  }
  const billed = stateOf(counters, use.priceKey).quantity;
  const isAllOfIt = use.priceKey !== null && use.quantity < -billed;
  return isAllOfIt ? nanounits(-billed) : use.quantity;
}

function foldedBy(counters: Counters, use: Use): RunningTotal {
  const { quantity, latestAt } = stateOf(counters, use.usedKey);
  return totalAfter(
    { quantity, latestAt },
    {
      aggregation: use.aggregation,
      value: use.quantity,
      at: use.occurredAt,
      isSeen: use.seenKey !== null && counters.has(use.seenKey),
    },
  );
}

function totalOf(use: Use, before: Counters, after: Counters): UseDecision["total"] {
  const key = use.usedKey ?? use.priceKey;
  if (key === null) return null;
  return { before: stateOf(before, key).quantity, after: stateOf(after, key).quantity };
}

type Cost = Pick<UseDecision, "credits" | "money">;
const FREE: Cost = { credits: ZERO, money: NO_MONEY };

function chargeBillable(after: Map<string, CounterState>, use: Use, billable: Quantity): Cost {
  if (use.price === null || use.priceKey === null || billable === 0n) return FREE;
  const before = stateOf(after, use.priceKey);
  const { after: tally, cost: amount } = charge(use.price, before, billable);
  const cost = costIn(use.price, amount);
  after.set(use.priceKey, { ...before, ...tally, priced: plus(before.priced, cost.credits) });
  return cost;
}

export const costIn = (price: UsePrice, amount: bigint): Cost =>
  currencyOf(price) === null
    ? { credits: nanocredits(amount), money: NO_MONEY }
    : { credits: ZERO, money: nanomoney(amount) };

export const stateOf = (counters: Counters, key: string | null): CounterState =>
  (key === null ? undefined : counters.get(key)) ?? EMPTY_COUNTER;

/**
 * The cost of a use that costs the same wherever it stands among the others; null if what was
 * taken before it matters.
 */
export function fixedCost(use: Use): Credits | null {
  const { aggregation, allowance, price, quantity } = use;
  if (!isAdditive(aggregation) || use.once) return null;
  if (allowance.included > 0n || allowance.ceiling !== null) return null;
  if (price === null) return ZERO;
  if (!isOrderFree(price, quantity)) return null;
  return nanocredits(charge(price, NO_TALLY, nanounits(quantity)).cost);
}
