/**
 * What a total of use would cost at a price, told tier by tier, so that a price can be tried before
 * it is published or used. Pure.
 */
import { ONE, timesOverDown, timesOverHalfUp } from "@/lib/money/decimal";
import { NOTHING_USED, nanounits, type Quantity } from "@/lib/money/quantity";
import {
  type Pricing,
  type PricingTier,
  priceAtPeriodEnd,
  priceOf,
  type Tally,
  tierShares,
} from "./pricing";

export type QuotedTier = {
  readonly tier: PricingTier;
  readonly units: Quantity;
  readonly amount: bigint;
};

export type Quote = {
  /** With the minimum and the maximum. */
  readonly total: bigint;
  /** What is left of the quantity after the price's own free units or free amount. */
  readonly billable: Quantity;
  /** The tiers that were reached; none where the price has none. */
  readonly tiers: readonly QuotedTier[];
  /** Which of the price's bounds decided the total. */
  readonly bound: "minimum" | "maximum" | null;
};

/** Of a period in which so much was used, by so many events of the same size. */
export function quotePrice(pricing: Pricing, quantity: Quantity, events: number): Quote {
  const tally = tallyOf(pricing, quantity, events);
  const total = priceAtPeriodEnd(pricing, tally);
  const free = pricing.model === "PERCENTAGE" ? pricing.freeAmount : pricing.freeUnits;
  const billable = tally.quantity > free ? nanounits(tally.quantity - free) : NOTHING_USED;
  return { total, billable, tiers: quotedTiers(pricing, billable), bound: boundOf(pricing, tally) };
}

function boundOf(pricing: Pricing, tally: Tally): Quote["bound"] {
  const price = priceOf({ ...pricing, maximum: null }, tally);
  if (pricing.minimum !== null && price < pricing.minimum) return "minimum";
  return pricing.maximum !== null && price > pricing.maximum ? "maximum" : null;
}

/** The tally that such events leave behind, without counting them one by one. */
function tallyOf(pricing: Pricing, quantity: Quantity, events: number): Tally {
  if (pricing.model !== "PERCENTAGE") return { quantity, events };
  const free = Math.min(events, pricing.freeEvents);
  const paying = events - free;
  if (paying === 0) return { quantity: NOTHING_USED, events: free };
  const billed = nanounits(timesOverDown(quantity, BigInt(paying), BigInt(events)));
  const withoutFee = billed === 0n ? paying : eventsWithin(pricing.freeAmount, billed, paying);
  return { quantity: billed, events: free + paying - withoutFee };
}

/** How many of `events` of one size that come to `total` fit whole into an amount. */
function eventsWithin(amount: Quantity, total: Quantity, events: number): number {
  const fitting = (amount * BigInt(events)) / total;
  return fitting < BigInt(events) ? Number(fitting) : events;
}

function quotedTiers(pricing: Pricing, billable: Quantity): readonly QuotedTier[] {
  switch (pricing.model) {
    case "GRADUATED":
      return tierShares(pricing.tiers, billable).map(({ tier, units }) => ({
        ...{ tier, units },
        amount: timesOverHalfUp(units, tier.unitAmount, ONE) + tier.flatAmount,
      }));
    case "VOLUME":
    case "STAIRSTEP": {
      const reached = tierShares(pricing.tiers, billable).at(-1);
      if (!reached) return [];
      const byUnit =
        pricing.model === "VOLUME" ? timesOverHalfUp(billable, reached.tier.unitAmount, ONE) : 0n;
      return [{ tier: reached.tier, units: billable, amount: byUnit + reached.tier.flatAmount }];
    }
    default:
      return [];
  }
}
