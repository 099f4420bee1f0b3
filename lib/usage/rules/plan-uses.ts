/** Which features an event uses, how much of each, at which price and on which counters. */
import {
  type Catalog,
  type Entitlement,
  type Feature,
  featuresCounting,
  type PlanVersion,
} from "@/lib/catalog/rules/catalog";
import { type Allowance, accessOf, NO_ALLOWANCE } from "@/lib/entitlement/rules/access";
import type { CustomerId, FeatureId } from "@/lib/ids";
import { type CountingFault, quantityOf } from "@/lib/metering/rules/aggregation";
import { isMatch, propertyText } from "@/lib/metering/rules/event-match";
import { type WindowAnchor, windowStart } from "@/lib/metering/rules/window";
import type { Quantity } from "@/lib/money/quantity";
import { priceFor, type UsePrice } from "@/lib/rating/rules/rate";
import type { LiveSubscription } from "@/lib/subscription/rules/subscription";
import { isWithin, type PeriodLine, periodAt } from "@/lib/time/period";
import { type CounterKey, counterKeyText } from "./counter-key";
import type { Use } from "./decide-use";
import type { IncomingEvent } from "./incoming-event";

/** A subscription that ran at some time that an event may have been at. */
export type PastSubscription = LiveSubscription & { readonly line: PeriodLine };

/** What deciding on a customer's use needs to know of the customer. */
export type CustomerFacts = {
  readonly id: CustomerId;
  readonly zone: string;
  readonly subscriptions: readonly PastSubscription[];
  /** The wallet that pays for money-priced use, by currency: its unit and money per credit. */
  readonly rates: ReadonlyMap<string, { readonly creditUnit: string; readonly rate: bigint }>;
};

export type PlannedUse = Use & {
  readonly event: IncomingEvent;
  readonly customer: CustomerFacts;
  readonly feature: Feature;
  /** Start of the billing period, or of the calendar month without one. */
  readonly periodStart: Date;
  /** What the price takes from wallets; null: nothing to take. */
  readonly creditUnit: string | null;
  readonly usedCounter: CounterKey | null;
  readonly priceCounter: CounterKey | null;
};

export type UseFault = { readonly featureId: FeatureId; readonly fault: CountingFault };

export type EventPlan = {
  readonly uses: readonly PlannedUse[];
  readonly faults: readonly UseFault[];
};

export function planEvent(
  event: IncomingEvent,
  customer: CustomerFacts,
  catalog: Catalog,
): EventPlan {
  const uses: PlannedUse[] = [];
  const faults: UseFault[] = [];
  for (const feature of featuresCounting(catalog, event.eventName)) {
    const { meter } = feature;
    const named = { name: event.eventName, properties: event.properties };
    if (meter === null || !isMatch(meter, named)) continue;
    const counted = quantityOf(meter.aggregation, event.properties, feature.allowsReturns);
    if (counted.ok) {
      uses.push(planUse(feature, counted.quantity, { event, customer, catalog }));
    } else {
      faults.push({ featureId: feature.id, fault: counted.fault });
    }
  }
  return { uses, faults };
}

export type Asked = {
  readonly event: IncomingEvent;
  readonly customer: CustomerFacts;
  readonly catalog: Catalog;
};

/** How a use of `quantity` would be counted and priced, whether it happened or is asked about. */
export function planUse(feature: Feature, quantity: Quantity, asked: Asked): PlannedUse {
  const { event, customer } = asked;
  const terms = termsFor(feature, asked);
  const anchor = anchorOf(customer, terms.subscription, event.countedAt);
  const payable = payableBy(terms.price, customer);
  const counters = countersOf({ feature, event, customer, anchor, terms });
  return {
    event,
    customer,
    feature,
    quantity,
    allowance: terms.allowance,
    periodStart: windowStart("BILLING_PERIOD", event.countedAt, anchor),
    ...payable,
    ...counters,
    usedKey: counters.usedCounter && counterKeyText(counters.usedCounter),
    priceKey: counters.priceCounter && counterKeyText(counters.priceCounter),
  };
}

type Terms = {
  readonly allowance: Allowance;
  readonly entitlements: readonly Entitlement[];
  readonly price: UsePrice | null;
  readonly subscription: PastSubscription | null;
};

export function termsFor(feature: Feature, { event, customer, catalog }: Asked): Terms {
  const live = liveAt(customer.subscriptions, event.countedAt);
  const planVersions = live.flatMap(
    ({ planVersionId }) => catalog.planVersions.get(planVersionId) ?? [],
  );
  const { properties, countedAt: at } = event;
  const price = priceFor({ feature, planVersions, properties, at });
  const entitlements = planVersions.flatMap((version) =>
    version.entitlements.filter(({ featureId }) => featureId === feature.id),
  );
  const access = accessOf({
    featureType: feature.type,
    entitlements,
    hasLiveSubscription: live.length > 0,
    hasPrice: price !== null,
    settings: catalog.settings,
  });
  return {
    // An event is a fact: without access it is priced like any other (SEMANTICS §3).
    allowance: access.isAllowed ? access.allowance : NO_ALLOWANCE,
    entitlements: access.isAllowed ? entitlements.filter(({ isEnabled }) => isEnabled) : [],
    price,
    subscription: subscriptionFor(feature, live, catalog),
  };
}

/** Those that ran at `at`; a paused one gives nothing. */
export const liveAt = (subscriptions: readonly PastSubscription[], at: Date) =>
  subscriptions.filter(
    ({ status, startedAt, endsAt }) =>
      status !== "PAUSED" && startedAt <= at && (endsAt === null || at < endsAt),
  );

/** The one whose periods count: the first whose plan speaks of the feature, else the first. */
function subscriptionFor(
  feature: Feature,
  live: readonly PastSubscription[],
  catalog: Catalog,
): PastSubscription | null {
  const speaking = live.find(({ planVersionId }) => {
    const version = catalog.planVersions.get(planVersionId);
    return version !== undefined && speaksOf(version, feature.id);
  });
  return speaking ?? live[0] ?? null;
}

const speaksOf = ({ entitlements, charges }: PlanVersion, featureId: FeatureId) =>
  entitlements.some((one) => one.featureId === featureId) ||
  charges.some((one) => one.kind === "USAGE" && one.featureId === featureId);

/** Where a customer's windows start around `at`. */
export function anchorOf(
  customer: Pick<CustomerFacts, "zone">,
  subscription: PastSubscription | null,
  at: Date,
): WindowAnchor {
  if (subscription === null) return { zone: customer.zone, billingPeriodStart: null };
  return { zone: subscription.zone, billingPeriodStart: periodStartAt(subscription, at) };
}

function periodStartAt(subscription: PastSubscription, at: Date): Date {
  const { currentPeriodStart: start, currentPeriodEnd: end, startedAt, line } = subscription;
  if (isWithin({ start, end }, at)) return start;
  const period = periodAt(line, at);
  return isWithin({ start: startedAt, end }, period.start) ? period.start : startedAt;
}

/** A price in money is paid by a wallet of its currency; where there is none it is left to the invoice. */
function payableBy(price: UsePrice | null, customer: CustomerFacts) {
  if (price === null) return { price, creditUnit: null, conversionRate: 0n };
  if (price.unit.kind === "credits") {
    return { price, creditUnit: price.unit.creditUnit, conversionRate: 0n };
  }
  const payer = customer.rates.get(price.unit.currency);
  if (payer === undefined || payer.rate <= 0n) {
    return {
      price: { ...price, settle: "invoice" as const },
      creditUnit: null,
      conversionRate: 0n,
    };
  }
  return { price, creditUnit: payer.creditUnit, conversionRate: payer.rate };
}

type CounterQuestion = {
  readonly feature: Feature;
  readonly event: IncomingEvent;
  readonly customer: CustomerFacts;
  readonly anchor: WindowAnchor;
  readonly terms: Terms;
};

function countersOf({ feature, event, customer, anchor, terms }: CounterQuestion) {
  const key = { customerId: customer.id, featureId: feature.id };
  const [listed] = terms.entitlements;
  const usedCounter: CounterKey | null = listed
    ? {
        ...key,
        // Not the entitlement's own id: a new plan version does not start a limit anew.
        priceVersionId: feature.id,
        split: splitOf(listed, event),
        windowStart: windowStart(terms.allowance.reset, event.countedAt, anchor),
      }
    : null;
  const priceCounter: CounterKey | null = terms.price
    ? {
        ...key,
        priceVersionId: terms.price.id,
        split: terms.price.splitValue,
        windowStart: windowStart("BILLING_PERIOD", event.countedAt, anchor),
      }
    : null;
  return { usedCounter, priceCounter };
}

function splitOf(
  { per }: Entitlement,
  event: Pick<IncomingEvent, "member" | "properties">,
): string {
  switch (per.kind) {
    case "customer":
      return "";
    case "member":
      return event.member ?? "";
    case "property":
      return propertyText(event.properties, per.property) ?? "";
  }
}
