import type { Context } from "@/lib/context";
import { cursorText, readCursor } from "@/lib/customer/rules/cursor";
import { containing } from "@/lib/db/like";
import { readSql } from "@/lib/db/transact";
import { type GrantId, type InvoiceId, idFromRow } from "@/lib/ids";
import type { InvoicePage, InvoiceQuery, InvoiceView } from "./schema";
import { INVOICE_COLUMNS, INVOICE_TABLES, invoiceFromRow, loadInvoiceView } from "./store/invoice";
import { GRANTS_OF_INVOICE } from "./store/waiting-grants";
import { invoiceRow } from "./view";

/** An invoice with its lines and payments. */
export async function findInvoice(ctx: Context, id: InvoiceId): Promise<InvoiceView | undefined> {
  const [row] = await readSql(
    `SELECT ${INVOICE_COLUMNS} FROM ${INVOICE_TABLES}
     WHERE invoice.organization_id = $1::uuid AND invoice.id = $2::uuid`,
    [ctx.organizationId, id],
  );
  return row && loadInvoiceView({ sql: readSql }, invoiceFromRow(row));
}

/** The grants that its lines pay for, or that come with its payment, in the order that they were given in. */
export async function listGrantsOfInvoice(
  ctx: Context,
  id: InvoiceId,
): Promise<readonly GrantId[]> {
  const rows = await readSql(
    `SELECT credit_grant.id FROM credit_grant
     WHERE credit_grant.organization_id = $2::uuid AND credit_grant.id IN (${GRANTS_OF_INVOICE})
     ORDER BY credit_grant.effective_at, credit_grant.id`,
    [id, ctx.organizationId],
  );
  return rows.map((row) => idFromRow<GrantId>(row.id));
}

const DAY_MS = 24 * 3_600_000;

const FILTER = `invoice.organization_id = $1::uuid
  AND ($2::uuid IS NULL OR invoice.customer_id = $2::uuid)
  AND ($3::uuid IS NULL OR invoice.subscription_id = $3::uuid)
  AND ($4::text IS NULL OR invoice.status::text = $4::text)
  AND ($5::text IS NULL OR invoice.type = $5::text)
  AND ($6::text IS NULL OR lower(coalesce(invoice.number, '') || ' ' || customer.name || ' ' ||
    customer.external_id) LIKE $6::text)
  AND ($7::timestamptz IS NULL
    OR (invoice.status = 'OPEN' AND invoice.due_at < $7::timestamptz))`;

/**
 * Newest first.
 *
 * @throws DomainError `validation_error` for a cursor that no list gave.
 */
export async function listInvoices(ctx: Context, query: InvoiceQuery): Promise<InvoicePage> {
  const [page, [counted]] = await Promise.all([
    listInvoicesUncounted(ctx, query),
    readSql(
      `SELECT count(*)::int AS total FROM ${INVOICE_TABLES} WHERE ${FILTER}`,
      filterOf(ctx, query),
    ),
  ]);
  return { ...page, total: Number(counted?.total) };
}

function filterOf({ organizationId, at }: Context, query: InvoiceQuery) {
  const { customerId, subscriptionId, status, type, search, isOverdue } = query;
  const pattern = search ? containing(search) : null;
  const overdueAt = isOverdue ? new Date(at.getTime() - DAY_MS) : null;
  return [organizationId, customerId, subscriptionId, status, type, pattern, overdueAt];
}

/** A page of the same, for who walks them all and need not know how many there are. */
export async function listInvoicesUncounted(
  ctx: Context,
  query: InvoiceQuery,
): Promise<Omit<InvoicePage, "total">> {
  const after = query.cursor === null ? null : readCursor(query.cursor);
  const { limit, offset } = query;
  const rows = await readSql(
    `SELECT ${INVOICE_COLUMNS} FROM ${INVOICE_TABLES} WHERE ${FILTER}
       AND ($8::timestamptz IS NULL
         OR (invoice.created_at, invoice.id) < ($8::timestamptz, $9::uuid))
     ORDER BY invoice.created_at DESC, invoice.id DESC LIMIT $10::int + 1 OFFSET $11::int`,
    [...filterOf(ctx, query), after?.key ?? null, after?.id ?? null, limit, offset],
  );
  const items = rows.slice(0, limit).map(invoiceFromRow);
  const last = items.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return {
    items: items.map(invoiceRow),
    nextCursor: isMore ? cursorText({ key: last.createdAt.toISOString(), id: last.id }) : null,
  };
}
