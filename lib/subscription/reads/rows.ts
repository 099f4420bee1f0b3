import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { cursorText, readCursor } from "@/lib/customer/rules/cursor";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import type { SubscriptionId } from "@/lib/ids";
import type { SubscriptionRow, SubscriptionRowPage, SubscriptionRowQuery } from "../schema/rows";
import { HAS_OVERRIDES, ROW_FILTER, ROW_TABLES, rowFilterOf } from "../store/row-filter";
import { VIEW_COLUMNS, VIEW_TABLES, viewRowFrom } from "../store/view-row";
import { subscriptionRow } from "../view/rows";

const ROW_COLUMNS = `${VIEW_COLUMNS}, ${HAS_OVERRIDES} AS has_overrides,
  customer.test_clock_id IS NOT NULL AS is_on_test_clock`;

/**
 * The dashboard's list, newest first, with what each will ask next.
 *
 * @throws DomainError `validation_error` for a cursor that no list gave.
 */
export async function listSubscriptionRows(
  ctx: Context,
  query: SubscriptionRowQuery,
): Promise<SubscriptionRowPage> {
  const [page, [counted]] = await Promise.all([
    listSubscriptionRowsUncounted(ctx, query),
    readSql(
      `SELECT count(*)::int AS total FROM ${ROW_TABLES} WHERE ${ROW_FILTER}`,
      rowFilterOf(ctx, query),
    ),
  ]);
  return { ...page, total: Number(counted?.total) };
}

/** A page of the same, for who walks them all and need not know how many there are. */
export async function listSubscriptionRowsUncounted(
  ctx: Context,
  query: SubscriptionRowQuery,
): Promise<Omit<SubscriptionRowPage, "total">> {
  const after = query.cursor === null ? null : readCursor(query.cursor);
  const filter = rowFilterOf(ctx, query);
  const [rows, catalog] = await Promise.all([
    readSql(
      `SELECT ${ROW_COLUMNS} FROM ${VIEW_TABLES} WHERE ${ROW_FILTER} AND ($12::timestamptz IS NULL
         OR (subscription.created_at, subscription.id) < ($12::timestamptz, $13::uuid))
       ORDER BY subscription.created_at DESC, subscription.id DESC
       LIMIT $14::int + 1 OFFSET $15::int`,
      [...filter, after?.key ?? null, after?.id ?? null, query.limit, query.offset],
    ),
    loadCatalog({ sql: readSql }, ctx.organizationId),
  ]);
  const found = rows.slice(0, query.limit).map((row) => ({ row, of: viewRowFrom(row, catalog) }));
  const last = found.at(-1)?.of;
  const isMore = rows.length > query.limit && last !== undefined;
  return {
    items: found.map(({ row, of }) => subscriptionRow(of, catalog, marksOf(row))),
    nextCursor: isMore ? cursorText({ key: last.createdAt.toISOString(), id: last.id }) : null,
  };
}

/** One of them, for its own page. */
export async function findSubscriptionRow(
  ctx: Context,
  id: SubscriptionId,
): Promise<SubscriptionRow | undefined> {
  const [row] = await readSql(
    `SELECT ${ROW_COLUMNS} FROM ${VIEW_TABLES}
     WHERE subscription.organization_id = $1::uuid AND subscription.id = $2::uuid`,
    [ctx.organizationId, id],
  );
  if (!row) return undefined;
  const catalog = await loadCatalog({ sql: readSql }, ctx.organizationId);
  return subscriptionRow(viewRowFrom(row, catalog), catalog, marksOf(row));
}

const marksOf = (row: Row) => ({
  hasOverrides: Boolean(row.has_overrides),
  isOnTestClock: Boolean(row.is_on_test_clock),
});
