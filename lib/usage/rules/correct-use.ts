/**
 * What is less of a kept use once its event is corrected (SEMANTICS 4.4): its total falls, is priced
 * anew, and the difference is given back. A correction never takes credits.
 */
import { allot } from "@/lib/entitlement/rules/access";
import { isAdditive, type RunningTotal } from "@/lib/metering/rules/running-total";
import { type Credits, min, minus, plus, ZERO } from "@/lib/money/credits";
import { type Money, NO_MONEY } from "@/lib/money/money";
import { NOTHING_USED, nanounits, type Quantity } from "@/lib/money/quantity";
import { uncharge } from "@/lib/rating/rules/rate";
import type { ConcludedUse } from "./conclude-event";
import { type Counters, costIn, stateOf, type Use, type UseDecision } from "./decide-use";

export type CorrectionAsked = {
  readonly kept: ConcludedUse;
  /** What it is to count for; null: nothing, the event is void. */
  readonly quantity: Quantity | null;
  /** Totals that are no sums: what the other kept events, and what is left of this one, come to. */
  readonly total: RunningTotal | null;
};

export type CorrectedUse = {
  /** Its total falls by so much. */
  readonly fall: Quantity;
  readonly included: Quantity;
  readonly billable: Quantity;
  /** To be given back: above zero, or zero. */
  readonly credits: Credits;
  /** The same of a price in money: from the invoice, or in credits. */
  readonly money: Money;
  /** Of the difference: what a shortage had dropped, so that it was never taken. */
  readonly undropped: Credits;
  /** The counters as they come out. */
  readonly after: Counters;
};

export type Correction =
  | ({ readonly ok: true } & CorrectedUse)
  /** `raises_total`: less of it would be more in all; `raises_price`: less would cost more. */
  | { readonly ok: false; readonly why: "raises_total" | "raises_price" };

export function correctUse(counters: Counters, use: Use, asked: CorrectionAsked): Correction {
  const { kept, quantity } = asked;
  const base = stateOf(counters, use.usedKey ?? use.priceKey).quantity;
  const fall = fallOf(use, base, asked);
  if (fall < 0n) return { ok: false, why: "raises_total" };
  const moved = allot(use.allowance, base, nanounits(-fall));
  const after = new Map(counters);
  lowerTotal(after, use, { fall, asked });
  const difference = unchargeBillable(after, use, {
    billable: nanounits(-moved.billable),
    isWhole: quantity === null,
    wasFree: kept.money ? kept.money.cost === NO_MONEY : plus(kept.credits, kept.dropped) === ZERO,
  });
  if (difference.credits < ZERO || difference.money < NO_MONEY) {
    return { ok: false, why: "raises_price" };
  }
  const undropped = min(difference.credits, kept.dropped);
  return {
    ok: true,
    fall,
    included: nanounits(-moved.included),
    billable: nanounits(-moved.billable),
    credits: minus(difference.credits, undropped),
    money: difference.money,
    undropped,
    after,
  };
}

/**
 * What an event of a sum still counts for: what it added, or less if a correction said less while
 * returns had taken the total already, so that nothing was there to fall.
 */
export const countsFor = ({
  quantity,
  value,
}: Pick<ConcludedUse, "quantity" | "value">): Quantity =>
  value !== null && value >= NOTHING_USED && value < quantity ? value : quantity;

/** How much less is used; never more than there is. */
function fallOf(use: Use, base: Quantity, { kept, quantity, total }: CorrectionAsked): Quantity {
  if (!isAdditive(use.aggregation)) {
    return nanounits(base - (total?.quantity ?? NOTHING_USED));
  }
  const fall = nanounits(countsFor(kept) - (quantity ?? NOTHING_USED));
  const isCounted = use.usedKey !== null || use.priceKey !== null;
  return isCounted && fall > base ? base : fall;
}

type Lowering = { readonly fall: Quantity; readonly asked: CorrectionAsked };

function lowerTotal(after: Map<string, Counter>, use: Use, { fall, asked }: Lowering): void {
  if (use.usedKey === null) return;
  const used = stateOf(after, use.usedKey);
  const events = Math.max(used.events - (asked.quantity === null ? 1 : 0), 0);
  const folded = asked.total ?? { quantity: nanounits(used.quantity - fall) };
  after.set(use.usedKey, { ...used, ...folded, events });
}

/** @returns what the price of the total fell by. */
function unchargeBillable(
  after: Map<string, Counter>,
  use: Use,
  out: Parameters<typeof uncharge>[2],
): Pick<UseDecision, "credits" | "money"> {
  // What was never billed stands in no tally of the price.
  if (use.price === null || use.priceKey === null || out.billable === 0n) {
    return { credits: ZERO, money: NO_MONEY };
  }
  const before = stateOf(after, use.priceKey);
  const { after: tally, cost } = uncharge(use.price, before, out);
  const less = costIn(use.price, -cost);
  after.set(use.priceKey, { ...before, ...tally, priced: minus(before.priced, less.credits) });
  return less;
}

type Counter = ReturnType<typeof stateOf>;
