/**
 * Pricing models (SEMANTICS 7.4), for money and for credits alike: what a running total of
 * usage costs. An event pays price(total after) − price(total before), so batches split freely.
 *
 * Pure. Amounts and quantities are billionths; a price is rounded once, half away from zero.
 */
import { ceilDivide, ONE, timesOverHalfUp } from "@/lib/money/decimal";
import { NOTHING_USED, nanounits, type Quantity } from "@/lib/money/quantity";

export type PricingTier = {
  /** Inclusive: the bound belongs to the tier. Null, or the last tier: without end. */
  readonly upTo: Quantity | null;
  readonly unitAmount: bigint;
  /** Owed once the tier is reached; STAIRSTEP's whole price. */
  readonly flatAmount: bigint;
};

export type PricingModel =
  | { readonly model: "FLAT"; readonly amount: bigint }
  | { readonly model: "PER_UNIT"; readonly unitAmount: bigint }
  | { readonly model: "PACKAGE"; readonly size: Quantity; readonly amount: bigint }
  | {
      readonly model: "GRADUATED" | "VOLUME" | "STAIRSTEP";
      readonly tiers: readonly PricingTier[];
    }
  | {
      readonly model: "PERCENTAGE";
      /** The share: 0.02 (20_000_000n) is 2 %. */
      readonly share: bigint;
      readonly fixedPerEvent: bigint;
      readonly freeEvents: number;
      readonly freeAmount: Quantity;
    };

export type Pricing = PricingModel & {
  /** Units that cost nothing before the tiers begin; PERCENTAGE has `freeAmount` instead. */
  readonly freeUnits: Quantity;
  /** Caps the price of the total. */
  readonly maximum: bigint | null;
  /** Settled once, at the period's end. */
  readonly minimum: bigint | null;
};

/** What was billed so far in the price's period: all that a price depends on. */
export type Tally = {
  readonly quantity: Quantity;
  /** Of PERCENTAGE only the free events and those that owe its fee; of the others all. */
  readonly events: number;
};

export const NO_TALLY: Tally = { quantity: NOTHING_USED, events: 0 };

/** The tally after one more event of `quantity`; a return never takes it below zero, and owes no fee. */
export function tallied(pricing: PricingModel, before: Tally, quantity: Quantity): Tally {
  const isReturn = quantity < 0n;
  if (pricing.model === "PERCENTAGE" && !isReturn && before.events < pricing.freeEvents) {
    return { ...before, events: before.events + 1 };
  }
  const total = nanounits(before.quantity + quantity);
  const counts = !isReturn && (pricing.model !== "PERCENTAGE" || total > pricing.freeAmount);
  return {
    quantity: total < 0n ? NOTHING_USED : total,
    events: before.events + (counts ? 1 : 0),
  };
}

/** The price of a running total, its free units and maximum applied; the minimum is not. */
export function priceOf(pricing: Pricing, tally: Tally): bigint {
  const price = uncappedPrice(pricing, tally);
  return pricing.maximum !== null && price > pricing.maximum ? pricing.maximum : price;
}

/** What a period costs when it ends: the price, or the minimum if that is more. */
export function priceAtPeriodEnd(pricing: Pricing, tally: Tally): bigint {
  const price = priceOf(pricing, tally);
  return pricing.minimum !== null && price < pricing.minimum ? pricing.minimum : price;
}

function uncappedPrice(pricing: Pricing, tally: Tally): bigint {
  const billable = less(tally.quantity, pricing.freeUnits);
  switch (pricing.model) {
    case "FLAT":
      return billable > 0n ? pricing.amount : 0n;
    case "PER_UNIT":
      return timesOverHalfUp(billable, pricing.unitAmount, ONE);
    case "PACKAGE":
      return ceilDivide(billable, pricing.size) * pricing.amount;
    case "GRADUATED":
      return graduatedPrice(pricing.tiers, billable);
    case "VOLUME":
      return volumePrice(pricing.tiers, billable);
    case "STAIRSTEP":
      return reachedTier(pricing.tiers, billable)?.flatAmount ?? 0n;
    case "PERCENTAGE":
      return (
        timesOverHalfUp(less(tally.quantity, pricing.freeAmount), pricing.share, ONE) +
        less(BigInt(tally.events), BigInt(pricing.freeEvents)) * pricing.fixedPerEvent
      );
  }
}

/** How many units of a total fall into each tier, as a bill shows them. */
export function tierShares(
  tiers: readonly PricingTier[],
  quantity: bigint,
): readonly { readonly tier: PricingTier; readonly units: Quantity }[] {
  let from = 0n;
  const shares: { tier: PricingTier; units: Quantity }[] = [];
  for (const [index, tier] of tiers.entries()) {
    if (quantity <= from) break;
    const isLast = index === tiers.length - 1;
    const to = isLast || tier.upTo === null || tier.upTo > quantity ? quantity : tier.upTo;
    shares.push({ tier, units: nanounits(to - from) });
    from = to;
  }
  return shares;
}

function graduatedPrice(tiers: readonly PricingTier[], quantity: bigint): bigint {
  let product = 0n;
  let flat = 0n;
  for (const { tier, units } of tierShares(tiers, quantity)) {
    product += units * tier.unitAmount;
    flat += tier.flatAmount;
  }
  return timesOverHalfUp(product, 1n, ONE) + flat;
}

function volumePrice(tiers: readonly PricingTier[], quantity: bigint): bigint {
  const tier = reachedTier(tiers, quantity);
  return tier ? timesOverHalfUp(quantity, tier.unitAmount, ONE) + tier.flatAmount : 0n;
}

/** The tier that the last unit lies in; none if nothing was used, so nothing used owes nothing. */
function reachedTier(tiers: readonly PricingTier[], quantity: bigint): PricingTier | undefined {
  if (quantity <= 0n) return undefined;
  return tiers.find(({ upTo }) => upTo === null || quantity <= upTo) ?? tiers.at(-1);
}

const less = (quantity: bigint, free: bigint) => (quantity > free ? quantity - free : 0n);
