import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { creditsFromRow, creditsText } from "@/lib/money/credits";
import type { DayTotalView } from "../schema/transaction";
import { text } from "../store/rows";
import { conditionsOf, type TransactionFilter } from "./transactions-filter";

/** What an entry changes a balance by: what is owed counts against it, so the same signs hold. */
export const BALANCE_CHANGE = `CASE WHEN e.to_account IN ('AVAILABLE', 'HELD', 'OVERAGE') THEN e.amount ELSE 0 END
    - CASE WHEN e.from_account IN ('AVAILABLE', 'HELD', 'OVERAGE') THEN e.amount ELSE 0 END`;

/** Adding up more than so many would hold up the list that they stand in. */
const MOST_ADDED_UP = 20_000;

/**
 * The totals of whole days, of all transactions that the filter leaves and not of a page alone:
 * how many, and what they added to and took from balances. Days of `zone`, newest first; none
 * at all where there are too many transactions to add up while somebody waits.
 */
export async function listDayTotals(
  ctx: Context,
  filter: TransactionFilter & { readonly since: Date; readonly until: Date },
  zone: string,
): Promise<readonly DayTotalView[]> {
  const { where, params, bind } = conditionsOf(ctx.organizationId, filter);
  // Of a list of one wallet, what happened in others is not its.
  const wallet = filter.walletId ? `AND e.wallet_id = ${bind(filter.walletId)}::uuid` : "";
  const rows = await readSql(
    `SELECT to_char(timezone(${bind(zone)}::text, changed.recorded_at), 'YYYY-MM-DD') AS day,
       count(*)::text AS count, sum(greatest(change, 0))::numeric(38,9)::text AS added,
       sum(greatest(-change, 0))::numeric(38,9)::text AS taken
     FROM (SELECT t.id, t.recorded_at, coalesce(sum(${BALANCE_CHANGE}), 0) AS change
       FROM (SELECT t.id, t.recorded_at FROM ledger_transaction AS t
           WHERE ${where} LIMIT ${MOST_ADDED_UP} + 1) AS t
         LEFT JOIN ledger_entry AS e ON e.transaction_id = t.id ${wallet}
       GROUP BY t.id, t.recorded_at) AS changed
     GROUP BY 1 ORDER BY 1 DESC`,
    params,
  );
  const count = rows.reduce((sum, row) => sum + Number(row.count), 0);
  if (count > MOST_ADDED_UP) return [];
  return rows.map((row) => ({
    day: text(row.day),
    count: Number(row.count),
    added: creditsText(creditsFromRow(row.added)),
    taken: creditsText(creditsFromRow(row.taken)),
  }));
}
