/** The uses that were charged for entities. Read and written under the lock of the entities' guards. */
import type { Row, Tx } from "@/lib/db/tx";
import {
  type CustomerId,
  type EventId,
  type FeatureId,
  idFromRow,
  type OrganizationId,
} from "@/lib/ids";
import { type Credits, creditsFromRow, creditsText } from "@/lib/money/credits";
import type { EntityCharge } from "../rules/charge-once";
import { type CounterState, type Counters, EMPTY_COUNTER } from "../rules/decide-use";
import { type Entity, type EntityKey, entityKeyText } from "../rules/entity-key";

type WithEntity = { readonly entity: Entity | null };

const KEYS = `unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[])
  AS key (customer_id, feature_id, member, entity_hash, window_start)`;

/** What was charged for the uses' entities before, as `decideUse` looks for it. */
export async function loadCharged(tx: Tx, uses: readonly WithEntity[]): Promise<Counters> {
  const keys = new Map(
    uses.flatMap(({ entity }) => (entity ? [[entityKeyText(entity), entity]] : [])),
  );
  if (keys.size === 0) return new Map();
  const rows = await tx.sql(
    `SELECT customer_id, feature_id, member, entity_hash, window_start, charged_at, event_id
     FROM usage_charged_entity
     WHERE (customer_id, feature_id, member, entity_hash, window_start) IN (SELECT * FROM ${KEYS})
     ORDER BY charged_at`,
    columns([...keys.values()]),
  );
  const states = new Map<string, CounterState>();
  for (const row of rows) {
    const key = entityKeyText(keyFromRow(row));
    const charge: EntityCharge = {
      at: row.charged_at as Date,
      eventId: idFromRow<EventId>(row.event_id),
    };
    const charges = [...(states.get(key)?.charges ?? []), charge];
    states.set(key, { ...EMPTY_COUNTER, charges });
  }
  return states;
}

/** A use that was charged for its entity. */
export type ChargedEntity = Entity & {
  readonly chargedAt: Date;
  readonly eventId: EventId;
  readonly occurredAt: Date;
  readonly credits: Credits;
};

export async function insertCharged(
  tx: Tx,
  organizationId: OrganizationId,
  charged: readonly ChargedEntity[],
): Promise<void> {
  if (charged.length === 0) return;
  await tx.sql(
    `INSERT INTO usage_charged_entity (customer_id, feature_id, member, entity_hash, window_start,
       organization_id, charged_at, entity, event_id, occurred_at, credits)
     SELECT customer_id, feature_id, member, entity_hash, window_start, $6::uuid, charged_at, entity,
       event_id, occurred_at, credits
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $7::timestamptz[],
       $8::text[], $9::uuid[], $10::timestamptz[], $11::numeric[])
       AS key (customer_id, feature_id, member, entity_hash, window_start, charged_at, entity,
         event_id, occurred_at, credits)`,
    [
      ...columns(charged),
      organizationId,
      charged.map(({ chargedAt }) => chargedAt.toISOString()),
      charged.map(({ text }) => text),
      charged.map(({ eventId }) => eventId),
      charged.map(({ occurredAt }) => occurredAt.toISOString()),
      charged.map(({ credits }) => creditsText(credits)),
    ],
  );
}

/** A voided event charged for nothing: the next use of its entities is charged again. */
export async function freeEntities(tx: Tx, eventRef: EventId): Promise<void> {
  await tx.sql("DELETE FROM usage_charged_entity WHERE event_id = $1::uuid", [eventRef]);
}

export type FoundCharge = {
  readonly member: string;
  readonly chargedAt: Date;
  readonly eventRef: EventId;
  readonly occurredAt: Date;
  readonly credits: Credits;
};

/** Every charge for one entity of a customer, the latest first. */
export async function findCharges(
  tx: Tx,
  organizationId: OrganizationId,
  asked: Pick<EntityKey, "customerId" | "featureId" | "entityHash">,
): Promise<readonly FoundCharge[]> {
  const rows = await tx.sql(
    `SELECT member, charged_at, event_id, occurred_at, credits::text AS credits
     FROM usage_charged_entity
     WHERE organization_id = $1::uuid AND customer_id = $2::uuid AND feature_id = $3::uuid
       AND entity_hash = $4::text
     ORDER BY charged_at DESC, event_id DESC LIMIT 100`,
    [organizationId, asked.customerId, asked.featureId, asked.entityHash],
  );
  return rows.map((row) => ({
    member: String(row.member),
    chargedAt: row.charged_at as Date,
    eventRef: idFromRow<EventId>(row.event_id),
    occurredAt: row.occurred_at as Date,
    credits: creditsFromRow(row.credits),
  }));
}

const columns = (keys: readonly EntityKey[]) => [
  keys.map(({ customerId }) => customerId),
  keys.map(({ featureId }) => featureId),
  keys.map(({ member }) => member),
  keys.map(({ entityHash }) => entityHash),
  keys.map(({ windowStart }) => windowStart.toISOString()),
];

const keyFromRow = (row: Row): EntityKey => ({
  customerId: idFromRow<CustomerId>(row.customer_id),
  featureId: idFromRow<FeatureId>(row.feature_id),
  member: String(row.member),
  entityHash: String(row.entity_hash),
  windowStart: row.window_start as Date,
});
