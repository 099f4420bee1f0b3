/** Names the entity that a use is for, where its feature charges each once (SEMANTICS 7.2). */
import type { ChargeOnce, Feature } from "@/lib/catalog/rules/feature";
import { digestOf } from "@/lib/digest";
import type { CustomerId, FeatureId } from "@/lib/ids";
import type { CountingFault } from "@/lib/metering/rules/aggregation";
import { type EventProperties, propertyText } from "@/lib/metering/rules/event-match";
import { ALWAYS } from "@/lib/metering/rules/window";
import type { EntityUse } from "./charge-once";
import type { CounterKey } from "./counter-key";
import type { Moment } from "./terms";

export type EntityKey = {
  readonly customerId: CustomerId;
  readonly featureId: FeatureId;
  /** Empty: all members share the charge. */
  readonly member: string;
  /** SHA-256 of the entity, in hex. */
  readonly entityHash: string;
  /** The billing period that each charges anew; `ALWAYS` for the other windows. */
  readonly windowStart: Date;
};

export const entityKeyText = (key: EntityKey): string =>
  `once/${key.customerId}/${key.featureId}/${key.windowStart.toISOString()}/${key.entityHash}/${key.member}`;

/** An entity as its charge is looked up, guarded and kept. */
export type Entity = EntityKey & {
  readonly text: string;
  /** The counter whose row is locked while a charge is looked for and made. */
  readonly guard: CounterKey;
};

/** Why an event names no entity; null if it does. */
export function entityFault(
  { property }: ChargeOnce,
  properties: EventProperties,
): CountingFault | null {
  const raw = Object.hasOwn(properties, property) ? properties[property] : undefined;
  if (raw === undefined || raw === null || raw === "") return "property_missing";
  return propertyText(properties, property) === undefined ? "not_a_single_value" : null;
}

type Asked = {
  readonly customerId: CustomerId;
  readonly moment: Moment;
  /** Start of the billing period, or of the calendar month without one. */
  readonly periodStart: Date;
};

/** The entity of a use; null: its feature charges each use, or the use names none. */
export function entityOf(
  feature: Feature,
  { customerId, moment, periodStart }: Asked,
): Entity | null {
  const { chargeOnce, id: featureId } = feature;
  if (chargeOnce === null) return null;
  const text = propertyText(moment.properties, chargeOnce.property);
  if (text === undefined || text === "") return null;
  const key = { customerId, featureId };
  return {
    ...key,
    text,
    member: chargeOnce.per === "member" ? (moment.member ?? "") : "",
    entityHash: digestOf(text),
    windowStart: chargeOnce.window === "BILLING_PERIOD" ? periodStart : ALWAYS,
    // One row for all windows: a late event of another period waits for those of this one.
    guard: { ...key, priceVersionId: featureId, split: "", windowStart: ALWAYS },
  };
}

const DAY_MS = 86_400_000;

/** How the rules see a use of the entity that counts at `at`. */
export function entityUse(entity: Entity, { chargeOnce }: Feature, at: Date): EntityUse {
  const days = chargeOnce?.window === "DAYS" ? chargeOnce.days : null;
  return {
    key: entityKeyText(entity),
    at,
    reachMs: days === null ? null : days * DAY_MS,
    eventId: null,
  };
}

/** When a charge of so many days covers no more. */
export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS);
