/** What credits paid for use since a commitment's period began, kept a day behind the books. */
import { type Tx, tell } from "@/lib/db/tx";
import { type CustomerId, idFromRow, type OrganizationId, type SubscriptionId } from "@/lib/ids";
import { CREDITS, ENTRIES, FEATURE } from "./drawn-entries";

export type CommittedId = { readonly id: SubscriptionId; readonly organizationId: OrganizationId };

/** Those that run with a commitment; test clocks are left alone: what is recorded there may lie behind. */
export async function findCommitted(tx: Tx): Promise<readonly CommittedId[]> {
  const rows = await tx.sql(
    `SELECT subscription.id, subscription.organization_id FROM plan_version
     JOIN subscription ON subscription.plan_version_id = plan_version.id
     JOIN customer ON customer.id = subscription.customer_id
     WHERE plan_version.commitment IS NOT NULL AND customer.test_clock_id IS NULL
       AND subscription.status IN ('ACTIVE', 'PAST_DUE', 'CANCELLED')
     ORDER BY subscription.id`,
    [],
  );
  return rows.map((row) => ({
    id: idFromRow<SubscriptionId>(row.id),
    organizationId: idFromRow<OrganizationId>(row.organization_id),
  }));
}

type KeptPeriod = {
  readonly organizationId: OrganizationId;
  readonly customerId: CustomerId;
  readonly startsAt: Date;
};

/**
 * Adds what was recorded since the last time, up to `through`: entries are never changed, so each is
 * added once. Asked again for the same or an earlier instant, it adds nothing.
 */
export async function keepDrawnUseThrough(
  tx: Tx,
  { organizationId, customerId, startsAt }: KeptPeriod,
  through: Date,
): Promise<void> {
  await tell(
    tx,
    `INSERT INTO kept_drawn_use (customer_id, starts_at, organization_id, through, parts)
     VALUES ($1::uuid, $2::timestamptz, $3::uuid, $2::timestamptz - interval '1 day', '[]')
     ON CONFLICT DO NOTHING`,
    [customerId, startsAt.toISOString(), organizationId],
  );
  await tx.sql(
    "SELECT 1 FROM kept_drawn_use WHERE customer_id = $1::uuid AND starts_at = $2::timestamptz FOR UPDATE",
    [customerId, startsAt.toISOString()],
  );
  await tell(
    tx,
    `UPDATE kept_drawn_use AS kept SET through = $3::timestamptz, parts = (
       SELECT coalesce(jsonb_agg(jsonb_build_object('walletId', wallet_id, 'featureId', feature_id,
         'credits', credits::text)), '[]')
       FROM (SELECT wallet_id, feature_id, sum(credits) AS credits FROM (
           SELECT (part->>'walletId')::uuid AS wallet_id, (part->>'featureId')::uuid AS feature_id,
             (part->>'credits')::numeric AS credits
           FROM jsonb_array_elements(kept.parts) AS part
           UNION ALL
           SELECT entry.wallet_id, ${FEATURE}, ${CREDITS}
           FROM ledger_transaction AS done ${ENTRIES}
             AND done.customer_id = kept.customer_id
             AND done.recorded_at >= kept.through AND done.recorded_at < $3::timestamptz
             AND CASE WHEN done.cause_kind = 'subscription' THEN entry.effective_at > kept.starts_at
               ELSE entry.effective_at >= kept.starts_at END) AS drawn
         WHERE feature_id IS NOT NULL
         GROUP BY wallet_id, feature_id) AS summed)
     WHERE customer_id = $1::uuid AND starts_at = $2::timestamptz AND through < $3::timestamptz`,
    [customerId, startsAt.toISOString(), through.toISOString()],
  );
}

/** Of periods that were over long ago nobody asks. */
export const dropKeptBefore = (tx: Tx, before: Date): Promise<void> =>
  tell(tx, "DELETE FROM kept_drawn_use WHERE through < $1::timestamptz", [before.toISOString()]);
