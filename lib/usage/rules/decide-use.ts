/**
 * What one use costs, given what was used before: included units first, then the price of the
 * running total. Counters are values, so a use that is refused leaves the state before it.
 */
import { type Allowance, allot } from "@/lib/entitlement/rules/access";
import type { Credits } from "@/lib/money/credits";
import { ZERO } from "@/lib/money/credits";
import { NOTHING_USED, nanounits, type Quantity } from "@/lib/money/quantity";
import { charge, isOrderFree, NOTHING_CHARGED, type UsePrice } from "@/lib/rating/rules/rate";

export type CounterState = {
  readonly quantity: Quantity;
  readonly events: number;
  /** Credits that the quantity was charged in all. */
  readonly priced: Credits;
};

export const EMPTY_COUNTER: CounterState = { quantity: NOTHING_USED, events: 0, priced: ZERO };

/** Counters by key; a missing one is empty. */
export type Counters = ReadonlyMap<string, CounterState>;

/** One event's use of one feature. */
export type Use = {
  readonly quantity: Quantity;
  readonly allowance: Allowance;
  /** The counter of all use, for included units and ceilings. Null: no plan lists the feature. */
  readonly usedKey: string | null;
  readonly price: UsePrice | null;
  /** The counter of what was billed at this price. Null: no price. */
  readonly priceKey: string | null;
  /** Money per credit of the wallet that pays; asked only by prices in money. */
  readonly conversionRate: bigint;
};

export type UseDecision = {
  /** What it costs, or would have. */
  readonly credits: Credits;
  readonly included: Quantity;
  readonly billable: Quantity;
  /** Refused whole before any credits are asked for. */
  readonly isBeyondCeiling: boolean;
  /** The counters if it is taken. */
  readonly after: Counters;
};

export function decideUse(counters: Counters, use: Use): UseDecision {
  const used = stateOf(counters, use.usedKey).quantity;
  const { isBeyondCeiling, included, billable, usedAfter } = allot(
    use.allowance,
    used,
    use.quantity,
  );
  const after = new Map(counters);
  if (use.usedKey !== null) after.set(use.usedKey, counted(counters, use.usedKey, usedAfter));
  const credits = chargeBillable(after, use, billable);
  return { credits, included, billable, isBeyondCeiling, after };
}

function chargeBillable(after: Map<string, CounterState>, use: Use, billable: Quantity): Credits {
  if (use.price === null || use.priceKey === null || billable === 0n) return ZERO;
  const { quantity, events, priced } = stateOf(after, use.priceKey);
  const before = { tally: { quantity, events }, credits: priced };
  const { after: charged, credits } = charge(use.price, before, billable, use.conversionRate);
  after.set(use.priceKey, { ...charged.tally, priced: charged.credits });
  return credits;
}

function counted(counters: Counters, key: string, quantity: Quantity): CounterState {
  const before = stateOf(counters, key);
  return { ...before, quantity, events: before.events + 1 };
}

const stateOf = (counters: Counters, key: string | null): CounterState =>
  (key === null ? undefined : counters.get(key)) ?? EMPTY_COUNTER;

/**
 * The cost of a use that costs the same wherever it stands among the others; null if what was
 * taken before it matters.
 */
export function fixedCost(use: Use): Credits | null {
  const { allowance, price, quantity, conversionRate } = use;
  if (allowance.included > 0n || allowance.ceiling !== null) return null;
  if (price === null) return ZERO;
  if (!isOrderFree(price, quantity)) return null;
  return charge(price, NOTHING_CHARGED, nanounits(quantity), conversionRate).credits;
}
