/**
 * What members used, rebuilt from entries and holds, beside what is stored: the windows that anything
 * booked on the days asked for counts in, each as a whole. One statement, so one snapshot.
 */
import type { Tx } from "@/lib/db/tx";
import { memberWindowOf } from "./outcome";
import { type RebuiltAsked, type SumDifference, sumDifference } from "./rebuilt-sums";

const KEY = "customer_id, member, credit_unit, window_start";

/** Who a transaction is of, and where it counts: a capture in its hold's window besides, a reversal where it was taken. */
const OF_MEMBERS = `FROM ledger_transaction AS t
    LEFT JOIN ledger_transaction AS taken ON taken.id = coalesce(t.reverses_id, t.id)
    LEFT JOIN credit_hold AS hold ON hold.id = (taken.outcome ->> 'h')::uuid`;

/**
 * A hold counts for what it set aside and did not release, so what was captured of it does, too; a
 * debit for what it took, and a capture for what it took beyond; less what was given back of any.
 */
const DIFFERING = `
  WITH touched AS (
    SELECT DISTINCT t.customer_id, coalesce(taken.member, hold.member) AS member, window_start
    ${OF_MEMBERS} CROSS JOIN LATERAL (VALUES (${memberWindowOf("taken")}), (hold.member_window))
      AS counted (window_start)
    WHERE t.organization_id = $1::uuid AND coalesce(taken.member, hold.member, '') <> ''
      AND window_start IS NOT NULL
      AND t.recorded_at >= ($2::date - 1)::timestamp AT TIME ZONE 'UTC'
      AND t.recorded_at < ($3::date + 2)::timestamp AT TIME ZONE 'UTC'
    UNION SELECT customer_id, member, window_start FROM member_use
    WHERE organization_id = $1::uuid
      AND window_start >= ($2::date - 1)::timestamp AT TIME ZONE 'UTC'
      AND window_start < ($3::date + 2)::timestamp AT TIME ZONE 'UTC'),
  asked AS (SELECT customer_id, min(window_start) AS since FROM touched GROUP BY customer_id),
  changes AS (
    SELECT hold.customer_id, hold.member, hold.credit_unit, hold.member_window AS window_start,
      hold.amount - hold.released AS amount
    FROM credit_hold AS hold JOIN touched ON touched.customer_id = hold.customer_id
      AND touched.member = hold.member AND touched.window_start = hold.member_window
    UNION ALL
    SELECT t.customer_id, t.member, wallet.credit_unit,
      CASE entry.from_account WHEN 'HELD' THEN hold.member_window ELSE ${memberWindowOf("t")} END,
      CASE entry.from_account WHEN 'HELD' THEN 0 ELSE entry.amount END - coalesce((
        SELECT sum(back.amount) FROM ledger_transaction AS reversal
        JOIN ledger_entry AS back ON back.transaction_id = reversal.id
        WHERE reversal.reverses_id = t.id AND back.reverses = entry.position), 0)
    FROM asked JOIN ledger_transaction AS t ON t.customer_id = asked.customer_id
      AND t.recorded_at >= asked.since - interval '1 day' AND t.kind IN ('debit', 'capture')
    JOIN ledger_entry AS entry ON entry.transaction_id = t.id AND entry.to_account = 'CONSUMED'
      AND (entry.lot_id IS NULL OR entry.from_account = 'OVERAGE')
    JOIN wallet ON wallet.id = entry.wallet_id
    LEFT JOIN credit_hold AS hold ON t.kind = 'capture' AND hold.id = (t.outcome ->> 'h')::uuid
    WHERE t.member <> ''),
  rebuilt AS (
    SELECT ${KEY}, sum(amount) AS used FROM changes JOIN touched USING (customer_id, member, window_start)
    GROUP BY ${KEY}),
  stored AS (
    SELECT ${KEY}, used FROM member_use JOIN touched USING (customer_id, member, window_start)),
  differing AS (
    SELECT ${KEY}, stored.used AS stored, coalesce(rebuilt.used, 0) AS rebuilt
    FROM stored FULL JOIN rebuilt USING (${KEY})
    WHERE coalesce(stored.used, 0) <> coalesce(rebuilt.used, 0))`;

/** What is stored and is not what entries and holds say, in the order of its keys. */
export async function findMemberDifferences(
  tx: Tx,
  { organizationId, days }: RebuiltAsked,
): Promise<readonly SumDifference[]> {
  const rows = await tx.sql(
    `${DIFFERING}
     SELECT customer_id, to_json(window_start) #>> '{}' AS bucket, member,
       credit_unit AS split, trim_scale(coalesce(stored, 0))::text AS stored,
       trim_scale(rebuilt)::text AS rebuilt
     FROM differing ORDER BY ${KEY}`,
    [organizationId, days.from, days.to],
  );
  return rows.map(sumDifference);
}

/**
 * Adds what they lack: what is booked meanwhile stays counted. What has a row is updated, because a
 * row below zero cannot even be proposed.
 *
 * @returns how many rows it changed.
 */
export async function addMemberDifferences(
  tx: Tx,
  { organizationId, days }: RebuiltAsked,
): Promise<number> {
  const [row] = await tx.sql(
    `${DIFFERING},
     raised AS (
       INSERT INTO member_use AS kept (organization_id, ${KEY}, used)
       SELECT $1::uuid, ${KEY}, rebuilt FROM differing WHERE stored IS NULL ORDER BY ${KEY}
       ON CONFLICT (${KEY}) DO UPDATE SET used = kept.used + excluded.used
       RETURNING 1),
     changed AS (
       UPDATE member_use AS kept SET used = kept.used + d.rebuilt - d.stored FROM differing AS d
       WHERE d.stored IS NOT NULL AND kept.customer_id = d.customer_id AND kept.member = d.member
         AND kept.credit_unit = d.credit_unit AND kept.window_start = d.window_start
       RETURNING 1)
     SELECT ((SELECT count(*) FROM raised) + (SELECT count(*) FROM changed))::int AS count`,
    [organizationId, days.from, days.to],
  );
  return Number(row?.count);
}
