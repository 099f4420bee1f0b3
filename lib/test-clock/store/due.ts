/** What time changes next of the customers who live on a clock. */
import type { Tx } from "@/lib/db/tx";
import { type CustomerId, idFromRow, type TestClockId } from "@/lib/ids";

export type Due = { readonly at: Date; readonly customerIds: readonly CustomerId[] };

/** Enough to share statements; few enough that a lock is not held for long. */
const CHUNK = 50;

/** Of `$1`, a clock: each customer's next change, of its wallets or of its subscriptions; what was set apart, its next try. */
export const NEXT_CHANGES = `
  SELECT customer.id AS customer_id, wallet.next_change_at AS at
  FROM customer JOIN wallet ON wallet.customer_id = customer.id
  WHERE customer.test_clock_id = $1::uuid AND wallet.next_change_at IS NOT NULL
  UNION ALL
  SELECT customer.id, greatest(subscription.next_due_at, fault.next_at)
  FROM customer JOIN subscription ON subscription.customer_id = customer.id
  LEFT JOIN renewal_fault AS fault ON fault.subscription_id = subscription.id
  WHERE customer.test_clock_id = $1::uuid AND subscription.next_due_at IS NOT NULL
    AND subscription.status <> 'ENDED'`;

/**
 * The earliest instant at or before `until` at which something is due, and customers who have it
 * then; not all of them, if they are many.
 *
 * @param seen until when a customer was looked after already, in vain or not.
 */
export async function findNextDue(
  tx: Tx,
  clockId: TestClockId,
  { until, seen }: { readonly until: Date; readonly seen: ReadonlyMap<CustomerId, Date> },
): Promise<Due | undefined> {
  const rows = await tx.sql(
    `SELECT change.customer_id, min(change.at) AS at FROM (${NEXT_CHANGES}) AS change
     LEFT JOIN unnest($3::uuid[], $4::timestamptz[]) AS seen (customer_id, at)
       ON seen.customer_id = change.customer_id
     WHERE change.at <= $2::timestamptz AND (seen.at IS NULL OR change.at > seen.at)
     GROUP BY change.customer_id ORDER BY min(change.at), change.customer_id LIMIT ${CHUNK}`,
    [clockId, until, [...seen.keys()], [...seen.values()].map((at) => at.toISOString())],
  );
  const at = rows[0]?.at as Date | undefined;
  if (at === undefined) return undefined;
  const due = rows.filter((row) => (row.at as Date).getTime() === at.getTime());
  return { at, customerIds: due.map((row) => idFromRow<CustomerId>(row.customer_id)) };
}
