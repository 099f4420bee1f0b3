import type { Context } from "@/lib/context";
import { cursorText, readCursor } from "@/lib/customer/rules/cursor";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import type { TransactionId } from "@/lib/ids";
import type { TransactionPage, TransactionView } from "../schema/transaction";
import { notesOf } from "../store/outcome";
import { instant, text } from "../store/rows";
import { transactionView } from "./transaction-view";
import { conditionsOf, type TransactionFilter } from "./transactions-filter";

export type TransactionQuery = TransactionFilter & {
  readonly cursor: string | null;
  readonly limit: number;
  /** By when they were written; newest first unless told. */
  readonly order?: "asc" | "desc" | undefined;
};

const COLUMNS = `t.id, t.customer_id, c.name AS customer_name, t.kind, t.origin, t.reference,
  t.amount::text AS amount, t.actor_kind, t.actor_id, t.actor_name, t.reason_code, t.reason,
  t.feature_id, f.name AS feature_name, t.member, t.group_id, t.cause_kind, t.cause_id,
  t.reverses_id, t.effective_at, t.recorded_at, ${notesOf("t")} AS metadata,
  coalesce((SELECT sum(r.amount) FROM ledger_transaction AS r WHERE r.reverses_id = t.id), 0)
    ::numeric(38,9)::text AS reversed`;
const FROM = `ledger_transaction AS t JOIN customer AS c ON c.id = t.customer_id
  LEFT JOIN feature AS f ON f.id = t.feature_id`;

/**
 * The ledger in its order, each transaction with its entries and the figures after it.
 *
 * @throws DomainError `validation_error` for a cursor that no list gave.
 */
export async function listTransactions(
  ctx: Context,
  { cursor, limit, order = "desc", ...filter }: TransactionQuery,
): Promise<TransactionPage> {
  const after = cursor === null ? null : readCursor(cursor);
  const { where, params, bind } = conditionsOf(ctx.organizationId, filter);
  const [beyond, way] = order === "asc" ? [">", "ASC"] : ["<", "DESC"];
  const place =
    after &&
    `AND (t.recorded_at, t.id) ${beyond} (${bind(after.key)}::timestamptz, ${bind(after.id)}::uuid)`;
  const rows = await readSql(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE ${where} ${place ?? ""}
     ORDER BY t.recorded_at ${way}, t.id ${way} LIMIT ${bind(limit)}::int + 1`,
    params,
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
      `SELECT p.transaction_id, p.wallet_id, w.name AS wallet_name, p.seq::text AS seq,
         p.available::text AS available, p.held::text AS held, p.pending::text AS pending,
         p.overage::text AS overage
       FROM wallet_posting AS p JOIN wallet AS w ON w.id = p.wallet_id
       WHERE p.transaction_id = ANY($1::uuid[]) ORDER BY p.transaction_id, p.wallet_id`,
      [ids],
    ),
  ]);
  const [entriesOf, postingsOf] = [byTransaction(entries), byTransaction(postings)];
  return rows.map((row) =>
    transactionView(row, entriesOf.get(row.id) ?? [], postingsOf.get(row.id) ?? []),
  );
}

function byTransaction(rows: readonly Row[]): ReadonlyMap<unknown, readonly Row[]> {
  const found = new Map<unknown, Row[]>();
  for (const row of rows) {
    const mates = found.get(row.transaction_id);
    if (mates) mates.push(row);
    else found.set(row.transaction_id, [row]);
  }
  return found;
}
