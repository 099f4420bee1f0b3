/** Finds customers whose wallets time alone has changed; on a test clock it is not the real time that does. */
import type { Tx } from "@/lib/db/tx";
import { type CustomerId, idFromRow, type OrganizationId } from "@/lib/ids";
import { instant, text } from "./rows";

const DUE = `SELECT soonest.id, soonest.next_change_at, soonest.customer_id, soonest.organization_id,
    ARRAY(SELECT id FROM wallet WHERE wallet.customer_id = soonest.customer_id)::text[] AS wallet_ids
  FROM (SELECT id, next_change_at, customer_id, organization_id FROM wallet
    WHERE next_change_at <= $1::timestamptz
      AND NOT EXISTS (SELECT 1 FROM customer WHERE customer.id = wallet.customer_id
        AND test_clock_id IS NOT NULL)
      AND ($2::timestamptz IS NULL OR (next_change_at, id) > ($2::timestamptz, $3::uuid))
    ORDER BY next_change_at, id LIMIT $4::int) AS soonest
  ORDER BY soonest.next_change_at, soonest.id`;
/** Ids ascending as everywhere; whoever else holds one of them books what is due by himself. */
const CLAIM = `SELECT id FROM wallet WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE SKIP LOCKED`;

export type DueCustomer = {
  readonly customerId: CustomerId;
  readonly organizationId: OrganizationId;
};

/** Where a run stands: what is due up to here was looked at. */
export type DueCursor = { readonly at: Date; readonly walletId: string };

export type DueChunk = {
  readonly customers: readonly DueCustomer[];
  /** Null: nothing more is due. */
  readonly next: DueCursor | null;
};

/** Locks the wallets of customers with something due; those that others hold are left out. */
export async function claimDue(
  tx: Tx,
  { at, after, limit }: { at: Date; after: DueCursor | null; limit: number },
): Promise<DueChunk> {
  const rows = await tx.sql(DUE, [
    at.toISOString(),
    after?.at.toISOString() ?? null,
    after?.walletId ?? null,
    limit,
  ]);
  const last = rows.at(-1);
  if (!last) return { customers: [], next: null };
  const wanted = new Map(rows.map((row) => [text(row.customer_id), row]));
  const claimed = await tx.sql(CLAIM, [rows.flatMap((row) => row.wallet_ids as string[])]);
  const mine = new Set(claimed.map(({ id }) => text(id)));
  return {
    customers: [...wanted.values()]
      .filter((row) => (row.wallet_ids as string[]).every((id) => mine.has(id)))
      .map((row) => ({
        customerId: idFromRow<CustomerId>(row.customer_id),
        organizationId: idFromRow<OrganizationId>(row.organization_id),
      })),
    next: { at: instant(last.next_change_at), walletId: text(last.id) },
  };
}
