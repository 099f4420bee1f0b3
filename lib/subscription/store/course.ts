/** Writing what a start or the passage of time made of subscriptions; sets, one statement a table. */
import { instantText, plainColumn } from "@/lib/db/columns";
import { type Tx, tell } from "@/lib/db/tx";
import {
  type CustomerId,
  type InvoiceId,
  newId,
  type OrganizationId,
  type PlanId,
  type PlanVersionId,
  type ProductId,
  type SubscriptionId,
} from "@/lib/ids";
import type { BillingMethod } from "@/lib/invoicing/rules/billing";
import type { Period } from "@/lib/time/period";
import type { Choices } from "../rules/choices";
import {
  type BillingCycle,
  type Course,
  nextDueAt,
  type SubscriptionStatus,
} from "../rules/subscription";

export type NewSubscription = {
  readonly id: SubscriptionId;
  readonly organizationId: OrganizationId;
  readonly customerId: CustomerId;
  readonly planId: PlanId;
  readonly planVersionId: PlanVersionId;
  readonly productId: ProductId;
  readonly currency: string;
  readonly billingCycle: BillingCycle;
  readonly billing: BillingMethod;
  readonly choices: Choices;
  /** The one that it takes the place of. */
  readonly previousId: SubscriptionId | null;
  readonly status: SubscriptionStatus;
  readonly course: Course;
  readonly reference: string | null;
  /** Of what the start asked for beside plan, period and time. */
  readonly startDigest: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: Date;
};

/** False if the organization has a subscription of this reference already. */
export async function insertSubscription(tx: Tx, subscription: NewSubscription): Promise<boolean> {
  const { course } = subscription;
  const rows = await tx.sql(
    `INSERT INTO subscription (id, organization_id, customer_id, plan_id, plan_version_id, product_id,
       status, currency, billing_period, billing_period_count, billing_cycle, zone, anchor_at,
       started_at, trial_ends_at, period_index, current_period_start, current_period_end,
       next_due_at, choices, previous_id, reference, start_digest, metadata, created_at, updated_at,
       net_days, po_number, grant_on)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::uuid,
       $7::text::subscription_status, $8::text, $9::period, $10::int, $11::billing_cycle, $12::text,
       $13::timestamptz, $14::timestamptz, $15::timestamptz, $16::int, $17::timestamptz,
       $18::timestamptz, $19::timestamptz, $20::jsonb, $21::uuid, $22::text, $23::text, $24::jsonb,
       $25::timestamptz, $25::timestamptz, $26::int, $27::text, $28::text)
     ON CONFLICT (organization_id, reference) WHERE reference IS NOT NULL DO NOTHING
     RETURNING id`,
    [
      subscription.id,
      subscription.organizationId,
      subscription.customerId,
      subscription.planId,
      subscription.planVersionId,
      subscription.productId,
      subscription.status,
      subscription.currency,
      course.cadence.length,
      course.cadence.count,
      subscription.billingCycle,
      course.zone,
      course.anchorAt,
      course.startedAt,
      course.trialEndsAt,
      course.periodIndex,
      course.period.start,
      course.period.end,
      nextDueAt(course),
      JSON.stringify(subscription.choices),
      subscription.previousId,
      subscription.reference,
      subscription.startDigest,
      JSON.stringify(subscription.metadata),
      subscription.createdAt,
      subscription.billing.netDays,
      subscription.billing.poNumber,
      subscription.billing.grantOn,
    ],
  );
  if (rows.length === 0) return false;
  await insertCounters(tx, subscription);
  return true;
}

async function insertCounters(tx: Tx, subscription: NewSubscription): Promise<void> {
  const { grants, anchorAt } = subscription.course;
  if (grants.length === 0) return;
  await tell(
    tx,
    `INSERT INTO subscription_grant (id, organization_id, customer_id, subscription_id,
       plan_grant_id, anchor_at, issued, next_at, origin_at, origin_index, origin_prorated)
     SELECT id, $2::uuid, $3::uuid, $4::uuid, plan_grant_id, $5::timestamptz, issued, next_at,
       origin_at, origin_index, origin_prorated
     FROM unnest($1::uuid[], $6::uuid[], $7::int[], $8::timestamptz[], $9::timestamptz[], $10::int[],
         $11::boolean[])
       AS counter (id, plan_grant_id, issued, next_at, origin_at, origin_index, origin_prorated)`,
    [
      grants.map(() => newId()),
      subscription.organizationId,
      subscription.customerId,
      subscription.id,
      anchorAt,
      grants.map(({ planGrantId }) => planGrantId),
      grants.map(({ issued }) => issued),
      grants.map(({ nextAt }) => nextAt?.toISOString() ?? null),
      grants.map(({ origin }) => origin?.at.toISOString() ?? null),
      grants.map(({ origin }) => origin?.index ?? 0),
      grants.map(({ origin }) => origin?.isProrated ?? false),
    ],
  );
}

/** A period that was booked: its second booking breaks the transaction that tries it. */
export type BookedPeriod = {
  readonly organizationId: OrganizationId;
  readonly customerId: CustomerId;
  readonly subscriptionId: SubscriptionId;
  readonly index: number;
  readonly period: Period;
  readonly invoiceId: InvoiceId | null;
  readonly bookedAt: Date;
};

export async function insertPeriods(tx: Tx, periods: readonly BookedPeriod[]): Promise<void> {
  if (periods.length === 0) return;
  await tell(
    tx,
    `INSERT INTO subscription_period (subscription_id, period_index, organization_id, customer_id,
       starts_at, ends_at, invoice_id, booked_at)
     SELECT * FROM unnest($1::uuid[], $2::int[], $3::uuid[], $4::uuid[], $5::timestamptz[],
       $6::timestamptz[], $7::uuid[], $8::timestamptz[])`,
    [
      plainColumn(periods, ({ subscriptionId }) => subscriptionId),
      plainColumn(periods, ({ index }) => index),
      plainColumn(periods, ({ organizationId }) => organizationId),
      plainColumn(periods, ({ customerId }) => customerId),
      plainColumn(periods, ({ period }) => instantText(period.start)),
      plainColumn(periods, ({ period }) => instantText(period.end)),
      plainColumn(periods, ({ invoiceId }) => invoiceId),
      plainColumn(periods, ({ bookedAt }) => instantText(bookedAt)),
    ],
  );
}

/** Where a locked subscription has come to. */
export type Progress = {
  readonly id: SubscriptionId;
  readonly status: SubscriptionStatus;
  readonly course: Course;
  readonly at: Date;
};

export async function updateCourses(tx: Tx, progress: readonly Progress[]): Promise<void> {
  if (progress.length === 0) return;
  await tell(
    tx,
    `UPDATE subscription SET status = p.status::subscription_status,
       current_period_start = p.period_start, current_period_end = p.period_end,
       period_index = p.period_index, ends_at = p.ends_at, next_due_at = p.next_due_at,
       updated_at = p.at
     FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::int[],
       $6::timestamptz[], $7::timestamptz[], $8::timestamptz[])
       AS p (id, status, period_start, period_end, period_index, ends_at, next_due_at, at)
     WHERE subscription.id = p.id`,
    [
      plainColumn(progress, ({ id }) => id),
      plainColumn(progress, ({ status }) => status),
      plainColumn(progress, ({ course }) => instantText(course.period.start)),
      plainColumn(progress, ({ course }) => instantText(course.period.end)),
      plainColumn(progress, ({ course }) => course.periodIndex),
      plainColumn(progress, ({ course }) => orNull(course.endsAt)),
      plainColumn(progress, ({ status, course }) =>
        status === "ENDED" ? null : orNull(nextDueAt(course)),
      ),
      plainColumn(progress, ({ at }) => instantText(at)),
    ],
  );
  await updateCounters(tx, progress);
}

async function updateCounters(tx: Tx, progress: readonly Progress[]): Promise<void> {
  const rows = progress.flatMap(({ id, course }) =>
    course.grants.map((counter) => ({ id, ...counter })),
  );
  if (rows.length === 0) return;
  await tell(
    tx,
    `UPDATE subscription_grant SET issued = c.issued, next_at = c.next_at
     FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::timestamptz[])
       AS c (subscription_id, plan_grant_id, issued, next_at)
     WHERE subscription_grant.subscription_id = c.subscription_id
       AND subscription_grant.plan_grant_id = c.plan_grant_id`,
    [
      plainColumn(rows, ({ id }) => id),
      plainColumn(rows, ({ planGrantId }) => planGrantId),
      plainColumn(rows, ({ issued }) => issued),
      plainColumn(rows, ({ nextAt }) => orNull(nextAt)),
    ],
  );
}

const orNull = (at: Date | null) => at && instantText(at);

/** Notes that a locked subscription was cancelled, and when it ends. */
export async function updateCancelled(
  tx: Tx,
  id: SubscriptionId,
  { endsAt, at }: { readonly endsAt: Date; readonly at: Date },
): Promise<void> {
  await tx.sql(
    `UPDATE subscription SET status = 'CANCELLED', ends_at = $2::timestamptz,
       cancelled_at = $3::timestamptz, updated_at = $3::timestamptz,
       next_due_at = least(next_due_at, $2::timestamptz)
     WHERE id = $1::uuid`,
    [id, endsAt, at],
  );
}
