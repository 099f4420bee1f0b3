/** Changes of subscriptions, done and to come; and when a changed subscription ends. */
import type { Row, Tx } from "@/lib/db/tx";
import {
  type CustomerId,
  type InvoiceId,
  idFromRow,
  idOrNullFromRow,
  type OrganizationId,
  type PlanId,
  type PlanMigrationId,
  type PlanVersionId,
  type RenewalMoveId,
  type SubscriptionChangeId,
  type SubscriptionId,
} from "@/lib/ids";
import type { PeriodLength } from "@/lib/time/period";
import type { ChangeMode } from "../rules/change-credit";
import { type Choices, choicesFromJson } from "../rules/choices";
import type { NewAnchor } from "../rules/new-anchor";
import type { BillingCycle } from "../rules/subscription";
import type { ChangeOutcome } from "../schema/change";

export const CHANGE_STATUSES = ["SCHEDULED", "DONE", "CANCELLED"] as const;
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];

export type ChangeRecord = {
  readonly id: SubscriptionChangeId;
  readonly organizationId: OrganizationId;
  readonly customerId: CustomerId;
  readonly subscriptionId: SubscriptionId;
  readonly successorId: SubscriptionId | null;
  readonly status: ChangeStatus;
  readonly mode: ChangeMode;
  readonly dueAt: Date;
  readonly planId: PlanId;
  readonly planVersionId: PlanVersionId;
  readonly billingPeriod: PeriodLength;
  readonly choices: Choices;
  readonly metadata: Readonly<Record<string, string>>;
  readonly reference: string | null;
  /** Of what was asked for under the reference. */
  readonly digest: string;
  readonly migrationId: PlanMigrationId | null;
  /** Where the renewal date is moved to; null: it is a change of plan or tier. */
  readonly anchor: NewAnchor | null;
  readonly renewalMoveId: RenewalMoveId | null;
  readonly outcome: ChangeOutcome;
  /** The first one of the successor. */
  readonly invoiceId: InvoiceId | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

const COLUMNS = `id, organization_id, customer_id, subscription_id, successor_id,
  status::text AS status, mode, due_at, plan_id, plan_version_id,
  billing_period::text AS billing_period, choices, metadata, reference, digest, migration_id,
  anchor_at, billing_cycle::text AS billing_cycle, renewal_move_id, outcome, created_at, updated_at, (SELECT first.invoice_id FROM subscription_period AS first
    WHERE first.subscription_id = successor_id AND first.period_index = 0) AS invoice_id`;

/** False if the organization has a change of this reference already. */
export async function insertChange(tx: Tx, change: ChangeRecord): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO subscription_change (id, organization_id, customer_id, subscription_id,
       successor_id, status, mode, due_at, plan_id, plan_version_id, billing_period, choices,
       metadata, reference, digest, migration_id, outcome, created_at, updated_at, anchor_at,
       billing_cycle, renewal_move_id)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid,
       $6::text::subscription_change_status, $7::text, $8::timestamptz, $9::uuid, $10::uuid,
       $11::text::period, $12::jsonb, $13::jsonb, $14::text, $15::text, $16::uuid, $17::jsonb,
       $18::timestamptz, $18::timestamptz, $19::timestamptz, $20::text::billing_cycle, $21::uuid)
     ON CONFLICT (organization_id, reference) WHERE reference IS NOT NULL DO NOTHING
     RETURNING id`,
    [
      change.id,
      change.organizationId,
      change.customerId,
      change.subscriptionId,
      change.successorId,
      change.status,
      change.mode,
      change.dueAt.toISOString(),
      change.planId,
      change.planVersionId,
      change.billingPeriod,
      JSON.stringify(change.choices),
      JSON.stringify(change.metadata),
      change.reference,
      change.digest,
      change.migrationId,
      JSON.stringify(change.outcome),
      change.createdAt.toISOString(),
      change.anchor?.anchorAt.toISOString() ?? null,
      change.anchor?.billingCycle ?? null,
      change.renewalMoveId,
    ],
  );
  return rows.length > 0;
}

export async function findChangeByReference(
  tx: Tx,
  organizationId: OrganizationId,
  reference: string,
): Promise<ChangeRecord | undefined> {
  const [row] = await tx.sql(
    `SELECT ${COLUMNS} FROM subscription_change
     WHERE organization_id = $1::uuid AND reference = $2::text`,
    [organizationId, reference],
  );
  return row && changeFromRow(row);
}

/** Not locked: whoever moves it holds its subscription. */
export async function findChange(
  tx: Tx,
  organizationId: OrganizationId,
  id: SubscriptionChangeId,
): Promise<ChangeRecord | undefined> {
  const [row] = await tx.sql(
    `SELECT ${COLUMNS} FROM subscription_change
     WHERE organization_id = $1::uuid AND id = $2::uuid`,
    [organizationId, id],
  );
  return row && changeFromRow(row);
}

/** What is scheduled of these subscriptions; those who hold them decide about it. */
export async function loadScheduled(
  tx: Tx,
  ids: readonly SubscriptionId[],
): Promise<readonly ChangeRecord[]> {
  if (ids.length === 0) return [];
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM subscription_change
     WHERE subscription_id = ANY($1::uuid[]) AND status = 'SCHEDULED'`,
    [ids],
  );
  return rows.map(changeFromRow);
}

/** Newest first. */
export async function loadChangesOf(
  tx: Tx,
  organizationId: OrganizationId,
  subscriptionId: SubscriptionId,
): Promise<readonly ChangeRecord[]> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM subscription_change
     WHERE organization_id = $1::uuid AND $2::uuid IN (subscription_id, successor_id)
     ORDER BY created_at DESC, id DESC`,
    [organizationId, subscriptionId],
  );
  return rows.map(changeFromRow);
}

export async function updateChangeDone(
  tx: Tx,
  id: SubscriptionChangeId,
  done: {
    readonly successorId: SubscriptionId;
    readonly outcome: ChangeOutcome;
    readonly at: Date;
  },
): Promise<void> {
  await tx.sql(
    `UPDATE subscription_change SET status = 'DONE', successor_id = $2::uuid, outcome = $3::jsonb,
       updated_at = $4::timestamptz WHERE id = $1::uuid`,
    [id, done.successorId, JSON.stringify(done.outcome), done.at.toISOString()],
  );
}

export async function updateChangeCancelled(
  tx: Tx,
  id: SubscriptionChangeId,
  at: Date,
): Promise<void> {
  await tx.sql(
    `UPDATE subscription_change SET status = 'CANCELLED', updated_at = $2::timestamptz
     WHERE id = $1::uuid`,
    [id, at.toISOString()],
  );
}

/** When a locked subscription ends for its successor's sake; null: it renews again. */
export async function updateEnd(
  tx: Tx,
  id: SubscriptionId,
  { endsAt, at }: { readonly endsAt: Date | null; readonly at: Date },
): Promise<void> {
  await tx.sql(
    `UPDATE subscription SET ends_at = $2::timestamptz, updated_at = $3::timestamptz,
       next_due_at = least(next_due_at, coalesce($2::timestamptz, current_period_end))
     WHERE id = $1::uuid`,
    [id, endsAt?.toISOString() ?? null, at.toISOString()],
  );
}

/** Whose it is; not locked. */
export async function findOwner(
  tx: Tx,
  organizationId: OrganizationId,
  id: SubscriptionId,
): Promise<CustomerId | undefined> {
  const [row] = await tx.sql(
    "SELECT customer_id FROM subscription WHERE organization_id = $1::uuid AND id = $2::uuid",
    [organizationId, id],
  );
  return row && idFromRow<CustomerId>(row.customer_id);
}

export const changeFromRow = (row: Row): ChangeRecord => ({
  id: idFromRow<SubscriptionChangeId>(row.id),
  organizationId: idFromRow<OrganizationId>(row.organization_id),
  customerId: idFromRow<CustomerId>(row.customer_id),
  subscriptionId: idFromRow<SubscriptionId>(row.subscription_id),
  successorId: idOrNullFromRow<SubscriptionId>(row.successor_id),
  status: row.status as ChangeStatus,
  mode: row.mode as ChangeMode,
  dueAt: row.due_at as Date,
  planId: idFromRow<PlanId>(row.plan_id),
  planVersionId: idFromRow<PlanVersionId>(row.plan_version_id),
  billingPeriod: row.billing_period as PeriodLength,
  choices: choicesFromJson(row.choices),
  metadata: row.metadata as Record<string, string>,
  reference: row.reference as string | null,
  digest: String(row.digest),
  migrationId: idOrNullFromRow<PlanMigrationId>(row.migration_id),
  anchor: anchorFromRow(row),
  renewalMoveId: idOrNullFromRow<RenewalMoveId>(row.renewal_move_id),
  outcome: outcomeFromJson(row.outcome as KeptOutcome),
  invoiceId: idOrNullFromRow<InvoiceId>(row.invoice_id),
  createdAt: row.created_at as Date,
  updatedAt: row.updated_at as Date,
});

const anchorFromRow = ({ anchor_at: at, billing_cycle: cycle }: Row): NewAnchor | null =>
  at === null ? null : { anchorAt: at as Date, billingCycle: cycle as BillingCycle };

/** Those of earlier releases do not say all of it. */
type KeptOutcome = Omit<ChangeOutcome, Later> & Partial<Pick<ChangeOutcome, Later>>;
type Later = "returned" | "closing" | "invoiceDueAt" | "awaitsPayment";

const outcomeFromJson = (kept: KeptOutcome): ChangeOutcome => ({
  ...{ returned: [], closing: null, invoiceDueAt: null, awaitsPayment: false },
  ...kept,
});
