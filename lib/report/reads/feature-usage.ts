/** How one feature was used lately, by day and by customer. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type CustomerId, type FeatureId, idFromRow, idText } from "@/lib/ids";
import { creditsFromRow, creditsText, sum } from "@/lib/money/credits";
import { addToDay, localDay } from "@/lib/time/zone";
import type { FeatureUsageView } from "../schema/feature-usage";

const DAYS = 30;
const TOP = 10;

/** The last thirty days of the organization's zone, the last one today's so far. */
export async function findFeatureUsage(
  ctx: Context,
  featureId: FeatureId,
  zone: string,
): Promise<FeatureUsageView> {
  const last = localDay(ctx.at, zone);
  const first = addToDay(last, 1 - DAYS);
  const range = [ctx.organizationId, featureId, first, last];
  const [days, customers] = await Promise.all([
    readSql(
      `SELECT to_char(shown.day, 'YYYY-MM-DD') AS day, coalesce(sum(use.events), 0)::int AS events,
         coalesce(sum(use.credits), 0)::numeric(38,9)::text AS credits
       FROM generate_series($3::date, $4::date, interval '1 day') AS shown (day) LEFT JOIN usage_day AS use
         ON use.organization_id = $1::uuid AND use.feature_id = $2::uuid AND use.day = shown.day::date
       GROUP BY shown.day ORDER BY shown.day`,
      range,
    ),
    readSql(
      `SELECT customer.id, customer.name, sum(use.events)::int AS events,
         sum(use.credits)::numeric(38,9)::text AS credits, sum(use.refused)::int AS refused,
         count(*) OVER ()::int AS customers
       FROM usage_day AS use JOIN customer ON customer.id = use.customer_id
       WHERE use.organization_id = $1::uuid AND use.feature_id = $2::uuid
         AND use.day BETWEEN $3::date AND $4::date
       GROUP BY customer.id, customer.name
       ORDER BY sum(use.credits) DESC, sum(use.events) DESC, customer.id LIMIT $5::int`,
      [...range, TOP],
    ),
  ]);
  const told = days.map((row) => ({
    day: String(row.day),
    ...{ credits: creditsText(creditsFromRow(row.credits)), events: Number(row.events) },
  }));
  return {
    days: told,
    credits: creditsText(sum(days.map((row) => creditsFromRow(row.credits)))),
    events: told.reduce((count, { events }) => count + events, 0),
    customerCount: Number(customers[0]?.customers ?? 0),
    customers: customers.map((row) => ({
      id: idText("cus", idFromRow<CustomerId>(row.id)),
      name: String(row.name),
      credits: creditsText(creditsFromRow(row.credits)),
      events: Number(row.events),
      refused: Number(row.refused),
    })),
  };
}
