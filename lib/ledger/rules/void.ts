/** Ending the unspent part of a grant (SEMANTICS 6.2). Spent stays spent, held stays held. */
import { min, minus, plus, ZERO } from "@/lib/money/credits";
import type { Grant } from "./books";
import type { VoidCommand } from "./command";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import { refusesTo } from "./wallet-state";

export function applyVoid(draft: Draft, { grantId, amount }: VoidCommand): Decision {
  const grant = draft.books.grants.get(grantId);
  if (grant === undefined) return refused({ code: "not_found", entity: "grant", id: grantId });
  // A pending grant is in no balance yet, so a frozen wallet does not keep it.
  const leaves = grant.available > ZERO ? "give" : "receive";
  const closed = refusesTo(leaves, draft.wallet(grant.walletId));
  if (closed) return refused(closed);

  const left = plus(grant.available, grant.pending);
  if (left === ZERO) return refused(nothingLeft(grant, draft.at));
  const wanted = amount ?? left;
  if (wanted > left) {
    const message = "The grant has less than that left";
    return refused({ code: "validation_error", field: "amount", message });
  }

  const available = min(grant.available, wanted);
  const tail = { effectiveAt: draft.at };
  draft.move(grantId, "available", "voided", available, tail);
  draft.move(grantId, "pending", "voided", minus(wanted, available), tail);
  if (wanted === left) draft.setGrant(grantId, { isVoided: true });
  return done({ amount: wanted, grantId });
}

function nothingLeft(grant: Grant, at: Date) {
  const message = "Nothing is left of this grant to void";
  return { code: "invalid_state", entity: "grant", state: stateOf(grant, at), message } as const;
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
