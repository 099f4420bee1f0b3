/** The credit units that rows are of, where their views do not tell: several are named together. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { TransactionId } from "@/lib/ids";

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
