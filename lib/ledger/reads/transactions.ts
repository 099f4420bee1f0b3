import type { Context } from "@/lib/context";
import { cursorText, readCursor } from "@/lib/customer/rules/cursor";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import type { CustomerId, TransactionId, WalletId } from "@/lib/ids";
import type { TransactionPage, TransactionView } from "../schema/transaction";
import { instant, text } from "../store/rows";
import { transactionView } from "./transaction-view";

export type TransactionQuery = {
  readonly customerId?: CustomerId;
  readonly walletId?: WalletId;
  /** Empty: all. */
  readonly kinds?: readonly string[];
  readonly cursor: string | null;
  readonly limit: number;
};

const COLUMNS = `t.id, t.customer_id, c.name AS customer_name, t.kind, t.origin, t.reference,
  t.amount::text AS amount, t.actor_kind, t.actor_id, t.actor_name, t.reason_code, t.reason,
  t.feature_id, f.name AS feature_name, t.member, t.group_id, t.cause_kind, t.cause_id,
  t.reverses_id, t.effective_at, t.recorded_at,
  coalesce((SELECT sum(r.amount) FROM ledger_transaction AS r WHERE r.reverses_id = t.id), 0)
    ::numeric(38,9)::text AS reversed`;
const FROM = `ledger_transaction AS t JOIN customer AS c ON c.id = t.customer_id
  LEFT JOIN feature AS f ON f.id = t.feature_id`;

/**
 * The ledger, newest first, each transaction with its entries and the figures after it.
 *
 * @throws DomainError `validation_error` for a cursor that no list gave.
 */
export async function listTransactions(
  ctx: Context,
  { customerId, walletId, kinds = [], cursor, limit }: TransactionQuery,
): Promise<TransactionPage> {
  const after = cursor === null ? null : readCursor(cursor);
  const rows = await readSql(
    `SELECT ${COLUMNS} FROM ${FROM}
     WHERE t.organization_id = $1::uuid
       AND ($2::uuid IS NULL OR t.customer_id = $2::uuid)
       AND ($3::uuid IS NULL OR EXISTS (SELECT 1 FROM wallet_posting AS p
         WHERE p.transaction_id = t.id AND p.wallet_id = $3::uuid))
       AND (cardinality($4::text[]) = 0 OR t.kind = ANY($4::text[]))
       AND ($5::timestamptz IS NULL OR (t.recorded_at, t.id) < ($5::timestamptz, $6::uuid))
     ORDER BY t.recorded_at DESC, t.id DESC LIMIT $7::int + 1`,
    [
      ...[ctx.organizationId, customerId ?? null, walletId ?? null, [...kinds]],
      ...[after?.key ?? null, after?.id ?? null, limit],
    ],
  );
  const last = rows[limit - 1];
  return {
    items: await withEntries(rows.slice(0, limit)),
    nextCursor:
      rows.length > limit && last
        ? cursorText({ key: instant(last.recorded_at).toISOString(), id: text(last.id) })
        : null,
  };
}

export async function findTransaction(
  ctx: Context,
  id: TransactionId,
): Promise<TransactionView | undefined> {
  const rows = await readSql(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE t.id = $1::uuid AND t.organization_id = $2::uuid`,
    [id, ctx.organizationId],
  );
  const [transaction] = await withEntries(rows);
  return transaction;
}

async function withEntries(rows: readonly Row[]): Promise<TransactionView[]> {
  const ids = rows.map(({ id }) => text(id));
  if (ids.length === 0) return [];
  const [entries, postings] = await Promise.all([
    readSql(
      `SELECT e.transaction_id, e.position, e.wallet_id, e.grant_id, g.name AS grant_name,
         e.from_account::text AS from_account, e.to_account::text AS to_account,
         e.amount::text AS amount, e.decided_by, e.is_late, e.effective_at, e.recorded_at
       FROM ledger_entry AS e LEFT JOIN credit_grant AS g ON g.id = e.grant_id
       WHERE e.transaction_id = ANY($1::uuid[]) ORDER BY e.transaction_id, e.position`,
      [ids],
    ),
    readSql(
      `SELECT transaction_id, wallet_id, seq::text AS seq, available::text AS available,
         held::text AS held, pending::text AS pending, overage::text AS overage
       FROM wallet_posting WHERE transaction_id = ANY($1::uuid[]) ORDER BY transaction_id, wallet_id`,
      [ids],
    ),
  ]);
  const of = (all: readonly Row[], id: unknown) =>
    all.filter(({ transaction_id }) => transaction_id === id);
  return rows.map((row) => transactionView(row, of(entries, row.id), of(postings, row.id)));
}
