/** Freezing a wallet, thawing it, closing it (SEMANTICS 1.1). */
import type { WalletId } from "@/lib/ids";
import { type Credits, plus, ZERO } from "@/lib/money/credits";
import type { Wallet } from "./books";
import type { Refusal } from "./command";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import { endHoldsOf } from "./release";
import type { CloseCommand, FreezeCommand } from "./wallet-command";
import { refusesTo } from "./wallet-state";

const FREEZES = {
  freeze: { to: "FROZEN", already: "This wallet is frozen already" },
  unfreeze: { to: "ACTIVE", already: "This wallet is not frozen" },
} as const;

/** Nothing moves: the transaction stands for the change of status alone. */
export function applyFreeze(draft: Draft, { kind, walletId }: FreezeCommand): Decision {
  const wallet = draft.books.wallets.get(walletId);
  if (wallet === undefined) return refused({ code: "not_found", entity: "wallet", id: walletId });
  const closed = refusesTo("receive", wallet);
  if (closed) return refused(closed);
  const { to, already } = FREEZES[kind];
  if (wallet.status === to) return refused(wrongState(wallet, already));
  draft.setStatus(walletId, to);
  return done({ amount: ZERO });
}

/** Ends what is held and what comes again, voids all that is left, and shuts the door; what is owed keeps it open. */
export function applyClose(draft: Draft, { walletId }: CloseCommand): Decision {
  const wallet = draft.books.wallets.get(walletId);
  if (wallet === undefined) return refused({ code: "not_found", entity: "wallet", id: walletId });
  if (wallet.status === "CLOSED") {
    return refused(wrongState(wallet, "This wallet is closed already"));
  }
  if (wallet.overage > ZERO) {
    const message = "Something is owed in this wallet: settle it, or clear it by a reset, first";
    return refused(wrongState(wallet, message));
  }
  endHoldsOf(draft, walletId);
  stopRefills(draft, walletId);
  const amount = voidAll(draft, walletId);
  draft.setStatus(walletId, "CLOSED");
  return done({ amount });
}

function stopRefills(draft: Draft, walletId: WalletId): void {
  for (const refill of draft.books.refills.values()) {
    if (refill.walletId !== walletId || refill.nextAt === null) continue;
    draft.setRefill({ ...refill, nextAt: null, stoppedAt: draft.at });
  }
}

/** Voids what is available and what is pending of every grant; answers how much. */
function voidAll(draft: Draft, walletId: WalletId): Credits {
  const tail = { effectiveAt: draft.at };
  let amount: Credits = ZERO;
  for (const { id, available, pending, ...grant } of draft.books.grants.values()) {
    if (grant.walletId !== walletId || available + pending === 0n) continue;
    draft.move(id, "available", "voided", available, tail);
    draft.move(id, "pending", "voided", pending, tail);
    draft.setGrant(id, { isVoided: true });
    amount = plus(amount, plus(available, pending));
  }
  return amount;
}

const wrongState = ({ status }: Wallet, message: string): Refusal => ({
  code: "invalid_state",
  entity: "wallet",
  state: status,
  message,
});
