/** Invoices inside a transaction. */
import type { Context } from "@/lib/context";
import type { Row, Tx } from "@/lib/db/tx";
import {
  type ChargeId,
  type CustomerId,
  type FeatureId,
  type GrantId,
  type InvoiceId,
  type InvoiceLineId,
  idFromRow,
  idOrNullFromRow,
  type OrganizationId,
  type PaymentId,
  type SubscriptionId,
} from "@/lib/ids";
import { creditsFromRow } from "@/lib/money/credits";
import { type Money, moneyFromRow, moneyText } from "@/lib/money/money";
import { quantityFromRow } from "@/lib/money/quantity";
import type { Period } from "@/lib/time/period";
import type { Invoice, PaidGrant, Payment, StoredLine } from "../rules/invoice";
import type { LineKind } from "../rules/invoice-lines";
import type { InvoiceStatus, PaymentStatus, Standing } from "../rules/invoice-status";
import type { InvoiceView } from "../schema";
import { invoiceView } from "../view";
import { GRANTS_OF_INVOICE, WAITS_FOR_ANOTHER } from "./waiting-grants";

/** The columns that `invoiceFromRow` reads, with `customer` joined. */
export const INVOICE_COLUMNS = `invoice.id, invoice.customer_id, customer.name AS customer_name,
  customer.external_id AS customer_external_id, invoice.subscription_id, invoice.number,
  invoice.status::text, invoice.payment_status::text, invoice.type, invoice.billing_reason,
  invoice.currency, invoice.period_start, invoice.period_end, invoice.subtotal::text,
  invoice.discount::text, invoice.credits_applied::text, invoice.tax::text, invoice.total::text,
  invoice.paid::text, invoice.description, invoice.reference, invoice.po_number, invoice.issued_at, invoice.due_at,
  invoice.paid_at, invoice.voided_at, invoice.created_at, invoice.updated_at,
  coalesce((SELECT zone FROM subscription WHERE subscription.id = invoice.subscription_id),
    (SELECT timezone FROM organization WHERE organization.id = invoice.organization_id)) AS zone`;
export const INVOICE_TABLES = "invoice JOIN customer ON customer.id = invoice.customer_id";
export const LINE_COLUMNS = `id, position, kind, description, charge_id, feature_id, grant_id,
  quantity::text, unit_amount::text, amount::text, credits::text, period_start, period_end`;
export const PAYMENT_COLUMNS =
  "id, amount::text, currency, status::text, method, reference, note, at";

export const invoiceFromRow = (row: Row): Invoice => ({
  id: idFromRow<InvoiceId>(row.id),
  customerId: idFromRow<CustomerId>(row.customer_id),
  customerName: String(row.customer_name),
  customerExternalId: String(row.customer_external_id),
  subscriptionId: idOrNullFromRow<SubscriptionId>(row.subscription_id),
  number: row.number as string | null,
  status: row.status as InvoiceStatus,
  paymentStatus: row.payment_status as PaymentStatus,
  type: String(row.type),
  billingReason: String(row.billing_reason),
  currency: String(row.currency),
  period: periodFromRow(row),
  subtotal: moneyFromRow(row.subtotal),
  discount: moneyFromRow(row.discount),
  creditsApplied: moneyFromRow(row.credits_applied),
  tax: moneyFromRow(row.tax),
  total: moneyFromRow(row.total),
  paid: moneyFromRow(row.paid),
  description: row.description as string | null,
  reference: row.reference as string | null,
  poNumber: row.po_number as string | null,
  zone: String(row.zone),
  issuedAt: row.issued_at as Date | null,
  dueAt: row.due_at as Date | null,
  paidAt: row.paid_at as Date | null,
  voidedAt: row.voided_at as Date | null,
  createdAt: row.created_at as Date,
  updatedAt: row.updated_at as Date,
});

export const lineFromRow = (row: Row): StoredLine => ({
  id: idFromRow<InvoiceLineId>(row.id),
  position: Number(row.position),
  kind: row.kind as LineKind,
  description: String(row.description),
  chargeId: idOrNullFromRow<ChargeId>(row.charge_id),
  featureId: idOrNullFromRow<FeatureId>(row.feature_id),
  grantId: idOrNullFromRow<GrantId>(row.grant_id),
  quantity: quantityFromRow(row.quantity),
  unitAmount: moneyFromRow(row.unit_amount),
  amount: moneyFromRow(row.amount),
  credits: row.credits === null ? null : creditsFromRow(row.credits),
  period: periodFromRow(row),
});

export const paymentFromRow = (row: Row): Payment => ({
  id: idFromRow<PaymentId>(row.id),
  amount: moneyFromRow(row.amount),
  currency: String(row.currency),
  status: row.status as PaymentStatus,
  method: String(row.method),
  reference: row.reference as string | null,
  note: row.note as string | null,
  at: row.at as Date,
});

const periodFromRow = ({ period_start, period_end }: Row): Period | null =>
  period_start === null ? null : { start: period_start as Date, end: period_end as Date };

/** Locked until the transaction ends, so that it is paid or voided once. */
export async function lockInvoice(
  tx: Tx,
  organizationId: OrganizationId,
  id: InvoiceId,
): Promise<Invoice | undefined> {
  const [row] = await tx.sql(
    `SELECT ${INVOICE_COLUMNS} FROM ${INVOICE_TABLES}
     WHERE invoice.organization_id = $1::uuid AND invoice.id = $2::uuid FOR UPDATE OF invoice`,
    [organizationId, id],
  );
  return row && invoiceFromRow(row);
}

export async function findInvoiceByReference(
  tx: Tx,
  organizationId: OrganizationId,
  reference: string,
): Promise<Invoice | undefined> {
  const [row] = await tx.sql(
    `SELECT ${INVOICE_COLUMNS} FROM ${INVOICE_TABLES}
     WHERE invoice.organization_id = $1::uuid AND invoice.reference = $2::text`,
    [organizationId, reference],
  );
  return row && invoiceFromRow(row);
}

async function loadLines(tx: Tx, invoiceId: InvoiceId): Promise<readonly StoredLine[]> {
  const rows = await tx.sql(
    `SELECT ${LINE_COLUMNS} FROM invoice_line WHERE invoice_id = $1::uuid ORDER BY position`,
    [invoiceId],
  );
  return rows.map(lineFromRow);
}

async function loadPayments(tx: Tx, invoiceId: InvoiceId): Promise<readonly Payment[]> {
  const rows = await tx.sql(
    `SELECT ${PAYMENT_COLUMNS} FROM payment WHERE invoice_id = $1::uuid ORDER BY at, id`,
    [invoiceId],
  );
  return rows.map(paymentFromRow);
}

/** An invoice of this transaction with its lines and payments, as it is shown. */
export async function loadInvoiceView(tx: Tx, invoice: Invoice): Promise<InvoiceView> {
  const lines = await loadLines(tx, invoice.id);
  return invoiceView(invoice, lines, await loadPayments(tx, invoice.id));
}

/** The grants that this invoice's lines pay for, or that come with its payment and with no other. */
export async function loadPaidGrants(tx: Tx, invoiceId: InvoiceId): Promise<readonly PaidGrant[]> {
  const rows = await tx.sql(
    `SELECT credit_grant.id, credit_grant.amount::text AS amount, cost_total::text AS cost, is_paid
     FROM credit_grant WHERE id IN (${GRANTS_OF_INVOICE}) AND NOT ${WAITS_FOR_ANOTHER}
     ORDER BY credit_grant.id`,
    [invoiceId],
  );
  return rows.map((row) => ({
    id: idFromRow<GrantId>(row.id),
    amount: creditsFromRow(row.amount),
    cost: moneyFromRow(row.cost),
    isPaid: Boolean(row.is_paid),
  }));
}

/** Credits that still can be voided, and whose they are by now. */
export type Remainder = { readonly grantId: GrantId; readonly customerId: CustomerId };

const REMAINDERS = `WITH RECURSIVE heir AS (
    SELECT bought.id, bought.customer_id, bought.moved, bought.pending + bought.available AS remains
    FROM credit_grant AS bought WHERE bought.id IN (${GRANTS_OF_INVOICE})
    UNION
    SELECT moved.id, moved.customer_id, moved.moved, moved.pending + moved.available AS remains
    FROM heir JOIN credit_grant AS moved ON moved.parent_grant_id = heir.id
    WHERE heir.moved > 0 AND moved.organization_id = $2::uuid
      AND moved.source IN ('extension', 'transfer', 'rollover', 'refund')
  )
  SELECT id, customer_id FROM heir WHERE remains > 0 ORDER BY id`;

/**
 * Where anything is left of what an invoice's lines pay for: in the grants themselves, and in
 * those that their credits have moved to since, another customer's among them.
 */
export async function loadRemainders(
  tx: Tx,
  { organizationId }: Pick<Context, "organizationId">,
  id: InvoiceId,
): Promise<readonly Remainder[]> {
  const rows = await tx.sql(REMAINDERS, [id, organizationId]);
  return rows.map((row) => ({
    grantId: idFromRow<GrantId>(row.id),
    customerId: idFromRow<CustomerId>(row.customer_id),
  }));
}

/** Moves a locked invoice. `paid` is the whole of what has been paid. */
export async function updateStanding(
  tx: Tx,
  id: InvoiceId,
  change: Standing & { readonly paid: Money; readonly at: Date },
): Promise<void> {
  await tx.sql(
    `UPDATE invoice SET status = $2::invoice_status, payment_status = $3::payment_status,
       paid = $4::numeric, updated_at = $5::timestamptz,
       paid_at = CASE WHEN $2::text = 'PAID' THEN $5::timestamptz ELSE paid_at END,
       voided_at = CASE WHEN $2::text = 'VOID' THEN $5::timestamptz ELSE voided_at END
     WHERE id = $1::uuid`,
    [id, change.status, change.paymentStatus, moneyText(change.paid), change.at],
  );
}
