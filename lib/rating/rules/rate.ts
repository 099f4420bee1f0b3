/**
 * What a use costs: which price applies (SEMANTICS 7.3), and the credits that an event owes,
 * price(total after) − price(total before) on the running total of its counter (7.4).
 *
 * Pure. Prices are billionths of their unit; money becomes credits on the running total, so
 * rounding never accumulates.
 */
import type {
  CreditCost,
  Feature,
  OverageRule,
  PlanVersion,
  PriceUnit,
} from "@/lib/catalog/rules/catalog";
import {
  NO_TALLY,
  type Pricing,
  type PricingTier,
  priceOf,
  type Tally,
  tallied,
} from "@/lib/catalog/rules/pricing";
import { type EventProperties, propertyText } from "@/lib/metering/rules/event-match";
import { type Credits, minus, nanocredits, plus, ZERO } from "@/lib/money/credits";
import { ONE, timesOverHalfUp } from "@/lib/money/decimal";
import { NOTHING_USED, nanounits, type Quantity } from "@/lib/money/quantity";

/** The price of one use. `id` is the version that keeps its own counter. */
export type UsePrice = {
  readonly source: "charge" | "credit_cost";
  readonly id: string;
  readonly unit: PriceUnit;
  readonly pricing: Pricing;
  readonly settle: "wallet_then_invoice" | "invoice";
  readonly overage: OverageRule | null;
  /** The property value that chose this price, `""` if none did; part of the counter's key. */
  readonly splitValue: string;
};

export type PriceQuestion = {
  readonly feature: Feature;
  /** Of the subscriptions live at `at`. */
  readonly planVersions: readonly PlanVersion[];
  readonly properties: EventProperties;
  readonly at: Date;
};

/** @returns null where the feature has no price: the use is free, and shown as such. */
export function priceFor(question: PriceQuestion): UsePrice | null {
  return chargePrice(question) ?? creditCostPrice(question);
}

function chargePrice({ feature, planVersions }: PriceQuestion): UsePrice | null {
  for (const { charges } of planVersions) {
    const charge = charges.find((one) => one.kind === "USAGE" && one.featureId === feature.id);
    if (charge?.kind !== "USAGE") continue;
    const { id, unit, pricing, settle, overage } = charge;
    return { source: "charge", id, unit, pricing, settle, overage, splitValue: "" };
  }
  return null;
}

function creditCostPrice(question: PriceQuestion): UsePrice | null {
  const { feature, planVersions, properties, at } = question;
  const cost = creditCostAt(feature.creditCosts, properties, at);
  if (!cost) return null;
  return {
    source: "credit_cost",
    id: cost.id,
    unit: { kind: "credits", creditUnit: cost.creditUnit },
    pricing: perUnit(cost.creditsPerUnit),
    settle: "wallet_then_invoice",
    overage: planVersions.find(({ overage }) => overage !== null)?.overage ?? null,
    splitValue: (cost.property && propertyText(properties, cost.property)) || "",
  };
}

/** The cost in force at `at`: the latest for the event's property value, else the latest for all. */
export function creditCostAt(
  costs: readonly CreditCost[],
  properties: EventProperties,
  at: Date,
): CreditCost | undefined {
  const inForce = costs.filter((cost) => cost.effectiveFrom <= at).toSorted(byLatest);
  const ofValue = inForce.find(({ property, values }) => {
    const text = property === null ? undefined : propertyText(properties, property);
    return text !== undefined && values.includes(text);
  });
  return ofValue ?? inForce.find(({ property }) => property === null);
}

const byLatest = (a: CreditCost, b: CreditCost) =>
  b.effectiveFrom.getTime() - a.effectiveFrom.getTime() || (a.id < b.id ? 1 : -1);

const perUnit = (unitAmount: bigint): Pricing => ({
  model: "PER_UNIT",
  unitAmount,
  freeUnits: NOTHING_USED,
  maximum: null,
  minimum: null,
});

/** What a counter knows of one price in one window. */
export type Charged = {
  readonly tally: Tally;
  /** The sum of what was charged, less what was given back: the price of the running total. */
  readonly credits: Credits;
};

export const NOTHING_CHARGED: Charged = { tally: NO_TALLY, credits: ZERO };

/**
 * Charges one event of `billable` units: price(total after) − price(total before). Below zero
 * where the total got cheaper (VOLUME's next tier, a return): that much is to be given back.
 *
 * @param conversionRate money per credit; asked only by prices in money. Both totals are taken at
 *   it, so a wallet of another rate pays for what it adds, and what was paid before stands.
 */
export function charge(
  price: UsePrice,
  before: Charged,
  billable: Quantity,
  conversionRate: bigint,
): { readonly after: Charged; readonly credits: Credits } {
  return moved(price, before, tallied(price.pricing, before.tally, billable), conversionRate);
}

/** What is taken out of a total again: units of an event that was charged, or all of it. */
export type Uncharged = {
  /** Above zero. */
  readonly billable: Quantity;
  /** All of the event: a fixed fee of it goes as well. */
  readonly isWhole: boolean;
  /** The event was charged nothing, so a price with free events may never have counted it. */
  readonly wasFree: boolean;
};

/** The same for units that turn out not to have been used. */
export function uncharge(
  price: UsePrice,
  before: Charged,
  { billable, isWhole, wasFree }: Uncharged,
  conversionRate: bigint,
): { readonly after: Charged; readonly credits: Credits } {
  const { pricing } = price;
  const isPerEvent = pricing.model === "PERCENTAGE";
  if (isPerEvent && wasFree && pricing.freeEvents > 0) return { after: before, credits: ZERO };
  const { quantity, events } = before.tally;
  const left = quantity > billable ? nanounits(quantity - billable) : NOTHING_USED;
  const counted = isWhole && !(isPerEvent && wasFree) ? 1 : 0;
  const tally = { quantity: left, events: Math.max(events - counted, 0) };
  return moved(price, before, tally, conversionRate);
}

function moved(price: UsePrice, before: Charged, tally: Tally, conversionRate: bigint) {
  const cost = (total: Tally) => creditsOf(price, total, conversionRate);
  const credits = minus(cost(tally), cost(before.tally));
  return { after: { tally, credits: plus(before.credits, credits) }, credits };
}

/**
 * Whether a total may get cheaper as it grows: a tier of VOLUME or STAIRSTEP begins below what
 * the tier before it came to. All other models only rise.
 */
export function mayGetCheaper({ pricing, settle }: UsePrice): boolean {
  if (settle === "invoice" || (pricing.model !== "VOLUME" && pricing.model !== "STAIRSTEP")) {
    return false;
  }
  const { model, tiers } = pricing;
  return tiers.some((tier, index) => {
    const before = tiers[index - 1];
    if (before === undefined || before.upTo === null) return false;
    return priceAt(model, tier, before.upTo) < priceAt(model, before, before.upTo);
  });
}

/** What all units up to `bound` cost in one tier, in billionths of billionths: nothing is rounded away. */
function priceAt(
  model: "VOLUME" | "STAIRSTEP",
  { unitAmount, flatAmount }: PricingTier,
  bound: Quantity,
): bigint {
  return (model === "VOLUME" ? bound * unitAmount : 0n) + flatAmount * ONE;
}

/** The credits that a running total costs; what is settled by invoice takes none. */
export function creditsOf(price: UsePrice, tally: Tally, conversionRate: bigint): Credits {
  if (price.settle === "invoice") return ZERO;
  const amount = priceOf(price.pricing, tally);
  if (price.unit.kind === "credits") return nanocredits(amount);
  if (conversionRate <= 0n) throw new RangeError(`no credits for money at ${conversionRate}`);
  return nanocredits(timesOverHalfUp(amount, ONE, conversionRate));
}

/** Whether an event owes the same wherever it stands in the total, so that order is irrelevant. */
export function isOrderFree({ pricing, unit }: UsePrice, billable: Quantity): boolean {
  const isLinear =
    pricing.model === "PER_UNIT" && pricing.freeUnits === 0n && pricing.maximum === null;
  return (
    isLinear &&
    unit.kind === "credits" &&
    billable >= 0n &&
    (billable * pricing.unitAmount) % ONE === 0n
  );
}
