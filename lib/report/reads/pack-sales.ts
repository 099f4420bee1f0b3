/** What packs sold, to whom and when. A sale counts while its invoice stands. */
import type { Context } from "@/lib/context";
import { cursorText, readCursor } from "@/lib/customer/rules/cursor";
import { containing } from "@/lib/db/like";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import {
  type CustomerId,
  type InvoiceId,
  idFromRow,
  idText,
  type PackId,
  type TransactionId,
} from "@/lib/ids";
import type { InvoiceStatus } from "@/lib/invoicing/rules/invoice-status";
import { creditsFromRow, creditsText } from "@/lib/money/credits";
import { moneyFromRow, moneyText } from "@/lib/money/money";
import type { PackSalePage, PackSaleQuery, PackSaleRow, PackSalesView } from "../schema/pack-sales";

const DAY_MS = 86_400_000;
const LATELY_DAYS = 30;
const SHOWN_DAYS = 90;

const STANDING = `pack_sale AS sale JOIN invoice ON invoice.id = sale.invoice_id
  AND invoice.status <> 'VOID'`;

/** Pieces of each pack in the last thirty days, by its id as text; of the others, none. */
export async function countPackSales(ctx: Context): Promise<Readonly<Record<string, number>>> {
  const since = new Date(ctx.at.getTime() - LATELY_DAYS * DAY_MS);
  const rows = await readSql(
    `SELECT sale.pack_id, sum(sale.quantity)::int AS pieces FROM ${STANDING}
     WHERE sale.organization_id = $1::uuid AND sale.sold_at >= $2::timestamptz
     GROUP BY sale.pack_id`,
    [ctx.organizationId, since],
  );
  return Object.fromEntries(
    rows.map((row) => [idText("pack", idFromRow<PackId>(row.pack_id)), Number(row.pieces)]),
  );
}

export async function findPackSales(
  ctx: Context,
  packId: PackId,
  zone: string,
): Promise<PackSalesView> {
  const { organizationId, at } = ctx;
  const since = new Date(at.getTime() - LATELY_DAYS * DAY_MS);
  const [days, [sums], takings] = await Promise.all([
    readSql(
      `SELECT to_char(day, 'YYYY-MM-DD') AS day, coalesce(sum(sold.quantity), 0)::int AS pieces
       FROM generate_series(($3::timestamptz AT TIME ZONE $4::text)::date - ($5::int - 1),
           ($3::timestamptz AT TIME ZONE $4::text)::date, interval '1 day') AS day
         LEFT JOIN (SELECT sale.quantity, (sale.sold_at AT TIME ZONE $4::text)::date AS sold_on
           FROM ${STANDING} WHERE sale.organization_id = $1::uuid AND sale.pack_id = $2::uuid) AS sold
           ON sold.sold_on = day::date
       GROUP BY day ORDER BY day`,
      [organizationId, packId, at, zone, SHOWN_DAYS],
    ),
    readSql(
      `SELECT coalesce(sum(sale.quantity), 0)::int AS pieces,
         count(DISTINCT sale.customer_id)::int AS customers,
         coalesce(sum(sale.credits), 0)::numeric(38,9)::text AS credits,
         coalesce(sum(sale.quantity) FILTER (WHERE sale.sold_at >= $3::timestamptz), 0)::int AS lately
       FROM ${STANDING} WHERE sale.organization_id = $1::uuid AND sale.pack_id = $2::uuid`,
      [organizationId, packId, since],
    ),
    readSql(
      `SELECT sale.currency, sum(sale.price)::numeric(38,9)::text AS amount FROM ${STANDING}
       WHERE sale.organization_id = $1::uuid AND sale.pack_id = $2::uuid
       GROUP BY sale.currency ORDER BY sale.currency`,
      [organizationId, packId],
    ),
  ]);
  return {
    days: days.map(({ day, pieces }) => ({ day: String(day), pieces: Number(pieces) })),
    lately: Number(sums?.lately),
    pieces: Number(sums?.pieces),
    customers: Number(sums?.customers),
    credits: creditsText(creditsFromRow(sums?.credits ?? "0")),
    takings: takings.map(({ currency, amount }) => ({
      currency: String(currency),
      amount: moneyText(moneyFromRow(amount)),
    })),
  };
}

const FILTER = `sale.organization_id = $1::uuid AND sale.pack_id = $2::uuid
  AND ($3::text IS NULL OR lower(customer.name || ' ' || customer.external_id) LIKE $3::text)`;
const TABLES = `pack_sale AS sale JOIN customer ON customer.id = sale.customer_id
  JOIN invoice ON invoice.id = sale.invoice_id`;

/**
 * Its sales, newest first; those whose invoice was voided too, which says so.
 *
 * @throws DomainError `validation_error` for a cursor that no list gave.
 */
export async function listPackSales(
  ctx: Context,
  packId: PackId,
  query: PackSaleQuery,
): Promise<PackSalePage> {
  const [page, [counted]] = await Promise.all([
    listPackSalesUncounted(ctx, packId, query),
    readSql(
      `SELECT count(*)::int AS total FROM ${TABLES} WHERE ${FILTER}`,
      filterOf(ctx, packId, query),
    ),
  ]);
  return { ...page, total: Number(counted?.total) };
}

const filterOf = (ctx: Context, packId: PackId, { search }: Pick<PackSaleQuery, "search">) => [
  ...[ctx.organizationId, packId, search ? containing(search) : null],
];

/** A page of the same, for who walks them all and need not know how many there are. */
export async function listPackSalesUncounted(
  ctx: Context,
  packId: PackId,
  { search, cursor, limit }: PackSaleQuery,
): Promise<Omit<PackSalePage, "total">> {
  const after = cursor === null ? null : readCursor(cursor);
  const rows = await readSql(
    `SELECT sale.transaction_id, sale.sold_at, sale.quantity, sale.credits::text AS credits,
       sale.price::text AS price, sale.currency, customer.id AS customer_id,
       customer.external_id, customer.name, invoice.id AS invoice_id, invoice.number,
       invoice.status::text AS status
     FROM ${TABLES} WHERE ${FILTER}
       AND ($4::timestamptz IS NULL
         OR (sale.sold_at, sale.transaction_id) < ($4::timestamptz, $5::uuid))
     ORDER BY sale.sold_at DESC, sale.transaction_id DESC LIMIT $6::int + 1`,
    [...filterOf(ctx, packId, { search }), after?.key ?? null, after?.id ?? null, limit],
  );
  const last = rows[limit - 1];
  const isMore = rows.length > limit && last !== undefined;
  return {
    items: rows.slice(0, limit).map(saleRow),
    nextCursor: isMore
      ? cursorText({
          key: (last.sold_at as Date).toISOString(),
          id: idFromRow<TransactionId>(last.transaction_id),
        })
      : null,
  };
}

const saleRow = (row: Row): PackSaleRow => ({
  transactionId: idText("ltx", idFromRow<TransactionId>(row.transaction_id)),
  soldAt: (row.sold_at as Date).toISOString(),
  customer: {
    id: idText("cus", idFromRow<CustomerId>(row.customer_id)),
    externalId: String(row.external_id),
    name: String(row.name),
  },
  quantity: Number(row.quantity),
  credits: creditsText(creditsFromRow(row.credits)),
  price: moneyText(moneyFromRow(row.price)),
  currency: String(row.currency),
  invoice: {
    id: idText("inv", idFromRow<InvoiceId>(row.invoice_id)),
    number: row.number === null ? null : String(row.number),
    status: row.status as InvoiceStatus,
  },
});
