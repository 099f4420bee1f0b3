/** What time alone has done to the books, each thing at its own instant (SEMANTICS 1.3, 5.1, 6.1, 6.4). */
import type { GrantId } from "@/lib/ids";
import type { Draft } from "./draft";
import { type Due, nextDue } from "./due";
import { issueRefill } from "./refill";
import { endHold } from "./release";
import { rollOver } from "./roll-over";
import { settleOverage } from "./settle-overage";

/** Books what is due, oldest first. One change may bring another about, so each is looked for anew. */
export function bookDue(draft: Draft): void {
  for (let due = nextDue(draft.books, draft.at); due; due = nextDue(draft.books, draft.at)) {
    bookChange(draft, due);
  }
}

function bookChange(draft: Draft, due: Due): void {
  switch (due.change) {
    case "hold_end":
      endHold(draft, due.holdId, due.at, "expired");
      break;
    case "end":
      endGrant(draft, due.grantId, due.at);
      break;
    case "roll":
      rollOver(draft, due.grantId, due.at);
      endGrant(draft, due.grantId, due.at);
      break;
    case "refill":
      issueRefill(draft, due.refillId, due.at);
      break;
    case "start":
      startGrant(draft, due.grantId, due.at);
      break;
  }
}

/** Lapses what is left; held credits stay for their own capture. */
export function endGrant(draft: Draft, grantId: GrantId, effectiveAt: Date): void {
  draft.move(grantId, "available", "expired", draft.grant(grantId).available, { effectiveAt });
}

/** Makes waiting credits usable, and settles with them what is owed. */
export function startGrant(draft: Draft, grantId: GrantId, effectiveAt: Date): void {
  const { pending, walletId } = draft.grant(grantId);
  draft.setGrant(grantId, { availableFrom: effectiveAt });
  draft.move(grantId, "pending", "available", pending, { effectiveAt });
  settleOverage(draft, walletId, effectiveAt);
}
