/** The credit units that rows are of, where their views do not tell: several are named together. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type CustomerId, type FeatureId, idFromRow, idText, TransactionId } from "@/lib/ids";

/** By the transaction's id as it is told: those of the wallets that it touched. */
export async function unitsOfTransactions(
  ctx: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const named = new Map(ids.map((id) => [String(TransactionId.parse(id)), id]));
  const rows = await readSql(
    `SELECT p.transaction_id AS id, string_agg(DISTINCT w.credit_unit, ' + ') AS unit
     FROM wallet_posting AS p JOIN wallet AS w ON w.id = p.wallet_id
     WHERE p.transaction_id = ANY($2::uuid[]) AND w.organization_id = $1::uuid
     GROUP BY p.transaction_id`,
    [ctx.organizationId, [...named.keys()]],
  );
  return new Map(rows.map(({ id, unit }) => [named.get(String(id)) ?? "", String(unit)]));
}

/** By the id of a credit cost, as it is kept. */
export async function unitsOfCosts(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const rows = await readSql(
    "SELECT id, credit_unit FROM credit_cost WHERE organization_id = $1::uuid",
    [ctx.organizationId],
  );
  return new Map(rows.map(({ id, credit_unit }) => [String(id), String(credit_unit)]));
}

/** By the feature's id, as it is told. */
export async function unitsOfFeatures(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const rows = await readSql(
    "SELECT id, credit_unit FROM feature WHERE organization_id = $1::uuid",
    [ctx.organizationId],
  );
  return new Map(
    rows.map(({ id, credit_unit }) => [
      idText("feat", idFromRow<FeatureId>(id)),
      String(credit_unit),
    ]),
  );
}

/** The one that all amounts are of; undefined where the organization counts in several. */
export async function findOnlyUnit(ctx: Context): Promise<string | undefined> {
  const rows = await readSql(
    "SELECT code FROM credit_unit WHERE organization_id = $1::uuid LIMIT 2",
    [ctx.organizationId],
  );
  return rows.length === 1 ? String(rows[0]?.code) : undefined;
}

/** By the run's name: those of the features that it used. */
export async function unitsOfRuns(
  customerId: CustomerId,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await readSql(
    `SELECT run.group_id, string_agg(DISTINCT feature.credit_unit, ' + ') AS unit
     FROM usage_run AS run JOIN feature ON feature.id = run.feature_id
     WHERE run.customer_id = $1::uuid AND run.group_id = ANY($2::text[])
     GROUP BY run.group_id`,
    [customerId, [...groupIds]],
  );
  return new Map(rows.map(({ group_id, unit }) => [String(group_id), String(unit)]));
}
