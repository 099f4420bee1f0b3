/** What counters of prices go on from: use of the same period at prices of subscriptions before. */
import type { Tally } from "@/lib/catalog/rules/pricing";
import { type Row, type Tx, tell } from "@/lib/db/tx";
import {
  type ChargeId,
  type CustomerId,
  type FeatureId,
  idFromRow,
  type OrganizationId,
  type SubscriptionId,
} from "@/lib/ids";
import { NOTHING_USED, nanounits, quantityFromRow, quantityText } from "@/lib/money/quantity";

export const CARRIED =
  "carried_quantity::text AS carried_quantity, carried_events::text AS carried_events";

/** Nothing is told of a counter that goes on from nothing. */
export function carriedFromRow(row: Row): { readonly carried?: Tally } {
  const carried = {
    quantity: quantityFromRow(row.carried_quantity),
    events: Number(row.carried_events),
  };
  return carried.quantity === NOTHING_USED && carried.events === 0 ? {} : { carried };
}

/**
 * What was billed of each feature since `since`, by a subscription and those that it took the place
 * of within the period. Locks the counters: call it before any wallet is locked.
 */
export async function lockBilledUse(
  tx: Tx,
  { id, customerId }: { readonly id: SubscriptionId; readonly customerId: CustomerId },
  since: Date,
): Promise<ReadonlyMap<FeatureId, Tally>> {
  const rows = await tx.sql(
    `WITH RECURSIVE chain AS (
       SELECT id, previous_id, current_period_start FROM subscription WHERE id = $2::uuid
       UNION
       SELECT before.id, before.previous_id, before.current_period_start
       FROM chain JOIN subscription AS before ON before.id = chain.previous_id
       WHERE before.current_period_start >= $3::timestamptz)
     SELECT feature_id, quantity::text AS quantity, events::text AS events FROM usage_counter
     WHERE customer_id = $1::uuid AND price_version_id <> feature_id
       AND window_start IN (SELECT current_period_start FROM chain)
     ORDER BY customer_id, feature_id, price_version_id, split, window_start
     FOR UPDATE OF usage_counter`,
    [customerId, id, since],
  );
  const billed = new Map<FeatureId, Tally>();
  for (const row of rows) {
    const featureId = idFromRow<FeatureId>(row.feature_id);
    const before = billed.get(featureId);
    billed.set(featureId, {
      quantity: nanounits((before?.quantity ?? 0n) + quantityFromRow(row.quantity)),
      events: (before?.events ?? 0) + Number(row.events),
    });
  }
  return billed;
}

type CarriedUse = {
  readonly featureId: FeatureId;
  readonly chargeId: ChargeId;
  readonly carried: Tally;
};

/** The counters that a successor begins with. */
export const insertCarried = (
  tx: Tx,
  owner: { readonly organizationId: OrganizationId; readonly customerId: CustomerId },
  { windowStart, uses }: { readonly windowStart: Date; readonly uses: readonly CarriedUse[] },
): Promise<void> =>
  tell(
    tx,
    `INSERT INTO usage_counter (organization_id, customer_id, window_start, feature_id,
       price_version_id, split, carried_quantity, carried_events)
     SELECT $1::uuid, $2::uuid, $3::timestamptz, feature_id, charge_id, '', quantity, events
     FROM unnest($4::uuid[], $5::uuid[], $6::numeric[], $7::bigint[])
       AS use (feature_id, charge_id, quantity, events)
     ON CONFLICT DO NOTHING`,
    [
      ...[owner.organizationId, owner.customerId, windowStart],
      uses.map(({ featureId }) => featureId),
      uses.map(({ chargeId }) => chargeId),
      uses.map(({ carried }) => quantityText(carried.quantity)),
      uses.map(({ carried }) => carried.events),
    ],
  );
