/** Ending the unspent part of a grant (SEMANTICS 6.2). Spent stays spent; held stays held unless forced. */
import type { GrantId } from "@/lib/ids";
import { type Credits, min, minus, plus, sum, ZERO } from "@/lib/money/credits";
import { type Grant, type Hold, heldOf } from "./books";
import type { Refusal, VoidCommand } from "./command";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import { giveBackHeld, openHolds, walletsOf } from "./release";
import { settleOverage } from "./settle-overage";
import { refusesTo } from "./wallet-state";

export function applyVoid(draft: Draft, command: VoidCommand): Decision {
  const { grantId, amount, force = false } = command;
  const grant = draft.books.grants.get(grantId);
  if (grant === undefined) return refused({ code: "not_found", entity: "grant", id: grantId });
  // A pending grant is in no balance yet, so a frozen wallet does not keep it.
  const isInBalance = grant.available > ZERO || (force && grant.held > ZERO);
  const closed = refusesTo(isInBalance ? "give" : "receive", draft.wallet(grant.walletId));
  if (closed) return refused(closed);

  // What comes back to a voided grant is voided itself, before it could settle anything.
  if (amount === null) draft.setGrant(grantId, { isVoided: true });
  const ended = force ? endHoldsOn(draft, grantId) : [];
  const taken = minus(draft.grant(grantId).voided, grant.voided);
  const left = voidLeft(draft, grantId, amount);
  if (typeof left !== "bigint") return refused(left);
  const voided = plus(left, taken);
  if (voided === ZERO) return refused(nothingLeft(grant, draft.at));

  for (const walletId of new Set(ended.flatMap(walletsOf))) {
    settleOverage(draft, walletId, draft.at);
  }
  return done({ amount: voided, grantId, released: sum(ended.map(heldOf)) });
}

/** Voids what is available first, then what is pending. @returns how much, or why not. */
function voidLeft(draft: Draft, grantId: GrantId, amount: Credits | null): Credits | Refusal {
  const { available, pending } = draft.grant(grantId);
  const left = plus(available, pending);
  const wanted = amount ?? left;
  if (wanted > left) {
    const message = "The grant has less than that left";
    if (left === ZERO) return nothingLeft(draft.grant(grantId), draft.at);
    return { code: "validation_error", field: "amount", message };
  }
  const now = min(available, wanted);
  const tail = { effectiveAt: draft.at };
  draft.move(grantId, "available", "voided", now, tail);
  draft.move(grantId, "pending", "voided", minus(wanted, now), tail);
  if (wanted === left) draft.setGrant(grantId, { isVoided: true });
  return wanted;
}

/** Ends the holds that keep credits of the grant, and answers them as they were. */
function endHoldsOn(draft: Draft, grantId: GrantId): readonly Hold[] {
  const holds = openHolds(draft, (draw) => draw.grantId === grantId);
  for (const { id } of holds) giveBackHeld(draft, id, draft.at, "released");
  return holds;
}

function nothingLeft(grant: Grant, at: Date): Refusal {
  const message = "Nothing is left of this grant to void";
  return { code: "invalid_state", entity: "grant", state: stateOf(grant, at), message };
}

/** The word for where a grant stands in its life (SEMANTICS 1.3). */
export function stateOf(
  grant: Pick<Grant, "isVoided" | "expiresAt" | "pending" | "available" | "held">,
  at: Date,
): "pending" | "active" | "used_up" | "expired" | "voided" {
  if (grant.isVoided) return "voided";
  const ended = grant.expiresAt !== null && grant.expiresAt <= at;
  if (grant.pending > ZERO) return "pending";
  if (ended) return "expired";
  return grant.available > ZERO || grant.held > ZERO ? "active" : "used_up";
}
