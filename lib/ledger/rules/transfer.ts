/**
 * Moving credits to another wallet, of this customer or of another, with their terms (SEMANTICS
 * 6.3). Each side is a command on its own customer's books; both stand or neither.
 */
import type { GrantId } from "@/lib/ids";
import { type Credits, ZERO } from "@/lib/money/credits";
import type { Grant } from "./books";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import { emptyGrant } from "./empty-grant";
import { amountFault } from "./extend";
import { heirOf } from "./heir";
import type { TransferInCommand, TransferOutCommand } from "./move-command";
import { settleOverage } from "./settle-overage";
import type { GrantTerms } from "./terms";
import { stateOf } from "./void";
import { refusesTo } from "./wallet-state";

export function applyTransferOut(draft: Draft, command: TransferOutCommand): Decision {
  const { grantId, toWalletId, amount } = command;
  const grant = draft.books.grants.get(grantId);
  if (grant === undefined) return refused({ code: "not_found", entity: "grant", id: grantId });
  if (grant.walletId === toWalletId) {
    const message = "The credits are in this wallet already";
    return refused({ code: "validation_error", field: "walletId", message });
  }
  const closed = refusesTo("give", draft.wallet(grant.walletId));
  if (closed) return refused(closed);
  if (grant.available === ZERO) {
    const message = "Nothing of this grant is available to transfer";
    const state = stateOf(grant, draft.at);
    return refused({ code: "invalid_state", entity: "grant", state, message });
  }
  const fault = amountFault(amount, grant.available);
  if (fault) return refused(fault);
  const moved = amount ?? grant.available;
  draft.move(grantId, "available", "moved", moved, { effectiveAt: draft.at });
  return done({ amount: moved });
}

/** The terms under which credits of a grant arrive: the same, their cost along in proportion. */
export function transferTerms(grant: Grant, amount: Credits): GrantTerms {
  const { effectiveAt, expiresAt } = grant;
  const told = { amount, source: "transfer", effectiveAt, expiresAt } as const;
  const heir = heirOf(grant, { id: grant.id, ...told });
  const { name, category, priority, featureIds, costTotal, currency, life, parentGrantId } = heir;
  const kept = { name, category, priority, featureIds, costTotal, currency, life, parentGrantId };
  return { ...kept, ...told, sourceReference: null, expiresAfterDays: null };
}

/** The credits count here from now on, and settle what is owed here. */
export function applyTransferIn(draft: Draft, { walletId, terms }: TransferInCommand): Decision {
  const wallet = draft.books.wallets.get(walletId);
  if (wallet === undefined) return refused({ code: "not_found", entity: "wallet", id: walletId });
  const closed = refusesTo("receive", wallet);
  if (closed) return refused(closed);
  if (terms.expiresAt !== null && terms.expiresAt <= draft.at) {
    const message = "The credits have ended in the time of the wallet that they go to";
    return refused({ code: "invalid_state", entity: "grant", state: "expired", message });
  }
  const from = { effectiveAt: draft.at, createdAt: draft.at, availableFrom: draft.at };
  const empty = emptyGrant(draft.mint<GrantId>(), { ...terms, ...from });
  const grant: Grant = { ...empty, walletId, isPaid: true };
  draft.issue(grant, "moved", "available", { effectiveAt: draft.at });
  settleOverage(draft, walletId, draft.at);
  return done({ amount: terms.amount, grantId: grant.id });
}
