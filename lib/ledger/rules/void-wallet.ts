/** Ending an amount of a wallet, from its grants in burn order (SEMANTICS 6.2). */
import { ZERO } from "@/lib/money/credits";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import { voidInOrder } from "./void-in-order";
import type { VoidWalletCommand } from "./wallet-command";
import { refusesTo } from "./wallet-state";

export function applyVoidWallet(draft: Draft, { walletId, amount }: VoidWalletCommand): Decision {
  const wallet = draft.books.wallets.get(walletId);
  if (wallet === undefined) return refused({ code: "not_found", entity: "wallet", id: walletId });
  const closed = refusesTo("give", wallet);
  if (closed) return refused(closed);
  if (amount <= ZERO) {
    const message = "Enter an amount above zero";
    return refused({ code: "validation_error", field: "amount", message });
  }
  const refusal = voidInOrder(draft, wallet, amount);
  return refusal ? refused(refusal) : done({ amount });
}
