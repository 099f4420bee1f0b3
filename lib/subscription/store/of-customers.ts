/** What other slices ask of customers' subscriptions: which ran when, and which have something due. */
import type { Tx } from "@/lib/db/tx";
import {
  type CustomerId,
  idFromRow,
  type OrganizationId,
  type PlanId,
  type PlanVersionId,
  type SubscriptionId,
} from "@/lib/ids";
import { PAUSES, pausesFromRow } from "@/lib/ledger/store/pauses";
import type { PeriodLength } from "@/lib/time/period";
import { choicesFromJson } from "../rules/choices";
import type { PastSubscription, SubscriptionStatus } from "../rules/subscription";

/**
 * Those that ran at `since` or later, ended ones too: a late use counts under the plan of its time.
 * The ones that started first stand before the others.
 */
export async function loadSubscriptionsSince(
  tx: Tx,
  customerIds: readonly CustomerId[],
  since: Date,
): Promise<readonly PastSubscription[]> {
  const rows = await tx.sql(
    `SELECT id, customer_id, plan_id, plan_version_id, choices, status::text AS status, zone, anchor_at,
       billing_period::text AS billing_period, billing_period_count, current_period_start,
       current_period_end, started_at, ends_at, ${PAUSES}
     FROM subscription
     WHERE customer_id = ANY($1::uuid[]) AND (ends_at IS NULL OR ends_at > $2::timestamptz)
     ORDER BY customer_id, started_at, id`,
    [customerIds, since.toISOString()],
  );
  return rows.map((row) => ({
    id: idFromRow<SubscriptionId>(row.id),
    customerId: idFromRow<CustomerId>(row.customer_id),
    planId: idFromRow<PlanId>(row.plan_id),
    planVersionId: idFromRow<PlanVersionId>(row.plan_version_id),
    choices: choicesFromJson(row.choices),
    status: row.status as SubscriptionStatus,
    pauses: pausesFromRow(row.pauses),
    zone: String(row.zone),
    currentPeriodStart: row.current_period_start as Date,
    currentPeriodEnd: row.current_period_end as Date,
    startedAt: row.started_at as Date,
    endsAt: row.ends_at as Date | null,
    line: {
      anchorAt: row.anchor_at as Date,
      zone: String(row.zone),
      cadence: {
        length: row.billing_period as PeriodLength,
        count: Number(row.billing_period_count),
      },
    },
  }));
}

/** Of these customers, by their external ids: what has something due at `until`. Test clocks are left alone: an advance books all. */
export async function findDueOf(
  tx: Tx,
  organizationId: OrganizationId,
  due: { readonly externalIds: readonly string[]; readonly until: Date },
): Promise<readonly SubscriptionId[]> {
  const rows = await tx.sql(
    // OFFSET 0: each by its own key, where a plan that is kept might walk through all customers.
    `SELECT subscription.id FROM unnest($2::text[]) AS asked (external_id)
     CROSS JOIN LATERAL (SELECT id, test_clock_id FROM customer
       WHERE organization_id = $1::uuid AND external_id = asked.external_id OFFSET 0) AS customer
     JOIN subscription ON subscription.customer_id = customer.id
     WHERE subscription.next_due_at <= $3::timestamptz AND customer.test_clock_id IS NULL`,
    [organizationId, due.externalIds, due.until.toISOString()],
  );
  return rows.map(({ id }) => idFromRow<SubscriptionId>(id));
}
