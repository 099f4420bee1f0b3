/** Correcting a wallet by an amount: up gives, down voids in burn order (SEMANTICS §4, 6.2). */
import { minus, ZERO } from "@/lib/money/credits";
import { NO_MONEY } from "@/lib/money/money";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import { applyGrant } from "./grant";
import { voidInOrder } from "./void-in-order";
import type { AdjustCommand } from "./wallet-command";
import { refusesTo } from "./wallet-state";

export function applyAdjust(draft: Draft, command: AdjustCommand): Decision {
  const { walletId, amount } = command;
  if (amount > ZERO) return give(draft, command);
  if (amount === ZERO) {
    const message = "Enter an amount other than zero";
    return refused({ code: "validation_error", field: "amount", message });
  }
  const wallet = draft.books.wallets.get(walletId);
  if (wallet === undefined) return refused({ code: "not_found", entity: "wallet", id: walletId });
  const closed = refusesTo("give", wallet);
  if (closed) return refused(closed);
  const wanted = minus(ZERO, amount);
  const refusal = voidInOrder(draft, wallet, wanted);
  return refusal ? refused(refusal) : done({ amount: wanted });
}

/** Nobody paid for what a correction gives: it is promotional, and worth no money. */
const give = (draft: Draft, { kind: _, amount, expiresAt, currency, ...asked }: AdjustCommand) =>
  applyGrant(draft, {
    ...asked,
    kind: "grant",
    isPaid: true,
    terms: {
      name: "Adjustment",
      amount,
      category: "PROMOTIONAL",
      source: "adjustment",
      sourceReference: null,
      priority: 10,
      effectiveAt: draft.at,
      expiresAt,
      expiresAfterDays: null,
      costTotal: NO_MONEY,
      currency,
      featureIds: [],
      parentGrantId: null,
    },
  });
