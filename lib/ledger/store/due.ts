/** Finds customers whose wallets time alone has changed. */
import type { Tx } from "@/lib/db/tx";
import { type CustomerId, idFromRow, type OrganizationId } from "@/lib/ids";
import { text } from "./rows";

const DUE = `SELECT due.customer_id, due.organization_id,
    ARRAY(SELECT id FROM wallet WHERE wallet.customer_id = due.customer_id)::text[] AS wallet_ids
  FROM (SELECT DISTINCT customer_id, organization_id
    FROM (SELECT customer_id, organization_id FROM wallet WHERE next_change_at <= $1::timestamptz
      ORDER BY next_change_at, id LIMIT $2::int) AS soonest) AS due`;
/** Ids ascending as everywhere; whoever else holds one of them books what is due by himself. */
const CLAIM = `SELECT id FROM wallet WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE SKIP LOCKED`;

export type DueCustomer = {
  readonly customerId: CustomerId;
  readonly organizationId: OrganizationId;
};

/** Locks the wallets of customers with something due; those that others hold are left out. */
export async function claimDue(tx: Tx, at: Date, limit: number): Promise<readonly DueCustomer[]> {
  const rows = await tx.sql(DUE, [at.toISOString(), limit]);
  if (rows.length === 0) return [];
  const wanted = rows.map((row) => ({
    customerId: idFromRow<CustomerId>(row.customer_id),
    organizationId: idFromRow<OrganizationId>(row.organization_id),
    walletIds: row.wallet_ids as string[],
  }));
  const claimed = await tx.sql(CLAIM, [wanted.flatMap(({ walletIds }) => walletIds)]);
  const mine = new Set(claimed.map(({ id }) => text(id)));
  return wanted.filter(({ walletIds }) => walletIds.every((id) => mine.has(id)));
}
