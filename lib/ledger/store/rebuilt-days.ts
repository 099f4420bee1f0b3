/**
 * What the ledger took for events by day, rebuilt from its entries, beside what is stored. One
 * statement, so one snapshot: a booking and what it added to its day are seen together or not at all.
 */
import type { Tx } from "@/lib/db/tx";
import { type RebuiltAsked, STEADY, type SumDifference, sumDifference } from "./rebuilt-sums";

const KEY = "customer_id, day";

/**
 * Nothing is booked before it counts, so the index by recording serves; a day of grace covers clocks
 * that differ.
 */
const DIFFERING = `
  WITH ${STEADY},
  taken AS (
    SELECT t.customer_id, (t.effective_at AT TIME ZONE asked.timezone)::date AS day,
      CASE WHEN entry.to_account = 'CONSUMED' THEN entry.amount ELSE -entry.amount END AS credits
    FROM ledger_transaction AS t JOIN asked ON asked.id = t.customer_id
    JOIN ledger_entry AS entry ON entry.transaction_id = t.id
      AND 'CONSUMED' IN (entry.from_account, entry.to_account)
    WHERE t.organization_id = $1::uuid AND t.cause_kind = 'usage'
      AND t.recorded_at >= ($2::date - 2)::timestamp AT TIME ZONE 'UTC'
      AND t.effective_at >= ($2::date - 1)::timestamp AT TIME ZONE 'UTC'
      AND t.effective_at < ($3::date + 2)::timestamp AT TIME ZONE 'UTC'),
  rebuilt AS (
    SELECT ${KEY}, sum(credits) AS credits FROM taken
    WHERE day BETWEEN $2::date AND $3::date GROUP BY ${KEY}),
  stored AS (
    SELECT ${KEY}, credits FROM ledger_day JOIN asked ON asked.id = customer_id
    WHERE day BETWEEN $2::date AND $3::date),
  differing AS (
    SELECT ${KEY}, coalesce(stored.credits, 0) AS stored, coalesce(rebuilt.credits, 0) AS rebuilt
    FROM stored FULL JOIN rebuilt USING (${KEY})
    WHERE coalesce(stored.credits, 0) <> coalesce(rebuilt.credits, 0))`;

/** What is stored and is not what the entries say, in the order of its keys. */
export async function findDayDifferences(
  tx: Tx,
  { organizationId, days }: RebuiltAsked,
): Promise<readonly SumDifference[]> {
  const rows = await tx.sql(
    `${DIFFERING}
     SELECT customer_id, day::text AS bucket, '' AS member, '' AS split,
       trim_scale(stored)::text AS stored, trim_scale(rebuilt)::text AS rebuilt
     FROM differing ORDER BY ${KEY}`,
    [organizationId, days.from, days.to],
  );
  return rows.map(sumDifference);
}

/** Adds what they lack: what is booked meanwhile stays counted. @returns how many rows it changed. */
export async function addDayDifferences(
  tx: Tx,
  { organizationId, days }: RebuiltAsked,
): Promise<number> {
  const [row] = await tx.sql(
    `${DIFFERING},
     mended AS (
       INSERT INTO ledger_day AS kept (organization_id, ${KEY}, credits)
       SELECT $1::uuid, ${KEY}, rebuilt - stored FROM differing ORDER BY ${KEY}
       ON CONFLICT (${KEY}) DO UPDATE SET credits = kept.credits + excluded.credits
       RETURNING 1)
     SELECT count(*)::int AS count FROM mended`,
    [organizationId, days.from, days.to],
  );
  return Number(row?.count);
}
