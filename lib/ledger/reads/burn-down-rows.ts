/** What changed a wallet between two instants, told apart into use and all else. */
import type { Row, Tx } from "@/lib/db/tx";
import { type GrantId, idFromRow, type WalletId } from "@/lib/ids";
import { type Credits, creditsFromRow, creditsText } from "@/lib/money/credits";
import type { Account, Grant } from "../rules/books";
import type { Entry } from "../rules/entry";
import type { Use } from "../rules/segments";
import {
  accountFromRow,
  accountToRow,
  GRANT_COLUMNS,
  grantFromRow,
  instant,
  orNull,
  text,
} from "../store/rows";

const inBalance = (column: string) => `${column} IN ('AVAILABLE', 'HELD')`;

/**
 * $1 a wallet, $2 and $3 the span; $4 to $8 entries that nobody has booked; $9 instants
 * at which uses are told apart as well. Credits of a grant are
 * in the balance or not; what is owed rises by what leaves `OVERAGE`. A flow with `CONSUMED` at its
 * other end is use; uses are summed between the instants of other flows, and told by the one they
 * follow. What comes back to a grant and leaves it otherwise at one instant, as when a reversal
 * gives back what has lapsed, is neither.
 */
const STEPS = `WITH entry AS (
    SELECT e.transaction_id, t.kind, e.grant_id, e.from_account::text AS from_account,
      e.to_account::text AS to_account, e.amount, e.effective_at
    FROM wallet_posting AS posting
    JOIN ledger_entry AS e
      ON e.transaction_id = posting.transaction_id AND e.wallet_id = posting.wallet_id
    JOIN ledger_transaction AS t ON t.id = e.transaction_id
    WHERE posting.wallet_id = $1::uuid AND posting.at >= $2::timestamptz
      AND e.effective_at >= $2::timestamptz AND e.effective_at < $3::timestamptz
    UNION ALL
    SELECT NULL, 'due', grant_id, from_account, to_account, amount, effective_at
    FROM unnest($4::uuid[], $5::text[], $6::text[], $7::numeric[], $8::timestamptz[])
      AS unbooked (grant_id, from_account, to_account, amount, effective_at)
    WHERE effective_at >= $2::timestamptz AND effective_at < $3::timestamptz
  ), flow AS (
    SELECT transaction_id, kind, grant_id, effective_at, CASE
        WHEN grant_id IS NULL THEN CASE WHEN from_account = 'OVERAGE' THEN to_account ELSE from_account END
        WHEN ${inBalance("to_account")} THEN from_account ELSE to_account END AS other,
      CASE WHEN grant_id IS NULL THEN CASE WHEN from_account = 'OVERAGE' THEN amount ELSE -amount END
        WHEN ${inBalance("to_account")} THEN amount ELSE -amount END AS credits
    FROM entry
    WHERE CASE WHEN grant_id IS NULL THEN 'OVERAGE' IN (from_account, to_account)
      ELSE ${inBalance("from_account")} <> ${inBalance("to_account")} END
  ), step AS (
    SELECT grant_id, effective_at, coalesce(sum(credits) FILTER (WHERE other = 'CONSUMED'), 0)
        * (CASE WHEN grant_id IS NULL THEN 1 ELSE -1 END) AS used,
      coalesce(sum(credits) FILTER (WHERE other <> 'CONSUMED'), 0) AS changed
    FROM flow GROUP BY grant_id, effective_at
  ), netted AS (
    SELECT grant_id, effective_at, used,
      CASE WHEN used < 0 AND changed < 0 THEN greatest(used, changed) ELSE 0 END AS back
    FROM step
  ), bound AS (
    SELECT coalesce(array_agg(DISTINCT at ORDER BY at), '{}') AS instants FROM (
      SELECT effective_at AS at FROM flow WHERE other <> 'CONSUMED'
      UNION ALL SELECT unnest($9::timestamptz[])) AS cut
  )
  SELECT 'change' AS what, flow.effective_at AS at, flow.grant_id, kind, other,
    sum(credits)::numeric(38,9)::text AS credits, back::numeric(38,9)::text AS back
  FROM flow JOIN netted ON netted.effective_at = flow.effective_at
    AND netted.grant_id IS NOT DISTINCT FROM flow.grant_id
  WHERE other <> 'CONSUMED' GROUP BY flow.effective_at, flow.grant_id, kind, other, back
  UNION ALL
  SELECT 'use', coalesce(instants[place], $2::timestamptz), grant_id, NULL, NULL,
    sum(used - back)::numeric(38,9)::text, NULL
  FROM netted CROSS JOIN bound
  CROSS JOIN LATERAL (SELECT CASE WHEN instants = '{}' THEN 0
    ELSE width_bucket(effective_at, instants) END AS place) AS bucket
  WHERE used <> back GROUP BY instants, place, grant_id`;

/** A change as it is stored: which flow it was, before it has a word. */
export type StoredChange = {
  readonly at: Date;
  readonly grantId: GrantId | null;
  /** Of its transaction. */
  readonly kind: string;
  /** Where the credits came from or went. */
  readonly other: Account;
  readonly credits: Credits;
  /** Of what left the grant at that instant: what had come back to it at that same instant; not above zero. */
  readonly back: Credits;
};

type Asked = {
  readonly walletId: WalletId;
  readonly from: Date;
  readonly to: Date;
  /** Uses before such an instant are told apart from those after it. */
  readonly marks: readonly Date[];
};

export async function loadSteps(
  tx: Tx,
  { walletId, from, to, marks }: Asked,
  unbooked: readonly Entry[],
): Promise<{ readonly changes: readonly StoredChange[]; readonly uses: readonly Use[] }> {
  const entries = unbooked.filter((entry) => entry.walletId === walletId);
  const rows = await tx.sql(STEPS, [
    ...[walletId, from, to],
    entries.map(({ grantId }) => grantId),
    entries.map((entry) => accountToRow(entry.from)),
    entries.map((entry) => accountToRow(entry.to)),
    entries.map(({ amount }) => creditsText(amount)),
    entries.map(({ effectiveAt }) => effectiveAt.toISOString()),
    [...marks],
  ]);
  return {
    changes: rows.filter(({ what }) => what === "change").map(changeFromRow),
    uses: rows.filter(({ what }) => what === "use").map(moveFromRow),
  };
}

const moveFromRow = (row: Row) => ({
  at: instant(row.at),
  grantId: orNull(row.grant_id, idFromRow<GrantId>),
  credits: creditsFromRow(row.credits),
});

const changeFromRow = (row: Row): StoredChange => ({
  ...moveFromRow(row),
  kind: text(row.kind),
  other: accountFromRow(row.other),
  back: creditsFromRow(row.back),
});

/** The grants of a wallet with these ids. */
export async function loadGrantsOf(
  tx: Tx,
  walletId: WalletId,
  ids: readonly GrantId[],
): Promise<readonly Grant[]> {
  const rows = await tx.sql(
    `SELECT ${GRANT_COLUMNS} FROM credit_grant WHERE id = ANY($1::uuid[]) AND wallet_id = $2::uuid`,
    [[...ids], walletId],
  );
  return rows.map(grantFromRow);
}
