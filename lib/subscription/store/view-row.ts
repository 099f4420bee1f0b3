/** A subscription with what a screen says of it beside: its customer, plan, next credits, invoice. */
import type { Row, Tx } from "@/lib/db/tx";
import {
  type CustomerId,
  type InvoiceId,
  idFromRow,
  type OrganizationId,
  type PlanId,
  type PlanVersionId,
  type SubscriptionId,
} from "@/lib/ids";
import { type Credits, creditsFromRow } from "@/lib/money/credits";
import { type Money, moneyFromRow } from "@/lib/money/money";
import type { BillingCycle, Course, SubscriptionStatus } from "../rules/subscription";
import { courseFromRow } from "../store";

export type ViewRow = {
  readonly id: SubscriptionId;
  readonly customerId: CustomerId;
  readonly customerName: string;
  readonly customerExternalId: string;
  readonly planId: PlanId;
  readonly planVersionId: PlanVersionId;
  readonly planKey: string;
  readonly planName: string;
  readonly planVersionNumber: number;
  readonly status: SubscriptionStatus;
  readonly currency: string;
  readonly billingCycle: BillingCycle;
  readonly course: Course;
  readonly cancelledAt: Date | null;
  readonly nextGrant: { readonly at: Date; readonly credits: Credits } | null;
  readonly latestInvoiceId: InvoiceId | null;
  readonly recurringAmount: Money;
  readonly reference: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export const VIEW_COLUMNS = `subscription.id, subscription.customer_id,
  customer.name AS customer_name, customer.external_id AS customer_external_id,
  subscription.plan_id, subscription.plan_version_id, plan.key AS plan_key, plan.name AS plan_name,
  plan_version.number AS plan_version_number, subscription.status::text AS status,
  subscription.currency, subscription.billing_period::text AS billing_period,
  subscription.billing_period_count, subscription.billing_cycle::text AS billing_cycle,
  subscription.zone, subscription.anchor_at, subscription.started_at, subscription.trial_ends_at,
  subscription.current_period_start, subscription.current_period_end, subscription.period_index,
  subscription.ends_at, subscription.cancelled_at, subscription.reference, subscription.metadata,
  subscription.created_at, subscription.updated_at, upcoming.next_at AS next_grant_at,
  upcoming.credits AS next_grant_credits, latest.id AS latest_invoice_id, fees.amount AS recurring_amount`;

export const VIEW_TABLES = `subscription
  JOIN customer ON customer.id = subscription.customer_id
  JOIN plan ON plan.id = subscription.plan_id
  JOIN plan_version ON plan_version.id = subscription.plan_version_id
  LEFT JOIN LATERAL (
    SELECT next_at, sum(plan_grant.credits)::numeric(38,9)::text AS credits
    FROM subscription_grant JOIN plan_grant ON plan_grant.id = subscription_grant.plan_grant_id
    WHERE subscription_grant.subscription_id = subscription.id AND next_at IS NOT NULL
      AND (subscription.ends_at IS NULL OR next_at < subscription.ends_at)
    GROUP BY next_at ORDER BY next_at LIMIT 1) AS upcoming ON true
  LEFT JOIN LATERAL (
    SELECT invoice.id FROM invoice WHERE invoice.subscription_id = subscription.id
    ORDER BY invoice.created_at DESC, invoice.id DESC LIMIT 1) AS latest ON true
  LEFT JOIN LATERAL (
    SELECT coalesce(sum(charge.amount), 0)::numeric(38,9)::text AS amount FROM charge
    WHERE charge.plan_version_id = subscription.plan_version_id AND charge.kind = 'RECURRING'
      AND charge.price_unit IS NULL AND charge.period = subscription.billing_period) AS fees ON true`;

export const viewRowFrom = (row: Row): ViewRow => ({
  id: idFromRow<SubscriptionId>(row.id),
  customerId: idFromRow<CustomerId>(row.customer_id),
  customerName: String(row.customer_name),
  customerExternalId: String(row.customer_external_id),
  planId: idFromRow<PlanId>(row.plan_id),
  planVersionId: idFromRow<PlanVersionId>(row.plan_version_id),
  planKey: String(row.plan_key),
  planName: String(row.plan_name),
  planVersionNumber: Number(row.plan_version_number),
  status: row.status as SubscriptionStatus,
  currency: String(row.currency),
  billingCycle: row.billing_cycle as BillingCycle,
  course: courseFromRow(row, []),
  cancelledAt: row.cancelled_at as Date | null,
  nextGrant:
    row.next_grant_at === null
      ? null
      : { at: row.next_grant_at as Date, credits: creditsFromRow(row.next_grant_credits) },
  latestInvoiceId:
    row.latest_invoice_id === null ? null : idFromRow<InvoiceId>(row.latest_invoice_id),
  recurringAmount: moneyFromRow(row.recurring_amount),
  reference: row.reference as string | null,
  metadata: row.metadata as Record<string, string>,
  createdAt: row.created_at as Date,
  updatedAt: row.updated_at as Date,
});

export async function findViewRow(
  tx: Tx,
  organizationId: OrganizationId,
  id: SubscriptionId,
): Promise<ViewRow | undefined> {
  const [row] = await tx.sql(
    `SELECT ${VIEW_COLUMNS} FROM ${VIEW_TABLES}
     WHERE subscription.organization_id = $1::uuid AND subscription.id = $2::uuid`,
    [organizationId, id],
  );
  return row && viewRowFrom(row);
}
