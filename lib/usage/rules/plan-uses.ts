/** Which features an event uses, how much of each, at which price and on which counters. */
import { type Catalog, type Entitlement, featuresCounting } from "@/lib/catalog/rules/catalog";
import type { Feature } from "@/lib/catalog/rules/feature";
import { digestOf } from "@/lib/digest";
import { NO_ALLOWANCE } from "@/lib/entitlement/rules/access";
import type { FeatureId } from "@/lib/ids";
import { mayPayFor } from "@/lib/ledger/rules/books";
import { type CountingFault, type Counts, countsOf } from "@/lib/metering/rules/aggregation";
import { isMatch, propertyText } from "@/lib/metering/rules/event-match";
import { isAdditive } from "@/lib/metering/rules/running-total";
import { windowStart } from "@/lib/metering/rules/window";
import type { UsePrice } from "@/lib/rating/rules/rate";
import { type CounterKey, counterKeyText, type SeenKey, seenKeyText } from "./counter-key";
import type { Use } from "./decide-use";
import { type Entity, entityFault, entityOf, entityUse } from "./entity-key";
import type { IncomingEvent } from "./incoming-event";
import {
  type Asked,
  type CustomerFacts,
  type Moment,
  minimumOf,
  type Terms,
  termsFor,
} from "./terms";

/** A use as it would be counted and priced, whether it happened or is asked about. */
export type PricedUse = Use & {
  readonly customer: CustomerFacts;
  readonly feature: Feature;
  readonly terms: Terms;
  /** Start of the billing period, or of the calendar month without one. */
  readonly periodStart: Date;
  /** What the price takes from wallets; null: nothing to take. */
  readonly creditUnit: string | null;
  readonly usedCounter: CounterKey | null;
  readonly priceCounter: CounterKey | null;
  /** UNIQUE_COUNT: the value that it is for. */
  readonly seen: SeenKey | null;
  /** Where the feature charges each entity once: the one that it is for. */
  readonly entity: Entity | null;
};

export type PlannedUse = PricedUse & { readonly event: IncomingEvent };

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
    const counted = countsOf(meter.aggregation, event.properties, feature.allowsReturns);
    const fault = counted.ok ? entityFaultOf(feature, event) : counted.fault;
    if (counted.ok && fault === null) {
      const moment = event;
      uses.push(plannedUse(event, priceUse(feature, counted, { moment, customer, catalog })));
    } else if (fault !== null) {
      faults.push({ featureId: feature.id, fault });
    }
  }
  return { uses, faults };
}

const entityFaultOf = ({ chargeOnce }: Feature, { properties }: IncomingEvent) =>
  chargeOnce && entityFault(chargeOnce, properties);

/** The event's own use: what was asked about happens, and is what its entity is charged for. */
export const plannedUse = (event: IncomingEvent, use: PricedUse): PlannedUse => ({
  event,
  ...use,
  once: use.once ? { ...use.once, eventId: event.id } : null,
});

export function priceUse(feature: Feature, counts: Counts, asked: Asked): PricedUse {
  const { moment, customer } = asked;
  const terms = termsFor(feature, asked);
  const counters = countersOf({ feature, moment, customer, terms });
  const isAsked = isWithinMinimum(counters.priceCounter, customer);
  const seen = seenOf(counts, counters.usedCounter);
  const periodStart = windowStart("BILLING_PERIOD", moment.countedAt, terms.anchor);
  // What has no price and no counter charges nothing: it must not make later uses free.
  const isCharged = counters.priceCounter !== null || counters.usedCounter !== null;
  const entity = isCharged
    ? entityOf(feature, { customerId: customer.id, moment, periodStart })
    : null;
  return {
    customer,
    feature,
    quantity: counts.value,
    aggregation: aggregationOf(feature),
    occurredAt: moment.occurredAt,
    seen,
    seenKey: seen && seenKeyText(seen),
    entity,
    once: entity && entityUse(entity, feature, moment.countedAt),
    terms,
    // An event is a fact: without access it is priced like any other (SEMANTICS §3).
    allowance: terms.access.isAllowed ? terms.access.allowance : NO_ALLOWANCE,
    periodStart,
    ...payableBy(terms.price, feature, isAsked ? { payers: [] } : customer),
    ...counters,
    usedKey: counters.usedCounter && counterKeyText(counters.usedCounter),
    priceKey: counters.priceCounter && counterKeyText(counters.priceCounter),
  };
}

/** What is not counted by events has no total to fold. */
const aggregationOf = ({ meter }: Feature) => meter?.aggregation.type ?? "COUNT";

function seenOf({ distinct }: Counts, counter: CounterKey | null): SeenKey | null {
  if (distinct === null || counter === null) return null;
  return { counter, valueHash: digestOf(distinct) };
}

/**
 * A price in money is paid by the wallets of its currency that may pay for the feature, of the unit
 * of the first of them; where there is none it is left to the invoice.
 */
function payableBy(
  price: UsePrice | null,
  feature: Feature,
  { payers }: Pick<CustomerFacts, "payers">,
) {
  if (price === null) return { price, creditUnit: null, payers: [] };
  if (price.unit.kind === "credits") {
    return { price, creditUnit: price.unit.creditUnit, payers: [] };
  }
  const { currency } = price.unit;
  const able = payers.filter(
    (payer) => payer.currency === currency && mayPayFor(payer.featureIds, feature.id),
  );
  const creditUnit = able[0]?.creditUnit ?? null;
  return { price, creditUnit, payers: able.filter((payer) => payer.creditUnit === creditUnit) };
}

/** It has been asked for, to the minimum of a period that is closed: the next close sees what is beyond. */
const isWithinMinimum = (counter: CounterKey | null, { openMinimums }: CustomerFacts): boolean =>
  counter !== null &&
  openMinimums?.has(minimumOf(counter.priceVersionId, counter.windowStart)) === true;

type CounterQuestion = {
  readonly feature: Feature;
  readonly moment: Moment;
  readonly customer: CustomerFacts;
  readonly terms: Terms;
};

function countersOf({ feature, moment, customer, terms }: CounterQuestion) {
  const { access, anchor, pricedFrom } = terms;
  const at = moment.countedAt;
  const reset = access.isAllowed ? access.allowance.reset : NO_ALLOWANCE.reset;
  const key = { customerId: customer.id, featureId: feature.id };
  const [listed] = terms.entitlements;
  // Returns take back what was used and no more: without a price, no other counter knows what was.
  const isReturned = feature.allowsReturns && terms.price === null;
  const isKept = listed !== undefined || !isAdditive(aggregationOf(feature)) || isReturned;
  const usedCounter: CounterKey | null = isKept
    ? {
        // Not the entitlement's own id: a new plan version does not start a limit anew.
        priceVersionId: feature.id,
        split: listed ? splitOf(listed, moment) : (terms.price?.splitValue ?? ""),
        windowStart: windowStart(reset, at, anchor),
        ...key,
      }
    : null;
  const priceCounter: CounterKey | null = terms.price
    ? {
        priceVersionId: terms.price.id,
        split: terms.price.splitValue,
        windowStart: windowStart("BILLING_PERIOD", at, {
          ...anchor,
          billingPeriodStart: pricedFrom,
        }),
        ...key,
      }
    : null;
  return { usedCounter, priceCounter };
}

function splitOf(
  { per }: Entitlement,
  event: Pick<IncomingEvent, "member" | "groupId" | "properties">,
): string {
  switch (per.kind) {
    case "customer":
      return "";
    case "member":
      return event.member ?? "";
    case "group":
      return event.groupId ?? "";
    case "property":
      return propertyText(event.properties, per.property) ?? "";
  }
}
