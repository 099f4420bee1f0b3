import type { Context } from "@/lib/context";
import { type Search, type SearchField, searchRows, stampFields } from "@/lib/db/search";
import type { InvoiceRow } from "../schema";
import { INVOICE_COLUMNS, INVOICE_TABLES, invoiceFromRow } from "../store/invoice";
import { invoiceRow } from "../view";

/** What invoices may be searched by. */
export const INVOICE_FIELDS = {
  id: { kind: "id", sql: "invoice.id" },
  number: { kind: "text", sql: "invoice.number" },
  customerId: { kind: "id", sql: "invoice.customer_id" },
  customerExternalId: { kind: "text", sql: "customer.external_id" },
  subscriptionId: { kind: "id", sql: "invoice.subscription_id" },
  status: { kind: "word", sql: "invoice.status::text" },
  paymentStatus: { kind: "word", sql: "invoice.payment_status::text" },
  type: { kind: "word", sql: "invoice.type" },
  currency: { kind: "text", sql: "invoice.currency" },
  total: { kind: "decimal", sql: "invoice.total" },
  paid: { kind: "decimal", sql: "invoice.paid" },
  due: { kind: "decimal", sql: "(invoice.total - invoice.paid)" },
  periodStart: { kind: "instant", sql: "invoice.period_start" },
  periodEnd: { kind: "instant", sql: "invoice.period_end" },
  issuedAt: { kind: "instant", sql: "invoice.issued_at" },
  dueAt: { kind: "instant", sql: "invoice.due_at" },
  paidAt: { kind: "instant", sql: "invoice.paid_at" },
  ...stampFields("invoice"),
} as const satisfies Record<string, SearchField>;

export async function searchInvoices(
  ctx: Context,
  search: Search,
): Promise<{ readonly items: readonly InvoiceRow[]; readonly total: number }> {
  const { rows, total } = await searchRows(search, {
    columns: INVOICE_COLUMNS,
    tables: INVOICE_TABLES,
    where: "invoice.organization_id = $1::uuid",
    params: [ctx.organizationId],
    id: "invoice.id",
  });
  return { items: rows.map((row) => invoiceRow(invoiceFromRow(row))), total };
}
