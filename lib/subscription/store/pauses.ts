/** Stopping and taking up again what a locked subscription does. */
import { type Tx, tell } from "@/lib/db/tx";
import type { CustomerId, OrganizationId, SubscriptionId } from "@/lib/ids";
import { type Course, nextDueAt, type SubscriptionStatus } from "../rules/subscription";
import { updateCourses } from "./course";
import { insertPause, updatePauseEnd } from "./pause-spans";

type Paused = {
  readonly at: Date;
  /** When it goes on by itself; null: when somebody says so. */
  readonly resumesAt: Date | null;
};

export async function updatePaused(tx: Tx, id: SubscriptionId, paused: Paused): Promise<void> {
  await insertPause(tx, id, paused.at);
  await tell(
    tx,
    `UPDATE subscription SET status = 'PAUSED', paused_at = $2::timestamptz WHERE id = $1::uuid`,
    [id, paused.at],
  );
  await updateResumesAt(tx, id, paused);
}

/** Of one that is paused. */
export const updateResumesAt = (
  tx: Tx,
  id: SubscriptionId,
  { at, resumesAt }: Paused,
): Promise<void> =>
  tell(
    tx,
    `UPDATE subscription SET resumes_at = $2::timestamptz, next_due_at = $2::timestamptz,
       updated_at = $3::timestamptz
     WHERE id = $1::uuid`,
    [id, resumesAt, at],
  );

/** It runs again, from where the course says that it stands. */
export async function updateResumed(
  tx: Tx,
  resumed: {
    readonly id: SubscriptionId;
    readonly status: SubscriptionStatus;
    readonly course: Course;
    readonly at: Date;
  },
): Promise<void> {
  const { id, status, course, at } = resumed;
  await updatePauseEnd(tx, id, at);
  await tell(
    tx,
    `UPDATE subscription SET paused_at = NULL, resumes_at = NULL, anchor_at = $2::timestamptz,
       origin_at = $3::timestamptz, origin_index = $4::int
     WHERE id = $1::uuid`,
    [id, course.anchorAt, course.origin?.at ?? null, course.origin?.index ?? 0],
  );
  await updateOrigins(tx, resumed);
  await updateCourses(tx, [{ id, course, at, status }]);
}

async function updateOrigins(
  tx: Tx,
  { id, course }: { readonly id: SubscriptionId; readonly course: Course },
): Promise<void> {
  const counted = course.grants.flatMap(({ planGrantId, origin }) =>
    origin ? [{ planGrantId, ...origin }] : [],
  );
  if (counted.length === 0) return;
  await tell(
    tx,
    `UPDATE subscription_grant SET origin_at = c.at, origin_index = c.index,
       origin_prorated = c.is_prorated
     FROM unnest($2::uuid[], $3::timestamptz[], $4::int[], $5::boolean[])
       AS c (plan_grant_id, at, index, is_prorated)
     WHERE subscription_id = $1::uuid AND subscription_grant.plan_grant_id = c.plan_grant_id`,
    [
      id,
      counted.map(({ planGrantId }) => planGrantId),
      counted.map(({ at }) => at.toISOString()),
      counted.map(({ index }) => index),
      counted.map(({ isProrated }) => isProrated ?? false),
    ],
  );
}

/** It was cancelled and runs on after all. */
export async function updateReactivated(
  tx: Tx,
  {
    id,
    status,
    course,
    at,
  }: {
    readonly id: SubscriptionId;
    readonly status: SubscriptionStatus;
    readonly course: Course;
    readonly at: Date;
  },
): Promise<void> {
  await tell(
    tx,
    `UPDATE subscription SET status = $2::text::subscription_status, ends_at = NULL,
       cancelled_at = NULL, next_due_at = $3::timestamptz, updated_at = $4::timestamptz
     WHERE id = $1::uuid`,
    [id, status, nextDueAt(course), at],
  );
}

/** It was agreed and will not start: nothing was given or asked. */
export async function updateUnstarted(tx: Tx, id: SubscriptionId, at: Date): Promise<void> {
  await tell(
    tx,
    `UPDATE subscription SET status = 'ENDED', ends_at = $2::timestamptz, next_due_at = NULL,
       cancelled_at = $2::timestamptz, updated_at = $2::timestamptz
     WHERE id = $1::uuid`,
    [id, at],
  );
}

/** Whether it owes an invoice whose payment has failed. */
export async function hasFailedInvoice(tx: Tx, id: SubscriptionId): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT id FROM invoice WHERE subscription_id = $1::uuid AND status = 'OPEN'
       AND payment_status = 'FAILED' LIMIT 1`,
    [id],
  );
  return rows.length > 0;
}

/** Whether a product that allows one subscription has another of this customer's that has not ended. */
export async function hasRival(
  tx: Tx,
  of: {
    readonly organizationId: OrganizationId;
    readonly customerId: CustomerId;
    readonly id: SubscriptionId;
    readonly at: Date;
  },
): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT other.id FROM subscription AS own
     JOIN product ON product.id = own.product_id AND product.is_single_active
     JOIN subscription AS other ON other.customer_id = own.customer_id
       AND other.product_id = own.product_id AND other.id <> own.id
     WHERE own.organization_id = $1::uuid AND own.customer_id = $2::uuid AND own.id = $3::uuid
       AND (other.ends_at IS NULL OR other.ends_at > $4::timestamptz) LIMIT 1`,
    [of.organizationId, of.customerId, of.id, of.at],
  );
  return rows.length > 0;
}
