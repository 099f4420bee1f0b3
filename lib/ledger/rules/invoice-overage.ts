/** An invoice takes over what is owed, oldest lots first (SEMANTICS §3, overage). */
import { type Credits, plus, ZERO } from "@/lib/money/credits";
import type { InvoiceOverageCommand } from "./command";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import { refusesTo } from "./wallet-state";

export function applyInvoiceOverage(draft: Draft, command: InvoiceOverageCommand): Decision {
  const { walletId, lotIds } = command;
  const wallet = draft.books.wallets.get(walletId);
  if (wallet === undefined) return refused({ code: "not_found", entity: "wallet", id: walletId });
  const closed = refusesTo("receive", wallet);
  if (closed) return refused(closed);

  const named = new Set(lotIds);
  const lots = [...draft.books.lots.values()]
    .filter((lot) => lot.walletId === walletId && named.has(lot.id) && lot.open > ZERO)
    .sort((a, b) => a.since.getTime() - b.since.getTime() || (a.id < b.id ? -1 : 1));
  let amount: Credits = ZERO;
  for (const lot of lots) {
    const tail = { lotId: lot.id, effectiveAt: draft.at };
    draft.owe(walletId, "invoiced", "overage", lot.open, tail);
    draft.setLot({ ...lot, open: ZERO, invoiced: plus(lot.invoiced, lot.open) });
    amount = plus(amount, lot.open);
  }
  return done({ amount });
}
