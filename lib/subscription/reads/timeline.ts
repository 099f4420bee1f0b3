import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { readSql } from "@/lib/db/transact";
import type { SubscriptionId } from "@/lib/ids";
import { creditsFromRow } from "@/lib/money/credits";
import { foreseeCourse } from "../rules/foresee-course";
import { horizonFrom } from "../rules/foresee-months";
import { termsOf } from "../rules/terms";
import type { TimelineView } from "../schema/timeline";
import { loadRunning } from "../store";
import { type StandingGrant, timelineView } from "../view/timeline";

const reader = { sql: readSql };

/**
 * What a running subscription will come to, from its customer's now on, with what is left of the
 * credits that it has given; undefined once it has ended, or without such a subscription.
 */
export async function findTimeline(
  ctx: Context,
  id: SubscriptionId,
): Promise<TimelineView | undefined> {
  const [subscription] = await loadRunning(reader, ctx.organizationId, { subscriptionIds: [id] });
  if (!subscription) return undefined;
  const [catalog, { at: from }, standing] = await Promise.all([
    loadCatalog(reader, ctx.organizationId),
    onClock(ctx, subscription.customerId),
    loadStanding(ctx, id),
  ]);
  const version = termsOf(catalog, subscription);
  if (!version) throw new RangeError(`no plan version of ${id}`);
  const { course, currency } = subscription;
  return timelineView({
    anchored: course,
    currency,
    endsAt: course.endsAt,
    from,
    steps: foreseeCourse(version, course, horizonFrom(from, course.zone)),
    standing,
  });
}

/** What is left of the credits that this subscription gave, and of what rolled over of them. */
async function loadStanding(ctx: Context, id: SubscriptionId): Promise<readonly StandingGrant[]> {
  const rows = await readSql(
    `SELECT credit_grant.name, wallet.credit_unit, effective_at, expires_at,
       (credit_grant.pending + credit_grant.available + credit_grant.held)::text AS amount
     FROM subscription
     JOIN credit_grant ON credit_grant.customer_id = subscription.customer_id
     JOIN wallet ON wallet.id = credit_grant.wallet_id
     WHERE subscription.organization_id = $1::uuid AND subscription.id = $2::uuid AND credit_grant.live
       AND (source_reference LIKE $2::text || ':%'
         OR source = 'rollover' AND life->>'series' LIKE $2::text || ':%')
     ORDER BY effective_at, credit_grant.id`,
    [ctx.organizationId, id],
  );
  return rows.map((row) => ({
    name: String(row.name),
    creditUnit: String(row.credit_unit),
    amount: creditsFromRow(row.amount),
    isGiven: false,
    from: row.effective_at as Date,
    until: row.expires_at as Date | null,
    keptUntil: null,
  }));
}
