/** What a transfer must know of the grant that it takes from, and how it locks both its sides. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { notFound } from "@/lib/errors";
import { type CustomerId, type GrantId, idFromRow, idText } from "@/lib/ids";
import type { Grant } from "../rules/books";
import { GRANT_COLUMNS, grantFromRow, text } from "./rows";

export type GrantHome = {
  readonly grant: Grant;
  readonly customerId: CustomerId;
  readonly creditUnit: string;
};

/**
 * @param tx for whoever has its wallet locked: then nothing of it moves any more.
 * @throws DomainError `not_found` if the grant is not the organization's.
 */
export async function findGrantHome(
  ctx: Context,
  grantId: GrantId,
  tx: Tx = { sql: readSql },
): Promise<GrantHome> {
  const [row] = await tx.sql(
    `SELECT customer_id, (SELECT credit_unit FROM wallet WHERE id = wallet_id) AS credit_unit,
       ${GRANT_COLUMNS}
     FROM credit_grant WHERE id = $1::uuid AND organization_id = $2::uuid`,
    [grantId, ctx.organizationId],
  );
  if (!row) throw notFound("grant", idText("grt", grantId));
  return {
    grant: grantFromRow(row),
    customerId: idFromRow<CustomerId>(row.customer_id),
    creditUnit: text(row.credit_unit),
  };
}

/** All wallets of both customers, ids ascending: transfers that cross each other wait, and never deadlock. */
export async function lockBothSides(tx: Tx, customers: readonly CustomerId[]): Promise<void> {
  await tx.sql(`SELECT id FROM wallet WHERE customer_id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`, [
    [...customers],
  ]);
}
