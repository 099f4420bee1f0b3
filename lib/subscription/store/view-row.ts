/** A subscription with what a screen says of it beside: its customer, plan, next credits, invoice. */
import type { Catalog, Charge, PlanVersion } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Row, Tx } from "@/lib/db/tx";
import {
  type CustomerId,
  type InvoiceId,
  idFromRow,
  idOrNullFromRow,
  type OrganizationId,
  type PlanGrantId,
  type PlanId,
  type PlanVersionId,
  type SubscriptionId,
} from "@/lib/ids";
import type { BillingMethod } from "@/lib/invoicing/rules/billing";
import type { Credits } from "@/lib/money/credits";
import type { Money } from "@/lib/money/money";
import { type AddOnChoice, type Choices, choicesFromJson } from "../rules/choices";
import { recurringAmount } from "../rules/start";
import {
  type BillingCycle,
  type Course,
  closingAt,
  type GrantCounter,
  type SubscriptionStatus,
} from "../rules/subscription";
import { termsOf } from "../rules/terms";
import { nextGiven } from "../rules/upcoming";
import { billingFromRow, courseFromRow } from "../store";
import { COMING_COLUMN, COMING_TABLE, comingFromJson } from "./coming-change";

export type SoldAddOn = {
  readonly version: PlanVersion;
  readonly quantity: number;
  /** Where it has several tiers of credits: 0 for the first. */
  readonly tier: number | null;
  /** From the next period on. */
  readonly nextQuantity: number;
  readonly nextTier: number | null;
};

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
  readonly choices: Choices;
  /** Fees in credits that stand unpaid. */
  readonly suspended: readonly Pick<Charge, "id" | "name">[];
  readonly addOns: readonly SoldAddOn[];
  readonly previousId: SubscriptionId | null;
  readonly billingCycle: BillingCycle;
  readonly billing: BillingMethod;
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
  subscription.created_at, subscription.updated_at, subscription.choices, subscription.previous_id, subscription.suspended_charges,
  subscription.paused_at, subscription.resumes_at, subscription.origin_at, subscription.origin_index,
  subscription.net_days, subscription.po_number, subscription.grant_on,
  counters.all AS counters, latest.id AS latest_invoice_id, ${COMING_COLUMN}`;

export const VIEW_TABLES = `subscription
  JOIN customer ON customer.id = subscription.customer_id
  JOIN plan ON plan.id = subscription.plan_id
  JOIN plan_version ON plan_version.id = subscription.plan_version_id
  LEFT JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('plan_grant_id', plan_grant_id, 'issued', issued,
      'next_at', extract(epoch FROM next_at) * 1000, 'origin_index', origin_index,
      'origin_prorated', origin_prorated,
      'origin_at', extract(epoch FROM origin_at) * 1000) ORDER BY plan_grant_id), '[]') AS all
    FROM subscription_grant WHERE subscription_id = subscription.id) AS counters ON true
  LEFT JOIN LATERAL (
    SELECT invoice.id FROM invoice WHERE invoice.subscription_id = subscription.id
    ORDER BY invoice.created_at DESC, invoice.id DESC LIMIT 1) AS latest ON true
  ${COMING_TABLE}`;

/** The terms are the catalogue's to tell, so it comes with the row. */
export function viewRowFrom(row: Row, catalog: Catalog): ViewRow {
  const planVersionId = idFromRow<PlanVersionId>(row.plan_version_id);
  const choices = choicesFromJson(row.choices);
  const course = courseFromRow(row, (row.counters as readonly Row[]).map(counterFromJson));
  // As the close of the period will see them: what is agreed from the next one on is not asked yet.
  const atClose = new Date(closingAt(course).getTime() - 1);
  const terms = termsOf(catalog, { planVersionId, choices }, atClose);
  if (!terms) throw new RangeError(`no plan version ${planVersionId}`);
  const facts = factsFrom(row);
  const own = { planVersionId, choices, course, billingCycle: facts.billingCycle };
  return {
    ...facts,
    planVersionId,
    choices,
    course,
    addOns: addOnsOf(catalog, choices),
    suspended: suspendedOf(row, terms),
    nextGrant:
      facts.status === "ENDED" ? null : nextGiven(catalog, own, comingFromJson(row.coming)),
    recurringAmount: recurringAmount(terms, course.cadence.length),
  };
}

function addOnsOf({ planVersions }: Catalog, choices: Choices): readonly SoldAddOn[] {
  const next = choices.addOnsNext ?? choices.addOns;
  return choices.addOns.flatMap((choice) => {
    const version = planVersions.get(choice.planVersionId);
    const after = next.find((one) => one.planVersionId === choice.planVersionId);
    if (!version) return [];
    const nextQuantity = after?.quantity ?? 0;
    const [tier, nextTier] = [tierOf(version, choice), after ? tierOf(version, after) : null];
    return [{ version, quantity: choice.quantity, tier, nextQuantity, nextTier }];
  });
}

function tierOf({ charges }: PlanVersion, { tiers }: AddOnChoice): number | null {
  const tiered = charges.find((charge) => charge.kind === "CREDITS" && charge.tiers.length > 1);
  return tiered ? (tiers?.[tiered.id] ?? 0) : null;
}

function suspendedOf({ suspended_charges }: Row, { charges, planName }: PlanVersion) {
  const unpaid = new Set(suspended_charges as readonly unknown[]);
  return charges
    .filter(({ id }) => unpaid.has(id))
    .map(({ id, name }) => ({ id, name: name || planName }));
}

const counterFromJson = (row: Row): GrantCounter => {
  const { plan_grant_id, issued, next_at, origin_at, origin_index, origin_prorated } = row;
  return {
    planGrantId: idFromRow<PlanGrantId>(plan_grant_id),
    issued: Number(issued),
    nextAt: next_at === null ? null : new Date(Number(next_at)),
    ...(origin_at !== null && {
      origin: {
        ...{ at: new Date(Number(origin_at)), index: Number(origin_index) },
        ...(origin_prorated === true && { isProrated: true }),
      },
    }),
  };
};

const factsFrom = (row: Row) => ({
  id: idFromRow<SubscriptionId>(row.id),
  customerId: idFromRow<CustomerId>(row.customer_id),
  customerName: String(row.customer_name),
  customerExternalId: String(row.customer_external_id),
  planId: idFromRow<PlanId>(row.plan_id),
  planKey: String(row.plan_key),
  planName: String(row.plan_name),
  planVersionNumber: Number(row.plan_version_number),
  status: row.status as SubscriptionStatus,
  currency: String(row.currency),
  billingCycle: row.billing_cycle as BillingCycle,
  billing: billingFromRow(row),
  previousId: idOrNullFromRow<SubscriptionId>(row.previous_id),
  cancelledAt: row.cancelled_at as Date | null,
  latestInvoiceId: idOrNullFromRow<InvoiceId>(row.latest_invoice_id),
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
  return row && viewRowFrom(row, await loadCatalog(tx, organizationId));
}
