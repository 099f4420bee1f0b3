import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { cursorText, readCursor } from "@/lib/customer/rules/cursor";
import { containing } from "@/lib/db/like";
import { readSql } from "@/lib/db/transact";
import type { SubscriptionId } from "@/lib/ids";
import type { SubscriptionPage, SubscriptionQuery, SubscriptionView } from "./schema";
import { findViewRow, VIEW_COLUMNS, VIEW_TABLES, viewRowFrom } from "./store/view-row";
import { subscriptionView } from "./view";

/** Reads outside a transaction speak the same SQL. */
const reader = { sql: readSql };

export async function findSubscription(
  ctx: Context,
  id: SubscriptionId,
): Promise<SubscriptionView | undefined> {
  const row = await findViewRow(reader, ctx.organizationId, id);
  return row && subscriptionView(row);
}

const FILTER = `subscription.organization_id = $1::uuid
  AND ($2::uuid IS NULL OR subscription.customer_id = $2::uuid)
  AND ($3::uuid IS NULL OR subscription.plan_id = $3::uuid)
  AND ($4::text IS NULL OR subscription.status::text = $4::text)
  AND ($5::text IS NULL OR lower(customer.name || ' ' || customer.external_id || ' ' ||
    plan.name) LIKE $5::text)`;
const COUNTED = `subscription JOIN customer ON customer.id = subscription.customer_id
  JOIN plan ON plan.id = subscription.plan_id`;

/**
 * Newest first; a customer's own by `customerId`.
 *
 * @throws DomainError `validation_error` for a cursor that no list gave.
 */
export async function listSubscriptions(
  ctx: Context,
  query: SubscriptionQuery,
): Promise<SubscriptionPage> {
  const after = query.cursor === null ? null : readCursor(query.cursor);
  const { customerId, planId, status, search, limit, offset } = query;
  const pattern = search ? containing(search) : null;
  const filter = [ctx.organizationId, customerId, planId, status, pattern];
  const [rows, [counted]] = await Promise.all([
    readSql(
      `SELECT ${VIEW_COLUMNS} FROM ${VIEW_TABLES} WHERE ${FILTER}
         AND ($6::timestamptz IS NULL
           OR (subscription.created_at, subscription.id) < ($6::timestamptz, $7::uuid))
       ORDER BY subscription.created_at DESC, subscription.id DESC
       LIMIT $8::int + 1 OFFSET $9::int`,
      [...filter, after?.key ?? null, after?.id ?? null, limit, offset],
    ),
    readSql(`SELECT count(*)::int AS total FROM ${COUNTED} WHERE ${FILTER}`, filter),
  ]);
  const catalog = await loadCatalog(reader, ctx.organizationId);
  const items = rows.slice(0, limit).map((row) => viewRowFrom(row, catalog));
  const last = items.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return {
    items: items.map(subscriptionView),
    total: Number(counted?.total),
    nextCursor: isMore ? cursorText({ key: last.createdAt.toISOString(), id: last.id }) : null,
  };
}
