/** Writing finalised invoices, many at once, with gapless numbers. */
import { instantText, plainColumn, textColumn } from "@/lib/db/columns";
import { type Tx, tell } from "@/lib/db/tx";
import {
  type InvoiceLineId,
  idFromRow,
  newId,
  type OrganizationId,
  type SubscriptionId,
} from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { quantityText } from "@/lib/money/quantity";
import type { BillingMethod } from "../rules/billing";
import type { InvoiceDraft } from "../rules/invoice";
import { subtotalOf } from "../rules/invoice-lines";
import { standingAtIssue } from "../rules/invoice-status";

/** A draft with its number, in whose organization and when. */
export type NumberedInvoice = {
  readonly organizationId: OrganizationId;
  readonly draft: InvoiceDraft;
  readonly number: string;
  readonly at: Date;
  readonly dueAt: Date;
  readonly poNumber: string | null;
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

/** What subscriptions have agreed on the paying of their invoices. */
export type PayingTerms = Pick<BillingMethod, "netDays" | "poNumber"> & { readonly zone: string };

export async function loadPayingTerms(
  tx: Tx,
  ids: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, PayingTerms>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.sql(
    "SELECT id, net_days, po_number, zone FROM subscription WHERE id = ANY($1::uuid[])",
    [[...new Set(ids)]],
  );
  return new Map(
    rows.map((row) => [
      idFromRow<SubscriptionId>(row.id),
      {
        netDays: Number(row.net_days),
        poNumber: row.po_number as string | null,
        zone: String(row.zone),
      },
    ]),
  );
}

export async function insertInvoices(tx: Tx, invoices: readonly NumberedInvoice[]): Promise<void> {
  const rows = invoices.map((invoice) => {
    const total = subtotalOf(invoice.draft.lines);
    return { total, ...standingAtIssue(total), ...invoice };
  });
  await tell(
    tx,
    `INSERT INTO invoice (id, organization_id, customer_id, subscription_id, number, status,
       payment_status, type, billing_reason, currency, period_start, period_end, subtotal, total,
       description, reference, issued_at, due_at, po_number, paid_at, created_at, updated_at)
     SELECT id, organization_id, customer_id, subscription_id, number, status::invoice_status,
       payment_status::payment_status, type, billing_reason, currency, period_start, period_end,
       total, total, description, reference, at, due_at, po_number, CASE WHEN status = 'PAID' THEN at END, at, at
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[],
       $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::timestamptz[], $13::numeric[],
       $14::text[], $15::text[], $16::timestamptz[], $17::timestamptz[], $18::text[])
       AS i (id, organization_id, customer_id, subscription_id, number, status, payment_status, type,
         billing_reason, currency, period_start, period_end, total, description, reference, at,
         due_at, po_number)`,
    [
      plainColumn(rows, ({ draft }) => draft.id),
      plainColumn(rows, ({ organizationId }) => organizationId),
      plainColumn(rows, ({ draft }) => draft.customerId),
      plainColumn(rows, ({ draft }) => draft.subscriptionId),
      plainColumn(rows, ({ number }) => number),
      plainColumn(rows, ({ status }) => status),
      plainColumn(rows, ({ paymentStatus }) => paymentStatus),
      plainColumn(rows, ({ draft }) => draft.type),
      textColumn(rows, ({ draft }) => draft.billingReason),
      textColumn(rows, ({ draft }) => draft.currency),
      plainColumn(rows, ({ draft }) => draft.period && instantText(draft.period.start)),
      plainColumn(rows, ({ draft }) => draft.period && instantText(draft.period.end)),
      plainColumn(rows, ({ total }) => moneyText(total)),
      textColumn(rows, ({ draft }) => draft.description),
      textColumn(rows, ({ draft }) => draft.reference),
      plainColumn(rows, ({ at }) => instantText(at)),
      plainColumn(rows, ({ dueAt }) => instantText(dueAt)),
      textColumn(rows, ({ poNumber }) => poNumber),
    ],
  );
  await insertLines(tx, invoices);
}

async function insertLines(tx: Tx, invoices: readonly NumberedInvoice[]): Promise<void> {
  const rows = invoices.flatMap(({ organizationId, draft }) =>
    draft.lines.map((line, position) => ({ organizationId, draft, line, position })),
  );
  await tell(
    tx,
    `INSERT INTO invoice_line (id, organization_id, customer_id, invoice_id, position, kind,
       description, charge_id, feature_id, grant_id, quantity, unit_amount, amount, credits,
       period_start, period_end)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::text[],
       $7::text[], $8::uuid[], $9::uuid[], $10::uuid[], $11::numeric[], $12::numeric[],
       $13::numeric[], $14::numeric[], $15::timestamptz[], $16::timestamptz[])`,
    [
      plainColumn(rows, () => newId<InvoiceLineId>()),
      plainColumn(rows, ({ organizationId }) => organizationId),
      plainColumn(rows, ({ draft }) => draft.customerId),
      plainColumn(rows, ({ draft }) => draft.id),
      plainColumn(rows, ({ position }) => position),
      plainColumn(rows, ({ line }) => line.kind),
      textColumn(rows, ({ line }) => line.description),
      plainColumn(rows, ({ line }) => line.chargeId),
      plainColumn(rows, ({ line }) => line.featureId),
      plainColumn(rows, ({ line }) => line.grantId),
      plainColumn(rows, ({ line }) => quantityText(line.quantity)),
      plainColumn(rows, ({ line }) => moneyText(line.unitAmount)),
      plainColumn(rows, ({ line }) => moneyText(line.amount)),
      plainColumn(rows, ({ line }) => (line.credits === null ? null : creditsText(line.credits))),
      plainColumn(rows, ({ line }) => line.period && instantText(line.period.start)),
      plainColumn(rows, ({ line }) => line.period && instantText(line.period.end)),
    ],
  );
}
