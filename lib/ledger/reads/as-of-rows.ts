/** What the ledger has stored of a wallet, and what of it does not count at another instant. */
import type { Row, Tx } from "@/lib/db/tx";
import {
  type CustomerId,
  type GrantId,
  idFromRow,
  type OverageLotId,
  type WalletId,
} from "@/lib/ids";
import { creditsFromRow } from "@/lib/money/credits";
import type { Grant, OverageLot, Wallet } from "../rules/books";
import type { Movement } from "../rules/rebuild";
import {
  accountFromRow,
  GRANT_COLUMNS,
  grantFromRow,
  LOT_COLUMNS,
  lotFromRow,
  orNull,
  WALLET_COLUMNS,
  walletFromRow,
} from "../store/rows";

/** How many grants that were over are told. */
const MOST_ENDED = 200;

/**
 * Which `entry` of `transaction`, with the `posting` of its wallet, counts at $2 as known at $3 (null: now). What time itself did was to be seen as soon as it
 * happened, whenever it was booked, unless what led to it was not known yet.
 */
export const COUNTS = `(entry.effective_at <= $2::timestamptz AND ($3::timestamptz IS NULL
    OR entry.recorded_at <= $3::timestamptz
    OR (transaction.kind IN ('due', 'expire') AND entry.effective_at <= $3::timestamptz
      AND NOT EXISTS (SELECT FROM wallet_posting AS before
        WHERE before.wallet_id = posting.wallet_id AND before.seq = posting.seq - 1
          AND before.at > $3::timestamptz))))`;

/** A wallet's entries through its postings, in no order; nothing counts before it is recorded. */
const UNDONE = `SELECT entry.grant_id, entry.lot_id, entry.from_account::text AS from_account,
    entry.to_account::text AS to_account, sum(entry.amount)::text AS amount
  FROM wallet_posting AS posting
  JOIN ledger_entry AS entry
    ON entry.transaction_id = posting.transaction_id AND entry.wallet_id = posting.wallet_id
  JOIN ledger_transaction AS transaction ON transaction.id = entry.transaction_id
  WHERE posting.wallet_id = $1::uuid AND posting.at > least($2::timestamptz, $3::timestamptz)
    AND NOT ${COUNTS}
  GROUP BY 1, 2, 3, 4`;
const WALLET = `SELECT ${WALLET_COLUMNS} FROM wallet WHERE id = $1::uuid`;
/** What lives now or has moved since, and the latest of the others. */
const GRANTS = `(SELECT ${GRANT_COLUMNS} FROM credit_grant
    WHERE customer_id = $1::uuid AND wallet_id = $2::uuid AND (live OR id = ANY($3::uuid[])))
  UNION ALL
  (SELECT ${GRANT_COLUMNS} FROM credit_grant
    WHERE customer_id = $1::uuid AND wallet_id = $2::uuid AND NOT live AND id <> ALL($3::uuid[])
    ORDER BY created_at DESC, id DESC LIMIT $4::int)`;
const LOTS = `SELECT ${LOT_COLUMNS} FROM overage_lot
  WHERE wallet_id = $1::uuid AND customer_id = $3::uuid AND (live OR id = ANY($2::uuid[]))`;

export type StoredWallet = {
  readonly wallet: Wallet;
  readonly grants: readonly Grant[];
  readonly lots: readonly OverageLot[];
  /** What stands in the figures above and does not count at the instant asked for. */
  readonly undone: readonly Movement[];
};

type Asked = {
  readonly walletId: WalletId;
  readonly customerId: CustomerId;
  readonly at: Date;
  readonly knownAt: Date | null;
};

export async function loadStoredWallet(tx: Tx, asked: Asked): Promise<StoredWallet> {
  const { walletId, customerId, at, knownAt } = asked;
  const [row] = await tx.sql(WALLET, [walletId]);
  if (!row) throw new RangeError("a wallet vanished");
  const undone = (await tx.sql(UNDONE, [walletId, at, knownAt])).map(movementFromRow);
  const ids = <Id extends string>(read: (movement: Movement) => Id | null) => [
    ...new Set(undone.flatMap((movement) => read(movement) ?? [])),
  ];
  const touched = ids(({ grantId }) => grantId);
  const grants = await tx.sql(GRANTS, [customerId, walletId, touched, MOST_ENDED]);
  const lots = await tx.sql(LOTS, [walletId, ids(({ lotId }) => lotId), customerId]);
  return {
    wallet: walletFromRow(row),
    grants: grants.map(grantFromRow),
    lots: lots.map(lotFromRow),
    undone,
  };
}

export const movementFromRow = (row: Row): Movement => ({
  grantId: orNull(row.grant_id, idFromRow<GrantId>),
  lotId: orNull(row.lot_id, idFromRow<OverageLotId>),
  from: accountFromRow(row.from_account),
  to: accountFromRow(row.to_account),
  amount: creditsFromRow(row.amount),
});
