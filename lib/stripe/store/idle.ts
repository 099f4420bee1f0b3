import { readSql } from "@/lib/db/transact";

/** Of the deliveries that asked for nothing, at most so many that came last before then. @returns how many went. */
export async function deleteIdle(before: Date, most: number): Promise<number> {
  const [row] = await readSql(
    `WITH gone AS (
       DELETE FROM stripe_delivery WHERE id IN (
         SELECT id FROM stripe_delivery
         WHERE status IN ('IGNORED', 'DUPLICATE') AND last_received_at < $1::timestamptz LIMIT $2::int
       ) RETURNING 1)
     SELECT count(*)::int AS count FROM gone`,
    [before, most],
  );
  return Number(row?.count ?? 0);
}
