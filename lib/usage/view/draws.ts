/** What an event itself drew: its slice of what a transaction took, laid end to end. */
import type { TransactionView } from "@/lib/ledger/schema/transaction";
import {
  type Credits,
  creditsText,
  max,
  min,
  minus,
  parseCredits,
  plus,
  sum,
  ZERO,
} from "@/lib/money/credits";
import type { OwnDraws } from "../schema/trace";

type Slice = { readonly offset: string; readonly length: string };

export function ownDraws(transaction: TransactionView, slice: Slice): OwnDraws {
  const pieces = piecesOf(transaction, slice);
  return {
    transactionId: transaction.id,
    recordedAt: transaction.recordedAt,
    reversed: transaction.reversed,
    draws: pieces
      .filter(({ own }) => own > 0n)
      .map(({ entry, own }) => ({
        grantName: entry.grantName,
        amount: creditsText(own),
        decidedBy: entry.decidedBy,
      })),
    wallets: transaction.wallets.flatMap((wallet) => {
      const ofWallet = pieces.filter(({ entry }) => entry.walletId === wallet.walletId);
      const own = sum(ofWallet.map((piece) => piece.own));
      if (own === 0n) return [];
      // Where the balance stood after the whole, what was drawn after the slice comes back on.
      const later = sum(ofWallet.map((piece) => piece.later));
      const after = plus(creditsOf(wallet.figures.balance), later);
      return {
        id: wallet.walletId,
        name: wallet.walletName,
        before: creditsText(plus(after, own)),
        after: creditsText(after),
      };
    }),
  };
}

/** Each entry that took credits, with how much of it lies in the slice and how much behind it. */
function piecesOf({ entries }: TransactionView, { offset, length }: Slice) {
  const start = creditsOf(offset);
  const end = plus(start, creditsOf(length));
  let at = ZERO;
  return entries
    .filter(({ to }) => to === "consumed")
    .map((entry) => {
      const from = at;
      at = plus(at, creditsOf(entry.amount));
      return {
        entry,
        own: max(ZERO, minus(min(at, end), max(from, start))),
        later: max(ZERO, minus(at, max(from, end))),
      };
    });
}

const creditsOf = (text: string): Credits => parseCredits(text) ?? ZERO;
