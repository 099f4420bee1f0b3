/** A tally that goes on from what was counted before it in the same period, at prices of then. Pure. */
import { nanounits } from "@/lib/money/quantity";
import { NO_TALLY, type Pricing, priceOf, type Tally } from "./pricing";

/** What was billed by one price, and from where on free units and tiers count; missing: from nothing. */
export type CarriedTally = Tally & { readonly carried?: Tally };

/** Where the price stands: all that its free units, tiers and maximum look at. */
export const wholeTally = ({ quantity, events, carried = NO_TALLY }: CarriedTally): Tally => ({
  quantity: nanounits(carried.quantity + quantity),
  events: carried.events + events,
});

/** What of a whole tally was billed by the price itself. */
export const ownTally = ({ quantity, events }: Tally, carried: Tally = NO_TALLY): Tally => ({
  quantity: nanounits(quantity > carried.quantity ? quantity - carried.quantity : 0n),
  events: Math.max(events - carried.events, 0),
});

/**
 * What the price asks for its own part: what the whole costs beyond what was carried. Where the
 * whole got cheaper (VOLUME's next tier) nothing, until it is dearer again: what others paid stays.
 */
export function ownPriceOf(pricing: Pricing, tally: CarriedTally): bigint {
  const { carried } = tally;
  if (!carried) return priceOf(pricing, tally);
  const own = priceOf(pricing, wholeTally(tally)) - priceOf(pricing, carried);
  return own > 0n ? own : 0n;
}
