/** Payments inside a transaction. */
import type { Tx } from "@/lib/db/tx";
import {
  type CustomerId,
  type InvoiceId,
  idFromRow,
  newId,
  type OrganizationId,
  type PaymentId,
  type SubscriptionId,
} from "@/lib/ids";
import { type Money, moneyText } from "@/lib/money/money";
import type { Payment } from "../rules/invoice";
import type { PaymentStatus } from "../rules/invoice-status";
import { PAYMENT_COLUMNS, paymentFromRow } from "./invoice";

export type NewPayment = {
  readonly organizationId: OrganizationId;
  readonly customerId: CustomerId;
  readonly invoiceId: InvoiceId;
  readonly amount: Money;
  readonly currency: string;
  readonly status: PaymentStatus;
  readonly method: string;
  readonly reference: string | null;
  readonly note: string;
  readonly at: Date;
};

/** `undefined` if the organization has a payment of this reference already. */
export async function insertPayment(tx: Tx, payment: NewPayment): Promise<PaymentId | undefined> {
  const rows = await tx.sql(
    `INSERT INTO payment (id, organization_id, customer_id, invoice_id, amount, currency, status,
       method, reference, note, at, created_at)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::numeric, $6::text, $7::payment_status,
       $8::text, $9::text, nullif($10::text, ''), $11::timestamptz, $11::timestamptz)
     ON CONFLICT (organization_id, reference) DO NOTHING RETURNING id`,
    [
      newId<PaymentId>(),
      payment.organizationId,
      payment.customerId,
      payment.invoiceId,
      moneyText(payment.amount),
      payment.currency,
      payment.status,
      payment.method,
      payment.reference,
      payment.note,
      payment.at,
    ],
  );
  const [row] = rows;
  return row && idFromRow<PaymentId>(row.id);
}

export async function findPaymentByReference(
  tx: Tx,
  organizationId: OrganizationId,
  reference: string,
): Promise<(Payment & { readonly invoiceId: InvoiceId }) | undefined> {
  const [row] = await tx.sql(
    `SELECT ${PAYMENT_COLUMNS}, invoice_id FROM payment
     WHERE organization_id = $1::uuid AND reference = $2::text`,
    [organizationId, reference],
  );
  return row && { ...paymentFromRow(row), invoiceId: idFromRow<InvoiceId>(row.invoice_id) };
}

/**
 * A running subscription follows the payment of its invoices: past due, or in good standing again
 * once none is open whose payment failed.
 */
export async function settleSubscription(
  tx: Tx,
  id: SubscriptionId,
  { isPaid, at }: { readonly isPaid: boolean; readonly at: Date },
): Promise<void> {
  await tx.sql(
    `UPDATE subscription SET updated_at = $3::timestamptz,
       status = CASE WHEN $2::boolean THEN 'ACTIVE' ELSE 'PAST_DUE' END::subscription_status
     WHERE id = $1::uuid
       AND status = CASE WHEN $2::boolean THEN 'PAST_DUE' ELSE 'ACTIVE' END::subscription_status
       AND NOT ($2::boolean AND EXISTS (SELECT FROM invoice WHERE subscription_id = $1::uuid
         AND status = 'OPEN' AND payment_status = 'FAILED'))`,
    [id, isPaid, at],
  );
}
