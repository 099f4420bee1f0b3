/** What became of the invoices of subscriptions' periods, for the credits that wait for them. */
import type { Tx } from "@/lib/db/tx";
import { type CustomerId, type InvoiceId, idFromRow, type SubscriptionId } from "@/lib/ids";
import type { InvoiceStatus } from "@/lib/invoicing/rules/invoice-status";

export type PeriodInvoice = {
  readonly subscriptionId: SubscriptionId;
  readonly customerId: CustomerId;
  readonly currency: string;
  readonly id: InvoiceId;
  readonly status: InvoiceStatus;
  readonly paidAt: Date | null;
  readonly voidedAt: Date | null;
  /** Of what it asks, some was given back or carried over. */
  readonly isLowered: boolean;
};

/** The invoices that these periods began with; none for those that asked nothing. */
export async function loadPeriodInvoices(
  tx: Tx,
  periods: readonly { readonly subscriptionId: SubscriptionId; readonly index: number }[],
): Promise<readonly PeriodInvoice[]> {
  if (periods.length === 0) return [];
  const rows = await tx.sql(
    `SELECT period.subscription_id, invoice.customer_id, invoice.currency, invoice.id,
       invoice.status::text AS status, invoice.paid_at, invoice.voided_at,
       EXISTS (SELECT FROM invoice_line WHERE invoice_id = invoice.id AND amount < 0) AS is_lowered
     FROM unnest($1::uuid[], $2::int[]) AS ask (subscription_id, period_index)
     JOIN subscription_period AS period ON period.subscription_id = ask.subscription_id
       AND period.period_index = ask.period_index
     JOIN invoice ON invoice.id = period.invoice_id`,
    [periods.map(({ subscriptionId }) => subscriptionId), periods.map(({ index }) => index)],
  );
  return rows.map((row) => ({
    subscriptionId: idFromRow<SubscriptionId>(row.subscription_id),
    customerId: idFromRow<CustomerId>(row.customer_id),
    currency: String(row.currency),
    id: idFromRow<InvoiceId>(row.id),
    status: row.status as InvoiceStatus,
    paidAt: row.paid_at as Date | null,
    voidedAt: row.voided_at as Date | null,
    isLowered: Boolean(row.is_lowered),
  }));
}

type InPeriod = {
  readonly id: SubscriptionId;
  readonly course: { readonly periodIndex: number };
};

/**
 * Until the transaction ends nobody pays or voids the invoices that the periods of these began with:
 * credits of theirs that fall due meanwhile would wait for ever. Ask before wallets are locked, as
 * whoever pays does.
 */
export async function lockPeriodInvoices(
  tx: Tx,
  subscriptions: readonly InPeriod[],
): Promise<void> {
  if (subscriptions.length === 0) return;
  await tx.sql(
    `SELECT invoice.id FROM unnest($1::uuid[], $2::int[]) AS ask (subscription_id, period_index)
     JOIN subscription_period AS period ON period.subscription_id = ask.subscription_id
       AND period.period_index = ask.period_index
     JOIN invoice ON invoice.id = period.invoice_id ORDER BY invoice.id FOR SHARE OF invoice`,
    [subscriptions.map(({ id }) => id), subscriptions.map(({ course }) => course.periodIndex)],
  );
}

/** Of these subscriptions those whose current period began with an invoice that is still to be paid. */
export async function unpaidPeriods(
  tx: Tx,
  subscriptions: readonly InPeriod[],
): Promise<ReadonlySet<SubscriptionId>> {
  const periods = subscriptions.map(({ id, course }) => ({
    ...{ subscriptionId: id, index: course.periodIndex },
  }));
  const invoices = await loadPeriodInvoices(tx, periods);
  return new Set(
    invoices.flatMap(({ status, subscriptionId }) => (status === "PAID" ? [] : [subscriptionId])),
  );
}
