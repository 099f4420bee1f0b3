import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { type Search, type SearchField, searchRows, stampFields } from "@/lib/db/search";
import { readSql } from "@/lib/db/transact";
import type { SubscriptionView } from "../schema";
import { VIEW_COLUMNS, VIEW_TABLES, viewRowFrom } from "../store/view-row";
import { subscriptionView } from "../view";

/** What subscriptions may be searched by. */
export const SUBSCRIPTION_FIELDS = {
  id: { kind: "id", sql: "subscription.id" },
  customerId: { kind: "id", sql: "subscription.customer_id" },
  customerExternalId: { kind: "text", sql: "customer.external_id" },
  planId: { kind: "id", sql: "subscription.plan_id" },
  planName: { kind: "text", sql: "plan.name" },
  status: { kind: "word", sql: "subscription.status::text" },
  currency: { kind: "text", sql: "subscription.currency" },
  billingPeriod: { kind: "word", sql: "subscription.billing_period::text" },
  startedAt: { kind: "instant", sql: "subscription.started_at" },
  endsAt: { kind: "instant", sql: "subscription.ends_at" },
  currentPeriodStart: { kind: "instant", sql: "subscription.current_period_start" },
  currentPeriodEnd: { kind: "instant", sql: "subscription.current_period_end" },
  ...stampFields("subscription"),
} as const satisfies Record<string, SearchField>;

export async function searchSubscriptions(
  ctx: Context,
  search: Search,
): Promise<{ readonly items: readonly SubscriptionView[]; readonly total: number }> {
  const { rows, total } = await searchRows(search, {
    columns: VIEW_COLUMNS,
    tables: VIEW_TABLES,
    counted: `subscription JOIN customer ON customer.id = subscription.customer_id
      JOIN plan ON plan.id = subscription.plan_id`,
    where: "subscription.organization_id = $1::uuid",
    params: [ctx.organizationId],
    id: "subscription.id",
  });
  const catalog = await loadCatalog({ sql: readSql }, ctx.organizationId);
  return { items: rows.map((row) => subscriptionView(viewRowFrom(row, catalog))), total };
}
