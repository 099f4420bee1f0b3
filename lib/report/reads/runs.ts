/** A customer's runs, from their roll-up: which there were, and what each came to by source. */

import type { Catalog } from "@/lib/catalog/rules/catalog";
import { shownQuantity } from "@/lib/catalog/schema/shown-quantity";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { findCustomer } from "@/lib/customer/reads";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import { notFound } from "@/lib/errors";
import { type CustomerId, type FeatureId, idFromRow, idText } from "@/lib/ids";
import { creditsFromRow, creditsText } from "@/lib/money/credits";
import { quantityFromRow, quantityText } from "@/lib/money/quantity";
import { readRunCursor, runCursorText } from "../rules/run-cursor";
import type { RunDetail, RunQuery, RunSource, RunView } from "../schema/runs";

const tx = { sql: readSql };

export type RunPage = { readonly items: readonly RunView[]; readonly nextCursor: string | null };

/** Newest first. @throws DomainError `not_found`; `validation_error` for a cursor that no list gave. */
export async function listRuns(
  ctx: Context,
  customerId: CustomerId,
  { search, from, to, cursor, limit }: RunQuery,
): Promise<RunPage> {
  await refuseUnknown(ctx, customerId);
  const after = cursor === null ? null : readRunCursor(cursor);
  const rows = await readSql(
    `SELECT ${SUMS} FROM usage_run WHERE customer_id = $1::uuid
       AND ($2::text = '' OR strpos(lower(group_id), lower($2::text)) > 0)
       AND ($3::timestamptz IS NULL OR last_at >= $3::timestamptz)
       AND ($4::timestamptz IS NULL OR started_at < $4::timestamptz)
     GROUP BY group_id
     HAVING ($3::timestamptz IS NULL OR min(started_at) >= $3::timestamptz)
       AND ($5::timestamptz IS NULL OR (min(started_at), group_id) < ($5::timestamptz, $6::text))
     ORDER BY min(started_at) DESC, group_id DESC LIMIT $7::int + 1`,
    [
      ...[customerId, search, from?.toISOString() ?? null, to?.toISOString() ?? null],
      ...[after?.startedAt ?? null, after?.groupId ?? null, limit],
    ],
  );
  const catalog = await loadCatalog(tx, ctx.organizationId);
  const items = rows.slice(0, limit).map((row) => runView(row, catalog));
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? runCursorText(last) : null };
}

/** One run opened into its sources. @throws DomainError `not_found` for the customer or the run. */
export async function findRun(
  ctx: Context,
  customerId: CustomerId,
  groupId: string,
): Promise<RunDetail> {
  await refuseUnknown(ctx, customerId);
  const named = [customerId, groupId];
  const [row] = await readSql(
    `SELECT ${SUMS} FROM usage_run WHERE customer_id = $1::uuid AND group_id = $2::text
     GROUP BY group_id`,
    named,
  );
  if (!row) throw notFound("run", groupId);
  const sources = await readSql(
    `SELECT feature_id, member, split, started_at, last_at, events::int AS events,
       refused::int AS refused, quantity::text AS quantity, credits::text AS credits
     FROM usage_run WHERE customer_id = $1::uuid AND group_id = $2::text
     ORDER BY started_at, feature_id, split, member`,
    named,
  );
  const catalog = await loadCatalog(tx, ctx.organizationId);
  return { ...runView(row, catalog), sources: sources.map((one) => sourceView(one, catalog)) };
}

async function refuseUnknown(ctx: Context, customerId: CustomerId): Promise<void> {
  if (!(await findCustomer(ctx, customerId))) throw notFound("customer", idText("cus", customerId));
}

const SUMS = `group_id, min(started_at) AS started_at, max(last_at) AS last_at,
  sum(events)::int AS events, sum(refused)::int AS refused,
  sum(credits)::numeric(38,9)::text AS credits,
  to_json(array_agg(DISTINCT feature_id)) AS features,
  to_json(coalesce(array_agg(DISTINCT member) FILTER (WHERE member <> ''), '{}')) AS members`;

const runView = (row: Row, catalog: Catalog): RunView => ({
  groupId: String(row.group_id),
  ...timesOf(row),
  members: row.members as string[],
  features: (row.features as FeatureId[])
    .map((id) => nameOf(catalog, id))
    .toSorted((a, b) => a.localeCompare(b, "en")),
  ...countsOf(row),
});

function sourceView(row: Row, catalog: Catalog): RunSource {
  const id = idFromRow<FeatureId>(row.feature_id);
  const units = catalog.features.get(id) ?? NO_UNITS;
  const quantity = quantityText(quantityFromRow(row.quantity));
  return {
    featureId: idText("feat", id),
    featureName: nameOf(catalog, id),
    unitPlural: units.unitPlural,
    value: String(row.split),
    member: String(row.member),
    ...timesOf(row),
    quantity,
    shown: shownQuantity(units, quantity),
    ...countsOf(row),
  };
}

const NO_UNITS = { unitSingular: "", unitPlural: "", reportingUnit: null };

const nameOf = ({ features }: Catalog, id: FeatureId) =>
  features.get(id)?.name ?? "Unknown feature";

const timesOf = (row: Row) => ({
  startedAt: (row.started_at as Date).toISOString(),
  lastAt: (row.last_at as Date).toISOString(),
});

const countsOf = (row: Row) => ({
  events: Number(row.events),
  refused: Number(row.refused),
  credits: creditsText(creditsFromRow(row.credits)),
});
