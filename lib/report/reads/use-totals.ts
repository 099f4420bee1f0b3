import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type CustomerId, type FeatureId, idFromRow, idText } from "@/lib/ids";
import { creditsFromRow, creditsText, sum } from "@/lib/money/credits";
import { addToDay, localDay } from "@/lib/time/zone";
import type { UseTotalsQuery, UseTotalsView } from "../schema/use-totals";

/** Beyond these nobody reads on: a report of all customers is what exports are for. */
const MOST = 1000;

const NAMED = {
  feature: {
    id: "use.feature_id",
    table: "feature",
    idText: (id: unknown) => idText("feat", idFromRow<FeatureId>(id)),
  },
  customer: {
    id: "use.customer_id",
    table: "customer",
    idText: (id: unknown) => idText("cus", idFromRow<CustomerId>(id)),
  },
} as const;

/**
 * What was used by events on the days that the range touches, the most first. Days are those of
 * each customer's own zone, so the range is read as days of the organization's.
 */
export async function sumUse(
  ctx: Context,
  { from, to, by }: UseTotalsQuery,
): Promise<UseTotalsView> {
  const [organization] = await readSql("SELECT timezone FROM organization WHERE id = $1::uuid", [
    ctx.organizationId,
  ]);
  const zone = String(organization?.timezone);
  const first = localDay(from, zone);
  const last = localDay(new Date(to.getTime() - 1), zone);
  const named = NAMED[by];
  const rows = await readSql(
    `SELECT ${named.id} AS id, ${named.table}.name, sum(use.credits)::numeric(38,9)::text AS credits,
       sum(use.events)::bigint AS events, sum(use.refused)::bigint AS refused
     FROM usage_day AS use JOIN ${named.table} ON ${named.table}.id = ${named.id}
     WHERE use.organization_id = $1::uuid AND use.day >= $2::date AND use.day <= $3::date
     GROUP BY ${named.id}, ${named.table}.name
     ORDER BY sum(use.credits) DESC, ${named.id} LIMIT $4::int`,
    [ctx.organizationId, first, last, MOST],
  );
  const items = rows.map((row) => ({
    key: named.idText(row.id),
    name: String(row.name),
    credits: creditsText(creditsFromRow(row.credits)),
    events: Number(row.events),
    refused: Number(row.refused),
  }));
  const total = creditsText(sum(rows.map((row) => creditsFromRow(row.credits))));
  return { from: first, to: addToDay(last, 1), by, items, total };
}
