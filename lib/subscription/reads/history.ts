import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type GrantId, idFromRow, idText, type SubscriptionId, type WalletId } from "@/lib/ids";
import { creditsFromRow, creditsText } from "@/lib/money/credits";
import type { SubscriptionStatus } from "../rules/subscription";
import type { ChainLinkView, GivenGrantView } from "../schema/history";

/** The subscriptions that this one followed and those that followed it, itself among them, in order of time. */
export async function listChain(
  ctx: Context,
  id: SubscriptionId,
): Promise<readonly ChainLinkView[]> {
  const rows = await readSql(
    `WITH RECURSIVE before AS (
       SELECT id, previous_id FROM subscription WHERE organization_id = $1::uuid AND id = $2::uuid
       UNION ALL
       SELECT subscription.id, subscription.previous_id FROM before
       JOIN subscription ON subscription.id = before.previous_id
     ), after AS (
       SELECT id FROM subscription WHERE organization_id = $1::uuid AND previous_id = $2::uuid
       UNION ALL
       SELECT subscription.id FROM after
       JOIN subscription ON subscription.previous_id = after.id
     )
     SELECT subscription.id, plan.name AS plan_name, plan_version.number AS plan_version_number,
       subscription.status::text AS status, subscription.zone, subscription.started_at,
       subscription.ends_at
     FROM subscription
     JOIN plan ON plan.id = subscription.plan_id
     JOIN plan_version ON plan_version.id = subscription.plan_version_id
     WHERE subscription.id IN (SELECT id FROM before UNION SELECT id FROM after)
     ORDER BY subscription.started_at, subscription.id`,
    [ctx.organizationId, id],
  );
  return rows.map((row) => ({
    id: idText("sub", idFromRow<SubscriptionId>(row.id)),
    planName: String(row.plan_name),
    planVersionNumber: Number(row.plan_version_number),
    status: row.status as SubscriptionStatus,
    zone: String(row.zone),
    startedAt: (row.started_at as Date).toISOString(),
    endsAt: (row.ends_at as Date | null)?.toISOString() ?? null,
  }));
}

/** The credits that a subscription gave, latest first, with what rolled over of them. */
export async function listGivenGrants(
  ctx: Context,
  id: SubscriptionId,
  limit = 50,
): Promise<readonly GivenGrantView[]> {
  const rows = await readSql(
    `SELECT credit_grant.id, wallet_id, credit_grant.name, wallet.credit_unit, amount::text,
       (credit_grant.pending + credit_grant.available + credit_grant.held)::text AS left_over,
       credit_grant.consumed::text, credit_grant.expired::text, credit_grant.voided::text,
       effective_at, expires_at, credit_grant.pending > 0 AND NOT is_paid AS awaits_payment
     FROM subscription
     JOIN credit_grant ON credit_grant.customer_id = subscription.customer_id
     JOIN wallet ON wallet.id = credit_grant.wallet_id
     WHERE subscription.organization_id = $1::uuid AND subscription.id = $2::uuid
       AND (source_reference LIKE $2::text || ':%'
         OR source = 'rollover' AND life->>'series' LIKE $2::text || ':%')
     ORDER BY effective_at DESC, credit_grant.id DESC LIMIT $3::int`,
    [ctx.organizationId, id, limit],
  );
  return rows.map((row) => ({
    id: idText("grt", idFromRow<GrantId>(row.id)),
    walletId: idText("wal", idFromRow<WalletId>(row.wallet_id)),
    name: String(row.name),
    creditUnit: String(row.credit_unit),
    amount: creditsText(creditsFromRow(row.amount)),
    left: creditsText(creditsFromRow(row.left_over)),
    awaitsPayment: Boolean(row.awaits_payment),
    consumed: creditsText(creditsFromRow(row.consumed)),
    expired: creditsText(creditsFromRow(row.expired)),
    voided: creditsText(creditsFromRow(row.voided)),
    effectiveAt: (row.effective_at as Date).toISOString(),
    expiresAt: (row.expires_at as Date | null)?.toISOString() ?? null,
  }));
}
