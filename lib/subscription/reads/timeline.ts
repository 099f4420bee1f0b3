import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { readSql } from "@/lib/db/transact";
import type { SubscriptionId } from "@/lib/ids";
import { findWaiting } from "@/lib/invoicing/store/carried";
import { creditsFromRow } from "@/lib/money/credits";
import { endedBy, followerOf, type Replaced, replacedBy } from "../rules/follow-successor";
import { withCarried } from "../rules/foresee-carried";
import { horizonFrom } from "../rules/foresee-months";
import { foreseeOwn } from "../rules/terms-in-time";
import type { TimelineView } from "../schema/timeline";
import { loadRunning } from "../store";
import { unpaidPeriods } from "../store/awaited";
import { loadScheduled } from "../store/changes";
import { type StandingGrant, timelineView } from "../view/timeline";
import { withCommitment } from "./commitment";

const reader = { sql: readSql };

/**
 * What a running subscription will come to, from its customer's now on, with what is left of the
 * credits that it has given, and what follows a change that is to come; undefined once it has ended, or without such a subscription.
 */
export async function findTimeline(
  ctx: Context,
  id: SubscriptionId,
): Promise<TimelineView | undefined> {
  const [subscription] = await loadRunning(reader, ctx.organizationId, {
    subscriptionIds: [id],
    orGoOn: true,
  });
  if (!subscription) return undefined;
  const { customerId, course, currency, billing } = subscription;
  const [catalog, { at: from }, standing, waiting, unpaid, [change]] = await Promise.all([
    loadCatalog(reader, ctx.organizationId),
    onClock(ctx, customerId),
    loadStanding(ctx, id),
    findWaiting(reader, customerId, currency),
    unpaidPeriods(reader, [subscription]),
    loadScheduled(reader, [id]),
  ]);
  const until = horizonFrom(from, course.zone);
  const own = foreseeOwn(catalog, subscription, until);
  const follower = followerOf(catalog, subscription, { steps: own, change, until });
  const replaced = follower && replacedBy(follower, id);
  const steps = await withCommitment(subscription, {
    ...{ catalog, at: from },
    steps: replaced ? endedBy(replaced, id, own) : own,
  });
  const [begins, ...after] = follower?.successor.steps ?? [];
  return timelineView({
    anchored: begins?.course ?? course,
    currency,
    endsAt: follower ? null : course.endsAt,
    from,
    steps: withCarried(begins ? [...steps, begins, ...after] : steps, waiting),
    standing: replaced ? standing.map((grant) => untilChange(replaced, grant)) : standing,
    billing: { ...billing, isUnpaid: unpaid.has(id) },
  });
}

type Given = StandingGrant & {
  /** The reference that the subscription gave it under, or what it rolled over from. */
  readonly givenAs: string | null;
};

const untilChange = ({ at, references }: Replaced, grant: Given): Given =>
  grant.givenAs !== null && references.has(grant.givenAs)
    ? { ...grant, until: at, keptUntil: null }
    : grant;

/** What is left of the credits that this subscription gave, and of what rolled over of them. */
export async function loadStanding(ctx: Context, id: SubscriptionId): Promise<readonly Given[]> {
  const rows = await readSql(
    `SELECT credit_grant.name, wallet.credit_unit, effective_at, expires_at,
       (credit_grant.pending + credit_grant.available + credit_grant.held)::text AS amount,
       credit_grant.pending > 0 AND NOT is_paid AS awaits_payment,
       coalesce((SELECT root.source_reference FROM credit_grant root
         WHERE credit_grant.source = 'rollover' AND root.id = credit_grant.parent_grant_id),
         credit_grant.source_reference) AS given_as
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
    awaitsPayment: Boolean(row.awaits_payment),
    givenAs: row.given_as === null ? null : String(row.given_as),
  }));
}
