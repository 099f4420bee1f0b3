/** Writing finalised invoices, many at once, with gapless numbers. */
import { type Tx, tell } from "@/lib/db/tx";
import { type InvoiceLineId, newId, type OrganizationId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { quantityText } from "@/lib/money/quantity";
import type { InvoiceDraft } from "../rules/invoice";
import { subtotalOf } from "../rules/invoice-lines";
import { standingAtIssue } from "../rules/invoice-status";

/** A draft with its number, in whose organization and when. */
export type NumberedInvoice = {
  readonly organizationId: OrganizationId;
  readonly draft: InvoiceDraft;
  readonly number: string;
  readonly at: Date;
};

/**
 * Takes `count` numbers of a year: the first of them. The row stays locked to the end of the
 * transaction, so numbers have no gaps; ask for them last.
 */
export async function claimNumbers(
  tx: Tx,
  organizationId: OrganizationId,
  { year, count }: { readonly year: number; readonly count: number },
): Promise<number> {
  const [row] = await tx.sql(
    `INSERT INTO invoice_counter (organization_id, year, last) VALUES ($1::uuid, $2::int, $3::int)
     ON CONFLICT (organization_id, year) DO UPDATE SET last = invoice_counter.last + $3::int
     RETURNING last - $3::int + 1 AS first`,
    [organizationId, year, count],
  );
  return Number(row?.first);
}

export async function insertInvoices(tx: Tx, invoices: readonly NumberedInvoice[]): Promise<void> {
  const column = <T>(read: (invoice: NumberedInvoice) => T) => invoices.map(read);
  const standing = ({ draft }: NumberedInvoice) => standingAtIssue(subtotalOf(draft.lines));
  await tell(
    tx,
    `INSERT INTO invoice (id, organization_id, customer_id, subscription_id, number, status,
       payment_status, type, billing_reason, currency, period_start, period_end, subtotal, total,
       description, reference, issued_at, due_at, paid_at, created_at, updated_at)
     SELECT id, organization_id, customer_id, subscription_id, number, status::invoice_status,
       payment_status::payment_status, type, billing_reason, currency, period_start, period_end,
       total, total, description, reference, at, at, CASE WHEN status = 'PAID' THEN at END, at, at
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[],
       $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::timestamptz[], $13::numeric[],
       $14::text[], $15::text[], $16::timestamptz[])
       AS i (id, organization_id, customer_id, subscription_id, number, status, payment_status, type,
         billing_reason, currency, period_start, period_end, total, description, reference, at)`,
    [
      column(({ draft }) => draft.id),
      column(({ organizationId }) => organizationId),
      column(({ draft }) => draft.customerId),
      column(({ draft }) => draft.subscriptionId),
      column(({ number }) => number),
      column((invoice) => standing(invoice).status),
      column((invoice) => standing(invoice).paymentStatus),
      column(({ draft }) => draft.type),
      column(({ draft }) => draft.billingReason),
      column(({ draft }) => draft.currency),
      column(({ draft }) => draft.period?.start.toISOString() ?? null),
      column(({ draft }) => draft.period?.end.toISOString() ?? null),
      column(({ draft }) => moneyText(subtotalOf(draft.lines))),
      column(({ draft }) => draft.description),
      column(({ draft }) => draft.reference),
      column(({ at }) => at.toISOString()),
    ],
  );
  await insertLines(tx, invoices);
}

async function insertLines(tx: Tx, invoices: readonly NumberedInvoice[]): Promise<void> {
  const rows = invoices.flatMap(({ organizationId, draft }) =>
    draft.lines.map((line, position) => ({ organizationId, draft, line, position })),
  );
  const column = <T>(read: (row: (typeof rows)[number]) => T) => rows.map(read);
  await tell(
    tx,
    `INSERT INTO invoice_line (id, organization_id, customer_id, invoice_id, position, kind,
       description, charge_id, feature_id, grant_id, quantity, unit_amount, amount, credits,
       period_start, period_end)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::text[],
       $7::text[], $8::uuid[], $9::uuid[], $10::uuid[], $11::numeric[], $12::numeric[],
       $13::numeric[], $14::numeric[], $15::timestamptz[], $16::timestamptz[])`,
    [
      rows.map(() => newId<InvoiceLineId>()),
      column(({ organizationId }) => organizationId),
      column(({ draft }) => draft.customerId),
      column(({ draft }) => draft.id),
      column(({ position }) => position),
      column(({ line }) => line.kind),
      column(({ line }) => line.description),
      column(({ line }) => line.chargeId),
      column(({ line }) => line.featureId),
      column(({ line }) => line.grantId),
      column(({ line }) => quantityText(line.quantity)),
      column(({ line }) => moneyText(line.unitAmount)),
      column(({ line }) => moneyText(line.amount)),
      column(({ line }) => (line.credits === null ? null : creditsText(line.credits))),
      column(({ line }) => line.period?.start.toISOString() ?? null),
      column(({ line }) => line.period?.end.toISOString() ?? null),
    ],
  );
}
