/** Subscriptions inside a transaction. Periods, counters and status change only here. */
import type { Row, Tx } from "@/lib/db/tx";
import {
  type CustomerId,
  idFromRow,
  type OrganizationId,
  type PlanGrantId,
  type PlanId,
  type PlanVersionId,
  type ProductId,
  type SubscriptionId,
} from "@/lib/ids";
import type { BillingMethod, GrantOn } from "@/lib/invoicing/rules/billing";
import type { PeriodLength } from "@/lib/time/period";
import { type Choices, choicesFromJson } from "./rules/choices";
import type {
  BillingCycle,
  Course,
  GrantCounter,
  Origin,
  SubscriptionStatus,
} from "./rules/subscription";

/** A subscription as its own writes need it. */
export type Subscription = {
  readonly id: SubscriptionId;
  readonly organizationId: OrganizationId;
  readonly customerId: CustomerId;
  readonly planId: PlanId;
  readonly planVersionId: PlanVersionId;
  readonly choices: Choices;
  readonly status: SubscriptionStatus;
  readonly currency: string;
  readonly billingCycle: BillingCycle;
  readonly billing: BillingMethod;
  readonly reference: string | null;
  readonly startDigest: string | null;
  readonly course: Course;
};

const LIVE = "('SCHEDULED', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'CANCELLED')";

export const COLUMNS = `subscription.id, subscription.organization_id, subscription.customer_id,
  subscription.plan_id, subscription.plan_version_id, subscription.choices, subscription.status::text AS status,
  subscription.currency, subscription.billing_period::text AS billing_period,
  subscription.billing_period_count, subscription.zone, subscription.anchor_at,
  subscription.started_at, subscription.trial_ends_at, subscription.current_period_start, subscription.current_period_end,
  subscription.period_index, subscription.ends_at, subscription.reference,
  subscription.start_digest, subscription.billing_cycle::text AS billing_cycle,
  subscription.paused_at, subscription.resumes_at, subscription.origin_at, subscription.origin_index,
  subscription.net_days, subscription.po_number, subscription.grant_on`;

/** Locked until the transaction ends, so that it is cancelled or advanced by one at a time. */
export async function lockSubscription(
  tx: Tx,
  organizationId: OrganizationId,
  id: SubscriptionId,
): Promise<Subscription | undefined> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM subscription
     WHERE organization_id = $1::uuid AND id = $2::uuid FOR UPDATE`,
    [organizationId, id],
  );
  const [subscription] = await withCounters(tx, rows);
  return subscription;
}

/**
 * Makes starts of one customer wait for each other. No stronger than that: an invoice issued
 * meanwhile must still be able to name the customer.
 */
export async function lockStarts(
  tx: Tx,
  organizationId: OrganizationId,
  customerId: CustomerId,
): Promise<void> {
  await tx.sql(
    `SELECT id FROM customer WHERE organization_id = $1::uuid AND id = $2::uuid
     FOR NO KEY UPDATE`,
    [organizationId, customerId],
  );
}

/**
 * Whether a subscription of a product that allows one of them runs at `at` or later; one that has
 * ended since ran, too, so a start in its past would make two.
 */
export async function runsAnotherOf(
  tx: Tx,
  customerId: CustomerId,
  of: { readonly productId: ProductId; readonly at: Date },
): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT subscription.id FROM subscription
     JOIN product ON product.id = subscription.product_id AND product.is_single_active
     WHERE customer_id = $1::uuid AND product_id = $2::uuid
       AND (ends_at IS NULL OR ends_at > $3::timestamptz) LIMIT 1`,
    [customerId, of.productId, of.at],
  );
  return rows.length > 0;
}

/** Whether the customer has tried this product, whichever plan of it. */
export async function hadTrial(
  tx: Tx,
  customerId: CustomerId,
  productId: ProductId,
): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT id FROM subscription WHERE customer_id = $1::uuid AND product_id = $2::uuid
       AND trial_ends_at IS NOT NULL LIMIT 1`,
    [customerId, productId],
  );
  return rows.length > 0;
}

/** Named by themselves or by their customer; not locked. */
type Named = (
  | { readonly subscriptionIds: readonly SubscriptionId[] }
  | { readonly customerId: CustomerId }
) & {
  /** Those too that are paused until a day, and then run again. */
  readonly orGoOn?: true;
};

/** The running ones. */
export async function loadRunning(
  tx: Tx,
  organizationId: OrganizationId,
  of: Named,
): Promise<readonly Subscription[]> {
  const [column, ids] =
    "customerId" in of ? ["customer_id", [of.customerId]] : ["id", of.subscriptionIds];
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM subscription
     WHERE organization_id = $1::uuid AND ${column} = ANY($2::uuid[]) AND (status IN ${LIVE}
       OR $3::boolean AND status = 'PAUSED' AND resumes_at IS NOT NULL)
     ORDER BY started_at, id`,
    [organizationId, ids, of.orGoOn === true],
  );
  return withCounters(tx, rows);
}

export async function findByReference(
  tx: Tx,
  organizationId: OrganizationId,
  reference: string,
): Promise<Subscription | undefined> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM subscription
     WHERE organization_id = $1::uuid AND reference = $2::text`,
    [organizationId, reference],
  );
  const [subscription] = await withCounters(tx, rows);
  return subscription;
}

/**
 * Locks what these customers' subscriptions have due at `until`, but for what was set apart until
 * later; on a test clock, its advance asks.
 */
export async function lockDueOf(
  tx: Tx,
  customerIds: readonly CustomerId[],
  until: Date,
): Promise<readonly Subscription[]> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM subscription
     WHERE customer_id = ANY($1::uuid[]) AND next_due_at <= $2::timestamptz AND status <> 'ENDED'
       AND NOT EXISTS (SELECT 1 FROM renewal_fault AS fault
         WHERE fault.subscription_id = subscription.id AND fault.next_at > $2::timestamptz)
     ORDER BY next_due_at, id FOR UPDATE OF subscription`,
    [customerIds, until],
  );
  return withCounters(tx, rows);
}

/** Reads the counters after the rows are locked, or they could be of a moment before. */
export async function withCounters(tx: Tx, rows: readonly Row[]): Promise<readonly Subscription[]> {
  if (rows.length === 0) return [];
  const counters = await tx.sql(
    `SELECT subscription_id, plan_grant_id, issued, next_at, origin_at, origin_index, origin_prorated
     FROM subscription_grant
     WHERE subscription_id = ANY($1::uuid[]) ORDER BY subscription_id, plan_grant_id`,
    [rows.map(({ id }) => String(id))],
  );
  const bySubscription = new Map<unknown, GrantCounter[]>();
  for (const row of counters) {
    const own = bySubscription.get(row.subscription_id) ?? [];
    own.push(counterFromRow(row));
    bySubscription.set(row.subscription_id, own);
  }
  return rows.map((row) => subscriptionFromRow(row, bySubscription.get(row.id) ?? []));
}

const counterFromRow = (row: Row): GrantCounter => ({
  planGrantId: idFromRow<PlanGrantId>(row.plan_grant_id),
  issued: Number(row.issued),
  nextAt: row.next_at as Date | null,
  ...originFromRow(row),
});

const originFromRow = (row: Row): { origin?: Origin } => {
  const { origin_at: at, origin_index: index, origin_prorated: isProrated } = row;
  if (at === null) return {};
  return {
    origin: { at: at as Date, index: Number(index), ...(isProrated === true && { isProrated }) },
  };
};

const subscriptionFromRow = (row: Row, grants: readonly GrantCounter[]): Subscription => ({
  id: idFromRow<SubscriptionId>(row.id),
  organizationId: idFromRow<OrganizationId>(row.organization_id),
  customerId: idFromRow<CustomerId>(row.customer_id),
  planId: idFromRow<PlanId>(row.plan_id),
  planVersionId: idFromRow<PlanVersionId>(row.plan_version_id),
  choices: choicesFromJson(row.choices),
  status: row.status as SubscriptionStatus,
  currency: String(row.currency),
  billingCycle: row.billing_cycle as BillingCycle,
  billing: billingFromRow(row),
  reference: row.reference as string | null,
  startDigest: row.start_digest as string | null,
  course: courseFromRow(row, grants),
});

export const billingFromRow = (row: Row): BillingMethod => ({
  netDays: Number(row.net_days),
  poNumber: row.po_number as string | null,
  grantOn: row.grant_on as GrantOn,
});

export const courseFromRow = (row: Row, grants: readonly GrantCounter[]): Course => ({
  zone: String(row.zone),
  cadence: {
    length: row.billing_period as PeriodLength,
    count: Number(row.billing_period_count),
  },
  anchorAt: row.anchor_at as Date,
  startedAt: row.started_at as Date,
  trialEndsAt: row.trial_ends_at as Date | null,
  periodIndex: Number(row.period_index),
  period: { start: row.current_period_start as Date, end: row.current_period_end as Date },
  endsAt: row.ends_at as Date | null,
  pausedAt: row.paused_at as Date | null,
  resumesAt: row.resumes_at as Date | null,
  ...originFromRow(row),
  grants,
});
