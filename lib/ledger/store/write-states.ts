/** What commands changed of wallets beside their figures; they are few. */
import type { Tx } from "@/lib/db/tx";
import type { Wallet } from "../rules/books";
import { column, type Merged } from "./writing";

const SET_STATUS = `UPDATE wallet SET status = changed.status::wallet_status
  FROM unnest($1::uuid[], $2::text[]) AS changed (id, status) WHERE wallet.id = changed.id`;

export async function writeStates(
  tx: Tx,
  { books, old }: { readonly books: Merged; readonly old: Merged },
): Promise<void> {
  const changed: Wallet[] = [];
  for (const [id, { wallets }] of books.booksOf) {
    const wallet = wallets.get(id);
    const before = old.booksOf.get(id)?.wallets.get(id);
    if (wallet && before && wallet.status !== before.status) changed.push(wallet);
  }
  if (changed.length === 0) return;
  await tx.sql(SET_STATUS, [
    column(changed, ({ id }) => id),
    column(changed, ({ status }) => status),
  ]);
}
