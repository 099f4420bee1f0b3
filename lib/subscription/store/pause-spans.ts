/** When subscriptions were paused. */
import { type Tx, tell } from "@/lib/db/tx";
import { idFromRow, type SubscriptionId } from "@/lib/ids";
import type { Period } from "@/lib/time/period";

/** Of subscriptions that were ever paused; one that still is, is so until `at`. */
export async function loadPauses(
  tx: Tx,
  ids: readonly SubscriptionId[],
  at: Date,
): Promise<ReadonlyMap<SubscriptionId, readonly Period[]>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.sql(
    `SELECT subscription_id, paused_at, coalesce(resumed_at, $2::timestamptz) AS until
     FROM subscription_pause
     WHERE subscription_id = ANY($1::uuid[]) AND paused_at < coalesce(resumed_at, $2::timestamptz)
     ORDER BY subscription_id, paused_at`,
    [ids, at],
  );
  const pauses = new Map<SubscriptionId, Period[]>();
  for (const row of rows) {
    const id = idFromRow<SubscriptionId>(row.subscription_id);
    const own = pauses.get(id) ?? [];
    own.push({ start: row.paused_at as Date, end: row.until as Date });
    pauses.set(id, own);
  }
  return pauses;
}

/** Of a locked subscription: it is paused from `at` on. */
export const insertPause = (tx: Tx, id: SubscriptionId, at: Date): Promise<void> =>
  tell(
    tx,
    `INSERT INTO subscription_pause (subscription_id, paused_at, organization_id, customer_id)
     SELECT id, $2::timestamptz, organization_id, customer_id FROM subscription WHERE id = $1::uuid
     ON CONFLICT (subscription_id, paused_at) DO UPDATE SET resumed_at = NULL`,
    [id, at],
  );

export const updatePauseEnd = (tx: Tx, id: SubscriptionId, at: Date): Promise<void> =>
  tell(
    tx,
    `UPDATE subscription_pause SET resumed_at = $2::timestamptz
     WHERE subscription_id = $1::uuid AND resumed_at IS NULL`,
    [id, at],
  );
