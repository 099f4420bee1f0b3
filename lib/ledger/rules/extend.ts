/** Giving unspent credits a later end (SEMANTICS 1.2): they move into a grant of their own. */
import type { GrantId } from "@/lib/ids";
import { type Credits, plus, ZERO } from "@/lib/money/credits";
import type { Grant } from "./books";
import type { Refusal } from "./command";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import { heirOf } from "./heir";
import type { ExtendCommand } from "./move-command";
import { settleOverage } from "./settle-overage";
import { stateOf } from "./void";
import { refusesTo } from "./wallet-state";

export function applyExtend(draft: Draft, { grantId, expiresAt, amount }: ExtendCommand): Decision {
  const grant = draft.books.grants.get(grantId);
  if (grant === undefined) return refused({ code: "not_found", entity: "grant", id: grantId });
  // Nothing leaves the wallet, so a frozen one does not mind.
  const refusal =
    refusesTo("receive", draft.wallet(grant.walletId)) ??
    stateFault(grant, draft.at) ??
    endFault(grant, expiresAt) ??
    amountFault(amount, unspentOf(grant));
  if (refusal) return refused(refusal);

  const wanted = amount ?? unspentOf(grant);
  const heir = extension(draft, grant, { amount: wanted, expiresAt });
  const account = grant.pending > ZERO ? "pending" : "available";
  const tail = { effectiveAt: draft.at };
  draft.move(grantId, account, "moved", wanted, tail);
  draft.issue(heir, "moved", account, tail);
  settleOverage(draft, grant.walletId, draft.at);
  return done({ amount: wanted, grantId: heir.id });
}

/** It counts from now on, or from the start that it still waits for. */
function extension(
  draft: Draft,
  grant: Grant,
  { amount, expiresAt }: { readonly amount: Credits; readonly expiresAt: Date | null },
): Grant {
  const waits = grant.pending > ZERO;
  const effectiveAt = waits ? grant.effectiveAt : draft.at;
  const id = draft.mint<GrantId>();
  const heir = heirOf(grant, { id, amount, source: "extension", effectiveAt, expiresAt });
  return { ...heir, createdAt: draft.at, availableFrom: waits ? null : draft.at };
}

const unspentOf = ({ available, pending }: Grant) => plus(available, pending);

function stateFault(grant: Grant, at: Date): Refusal | undefined {
  const refuse = (message: string): Refusal => ({
    code: "invalid_state",
    entity: "grant",
    state: stateOf(grant, at),
    message,
  });
  if (!grant.isPaid) return refuse("This grant waits for its payment");
  return unspentOf(grant) === ZERO ? refuse("Nothing is left of this grant to extend") : undefined;
}

function endFault(grant: Grant, expiresAt: Date | null): Refusal | undefined {
  const refuse = (message: string): Refusal => ({
    code: "validation_error",
    field: "expiresAt",
    message,
  });
  if (grant.expiresAt === null) return refuse("This grant never ends");
  if (expiresAt === null || expiresAt > grant.expiresAt) return undefined;
  return refuse("Not later than the grant ends already");
}

/** Why an amount cannot be moved of what there is; null is all of it. */
export function amountFault(amount: Credits | null, left: Credits): Refusal | undefined {
  if (amount === null || (amount > ZERO && amount <= left)) return undefined;
  const message =
    amount > left ? "The grant has less than that left" : "Enter an amount above zero";
  return { code: "validation_error", field: "amount", message };
}
