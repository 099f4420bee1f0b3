/** Giving credits, now or later (SEMANTICS 1.2, 1.3). */
import type { GrantId } from "@/lib/ids";
import { type Credits, MOST_CREDITS, sum, ZERO } from "@/lib/money/credits";
import { bookDue, startGrant } from "./book-due";
import { type Grant, hasEnded, later } from "./books";
import type { ActivateCommand, GrantCommand } from "./command";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import { emptyGrant } from "./empty-grant";
import { settleOverage } from "./settle-overage";
import type { GrantTerms } from "./terms";
import { refusesTo } from "./wallet-state";

const DAY_MS = 86_400_000;

export const daysAfter = (at: Date, days: number) => new Date(at.getTime() + days * DAY_MS);

/** Issues a grant; what it is worth before `effectiveAt`, or before it is paid for, is pending. */
export function applyGrant(draft: Draft, command: GrantCommand): Decision {
  const { terms, walletId, isPaid } = command;
  const wallet = draft.books.wallets.get(walletId);
  if (wallet === undefined) return refused({ code: "not_found", entity: "wallet", id: walletId });
  const closed = refusesTo("receive", wallet);
  if (closed) return refused(closed);
  const fault = faultOf(terms);
  if (fault) return refused({ code: "validation_error", ...fault });

  const starts = isPaid && terms.effectiveAt <= draft.at;
  const grant: Grant = {
    walletId,
    createdAt: draft.at,
    isPaid,
    ...emptyGrant(draft.mint<GrantId>(), terms),
    availableFrom: starts ? terms.effectiveAt : null,
    expiresAt: isPaid ? endOfTerm(terms, terms.effectiveAt) : terms.expiresAt,
  };
  if (starts) draft.issue(grant, "issued", "available", { effectiveAt: terms.effectiveAt });
  else draft.issue(grant, "issued", "pending", { effectiveAt: draft.at });
  const lapsed = starts ? settleOrLapse(draft, grant.id) : ZERO;
  return done({ amount: terms.amount, grantId: grant.id, lapsed });
}

/** A payment arrived: the grant starts now or at its own start; a fixed end that has passed voids it. */
export function applyActivate(draft: Draft, { grantId }: ActivateCommand): Decision {
  const grant = draft.books.grants.get(grantId);
  if (grant === undefined) return refused({ code: "not_found", entity: "grant", id: grantId });
  if (grant.isPaid || grant.pending === ZERO) {
    const state = grant.isVoided ? "voided" : "paid";
    const message = "This grant does not wait for a payment";
    return refused({ code: "invalid_state", entity: "grant", state, message });
  }
  const closed = refusesTo("receive", draft.wallet(grant.walletId));
  if (closed) return refused(closed);
  return bookPayment(draft, grant);
}

function bookPayment(draft: Draft, grant: Grant): Decision {
  const amount = grant.pending;
  if (hasEnded(grant, draft.at)) {
    draft.setGrant(grant.id, { isPaid: true, isVoided: true });
    draft.move(grant.id, "pending", "voided", amount, { effectiveAt: draft.at });
    return done({ amount: ZERO, grantId: grant.id, lapsed: amount });
  }
  const start = later(grant.effectiveAt, draft.at);
  draft.setGrant(grant.id, { isPaid: true, expiresAt: endOfTerm(grant, start) });
  if (start <= draft.at) startGrant(draft, grant.id, draft.at);
  // Paid before its start it moves nothing yet, and is a step of the wallet's all the same.
  draft.touch(grant.walletId);
  return done({ amount, grantId: grant.id });
}

/** Settles what is owed; of a grant whose whole life is over, what was owed in it, and then it ends. */
function settleOrLapse(draft: Draft, grantId: GrantId): Credits {
  const { walletId, expiresAt } = draft.grant(grantId);
  if (expiresAt === null || expiresAt > draft.at) {
    settleOverage(draft, walletId, draft.at);
    return ZERO;
  }
  settleOverage(draft, walletId, draft.grant(grantId).effectiveAt, expiresAt);
  const before = draft.entries.length;
  bookDue(draft);
  const lapsed = draft.entries.slice(before).filter(({ to }) => to === "expired");
  return sum(lapsed.map(({ amount }) => amount));
}

function faultOf({ amount, effectiveAt, expiresAt, life }: GrantTerms) {
  if (amount <= ZERO) return { field: "amount", message: "Enter an amount above zero" };
  if (amount > MOST_CREDITS) return { field: "amount", message: "More than one command moves" };
  if (expiresAt !== null && expiresAt <= effectiveAt) {
    return { field: "expiresAt", message: "Credits must start before they expire" };
  }
  const until = life?.rollover?.expiresAt ?? null;
  if (expiresAt !== null && until !== null && until <= expiresAt) {
    return { field: "rollover", message: "What rolls over must end after the grant itself" };
  }
  return undefined;
}

/** The fixed end, or the end of a term counted from `start`. */
function endOfTerm(
  { expiresAt, expiresAfterDays }: Pick<GrantTerms, "expiresAt" | "expiresAfterDays">,
  start: Date,
): Date | null {
  return expiresAfterDays === null ? expiresAt : daysAfter(start, expiresAfterDays);
}
