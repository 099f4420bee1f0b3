import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { invalidField } from "@/lib/errors";
import type { WalletId } from "@/lib/ids";
import type { EntryPage } from "../schema/transaction";
import { findWalletOwner } from "../store/owners";
import { text } from "../store/rows";
import { entryView } from "./transaction-view";

const CURSOR = /^(\d{1,18})\.(\d{1,9})$/;

/**
 * Every movement of a wallet, newest first: by the wallet's own numbering, so a page never
 * misses or repeats an entry.
 *
 * @throws DomainError `not_found`; `validation_error` for a cursor that no list gave.
 */
export async function listEntries(
  ctx: Context,
  walletId: WalletId,
  { cursor, limit }: { cursor: string | null; limit: number },
): Promise<EntryPage> {
  await findWalletOwner(ctx, walletId);
  const [, seq = null, position = null] = cursor === null ? [] : readPlace(cursor);
  const rows = await readSql(
    `SELECT p.seq::text AS seq, e.transaction_id, e.position, e.wallet_id, e.grant_id,
       g.name AS grant_name, e.from_account::text AS from_account, e.to_account::text AS to_account,
       e.amount::text AS amount, e.decided_by, e.is_late, e.effective_at, e.recorded_at
     FROM wallet_posting AS p
     JOIN ledger_entry AS e ON e.transaction_id = p.transaction_id AND e.wallet_id = p.wallet_id
     LEFT JOIN credit_grant AS g ON g.id = e.grant_id
     WHERE p.wallet_id = $1::uuid
       AND ($2::bigint IS NULL OR (p.seq, e.position) < ($2::bigint, $3::int))
     ORDER BY p.seq DESC, e.position DESC LIMIT $4::int + 1`,
    [walletId, seq, position, limit],
  );
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(entryView),
    nextCursor: rows.length > limit && last ? `${text(last.seq)}.${last.position}` : null,
  };
}

function readPlace(cursor: string): RegExpExecArray {
  const place = CURSOR.exec(cursor);
  if (!place) throw invalidField("cursor", "Not a cursor of this list");
  return place;
}
