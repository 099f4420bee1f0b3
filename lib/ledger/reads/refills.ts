import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { idFromRow, idText, type RefillId, type WalletId } from "@/lib/ids";
import type { RefillView } from "../schema/refill";
import { findRefillOwner, findWalletOwner } from "../store/owners";
import { REFILL_COLUMNS, refillFromRow } from "../store/refills";
import { refillView } from "../view/refill";
import { loadExactBooks } from "./exact-books";

/** How many refills of a wallet are shown; a person starts few. */
const MOST = 200;

/**
 * A wallet's refills as they are now, the latest first.
 *
 * @throws DomainError `not_found` if the wallet is not the organization's.
 */
export async function listRefills(
  ctx: Context,
  { walletId }: { readonly walletId: WalletId },
): Promise<readonly RefillView[]> {
  const { customerId } = await findWalletOwner(ctx, walletId);
  const [books] = await loadExactBooks(ctx, [customerId]);
  const wallet = books?.wallets.get(walletId);
  if (!books || !wallet) throw new RangeError("a wallet left its books");
  const rows = await readSql(
    `SELECT ${REFILL_COLUMNS} FROM wallet_refill WHERE customer_id = $1::uuid AND wallet_id = $2::uuid
     ORDER BY created_at DESC, id DESC LIMIT $3::int`,
    [customerId, walletId, MOST],
  );
  // What is due by now has moved on in the books, booked or not.
  return rows
    .map(refillFromRow)
    .map((stored) => refillView(books.refills.get(stored.id) ?? stored, wallet));
}

/** @throws DomainError `not_found` if the refill is not the organization's. */
export async function findRefill(ctx: Context, refillId: RefillId): Promise<RefillView> {
  await findRefillOwner(ctx, refillId);
  const [row] = await readSql("SELECT wallet_id FROM wallet_refill WHERE id = $1::uuid", [
    refillId,
  ]);
  const all = await listRefills(ctx, { walletId: idFromRow<WalletId>(row?.wallet_id) });
  const view = all.find(({ id }) => id === idText("rfl", refillId));
  if (!view) throw new RangeError("a refill vanished");
  return view;
}
