/** How long an organization keeps raw events, and what it has thrown away of them. */
import type { Tx } from "@/lib/db/tx";
import { idFromRow, type OrganizationId } from "@/lib/ids";

export type Retention = { readonly organizationId: OrganizationId; readonly days: number };

/** Of those that do not keep them for ever. */
export async function listRetentions(tx: Tx): Promise<readonly Retention[]> {
  const rows = await tx.sql(
    `SELECT id, (settings ->> 'event_retention_days')::int AS days FROM organization
     WHERE jsonb_typeof(settings -> 'event_retention_days') = 'number' ORDER BY id`,
  );
  return rows.map(({ id, days }) => ({
    organizationId: idFromRow<OrganizationId>(id),
    days: Number(days),
  }));
}

/** @param days null: for ever. @returns how many they were before. */
export async function updateRetention(
  tx: Tx,
  organizationId: OrganizationId,
  days: number | null,
): Promise<number | null> {
  const [row] = await tx.sql(
    `UPDATE organization SET settings = CASE WHEN $2::int IS NULL
         THEN organization.settings - 'event_retention_days'
         ELSE organization.settings || jsonb_build_object('event_retention_days', $2::int) END
     FROM (SELECT settings FROM organization WHERE id = $1::uuid FOR UPDATE) AS before
     WHERE id = $1::uuid RETURNING before.settings ->> 'event_retention_days' AS days`,
    [organizationId, days],
  );
  return row === undefined || row.days === null ? null : Number(row.days);
}

/** Says so before the first of them goes: whoever compares must not take them for missing. */
export async function markDropped(
  tx: Tx,
  organizationId: OrganizationId,
  before: Date,
): Promise<void> {
  await tx.sql(
    `UPDATE organization SET events_dropped_before = $2::timestamptz WHERE id = $1::uuid
       AND (events_dropped_before IS NULL OR events_dropped_before < $2::timestamptz)`,
    [organizationId, before.toISOString()],
  );
}

/**
 * Deletes events that happened, were recorded and count before: one that came late is kept from its
 * arrival on.
 *
 * @returns how many, at most `limit`.
 */
export async function deleteEventsBefore(
  tx: Tx,
  organizationId: OrganizationId,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const [row] = await tx.sql(
    `WITH old AS (
       SELECT occurred_at, id FROM usage_event WHERE organization_id = $1::uuid
         AND occurred_at < $2::timestamptz AND recorded_at < $2::timestamptz
         AND counted_at < $2::timestamptz
       ORDER BY occurred_at, id LIMIT $3::int),
     gone AS (DELETE FROM usage_event AS event USING old
       WHERE event.occurred_at = old.occurred_at AND event.id = old.id RETURNING 1)
     SELECT count(*)::int AS count FROM gone`,
    [organizationId, before.toISOString(), limit],
  );
  return Number(row?.count);
}

/** Raw events from before it are not there any more; null: all are. */
export async function loadDroppedBefore(
  tx: Tx,
  organizationId: OrganizationId,
): Promise<Date | null> {
  const [row] = await tx.sql("SELECT events_dropped_before FROM organization WHERE id = $1::uuid", [
    organizationId,
  ]);
  return (row?.events_dropped_before as Date | null | undefined) ?? null;
}
