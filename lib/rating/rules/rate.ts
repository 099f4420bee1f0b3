/**
 * What a use costs: which price applies (SEMANTICS 7.3), and what an event owes in its unit,
 * price(total after) − price(total before) on the running total of its counter (7.4).
 *
 * Pure. Prices are billionths of their unit: credits, or money, which wallets pay at their own rates.
 */

import {
  type CarriedTally,
  ownPriceOf,
  ownTally,
  wholeTally,
} from "@/lib/catalog/rules/carried-tally";
import type { OverageRule, PlanVersion, PriceUnit } from "@/lib/catalog/rules/catalog";
import type { CreditCost, Feature } from "@/lib/catalog/rules/feature";
import { type Pricing, type PricingTier, type Tally, tallied } from "@/lib/catalog/rules/pricing";
import { type EventProperties, propertyText } from "@/lib/metering/rules/event-match";
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

/** The currency that a use is asked for in; null: in credits. */
export function currencyOf({ unit, settle, overage }: UsePrice): string | null {
  if (unit.kind === "money") return unit.currency;
  // Credits that no wallet pays are asked for at what a credit beyond them costs.
  return settle === "invoice" ? (overage?.currency ?? null) : null;
}

/** What a price makes of one event's units, in the unit that it is asked for in. */
export type Charged = {
  readonly after: Tally;
  /** Below zero where the total got cheaper (VOLUME's next tier, a return): that much goes back. */
  readonly cost: bigint;
};

/** Charges one event of `billable` units: price(total after) − price(total before). */
export const charge = (price: UsePrice, before: CarriedTally, billable: Quantity): Charged =>
  moved(
    price,
    before,
    ownTally(tallied(price.pricing, wholeTally(before), billable), before.carried),
  );

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
  before: CarriedTally,
  { billable, isWhole, wasFree }: Uncharged,
): Charged {
  const { pricing } = price;
  const isPerEvent = pricing.model === "PERCENTAGE";
  if (isPerEvent && wasFree && pricing.freeEvents > 0) return { after: before, cost: 0n };
  const { quantity, events } = before;
  const left = quantity > billable ? nanounits(quantity - billable) : NOTHING_USED;
  const counted = isWhole && !(isPerEvent && wasFree) ? 1 : 0;
  return moved(price, before, { quantity: left, events: Math.max(events - counted, 0) });
}

const moved = (price: UsePrice, before: CarriedTally, after: Tally): Charged => ({
  after,
  cost: costOf(price, { ...before, ...after }) - costOf(price, before),
});

/** What a running total costs, in the unit that it is asked for in. */
export function costOf(price: UsePrice, tally: CarriedTally): bigint {
  const amount = ownPriceOf(price.pricing, tally);
  if (price.unit.kind === "money" || price.settle === "wallet_then_invoice") return amount;
  // Nobody has said what such a credit costs: nothing can be asked for it.
  return price.overage === null ? 0n : timesOverHalfUp(amount, price.overage.unitPrice, ONE);
}

/**
 * Where a total may get cheaper as it grows: bounds that a tier of VOLUME or STAIRSTEP begins behind
 * below what the tier before it came to, free units included. All other models only rise.
 */
export function fallingBounds({ pricing }: UsePrice): readonly Quantity[] {
  if (pricing.model !== "VOLUME" && pricing.model !== "STAIRSTEP") return [];
  const { model, tiers, freeUnits } = pricing;
  return tiers.flatMap((tier, index) => {
    const before = tiers[index - 1];
    if (before === undefined || before.upTo === null) return [];
    const falls = priceAt(model, tier, before.upTo) < priceAt(model, before, before.upTo);
    return falls ? [nanounits(before.upTo + freeUnits)] : [];
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

/** Whether an event owes the same wherever it stands in the total, so that order is irrelevant. */
export function isOrderFree(price: UsePrice, billable: Quantity): boolean {
  const { pricing } = price;
  const isLinear =
    pricing.model === "PER_UNIT" && pricing.freeUnits === 0n && pricing.maximum === null;
  return (
    isLinear &&
    price.unit.kind === "credits" &&
    currencyOf(price) === null &&
    billable >= 0n &&
    (billable * pricing.unitAmount) % ONE === 0n
  );
}
