/** What time alone has done to the books, each thing at its own instant (SEMANTICS 1.3, 6.1). */
import type { GrantId } from "@/lib/ids";
import { ZERO } from "@/lib/money/credits";
import { type Books, hasEnded, isScheduled } from "./books";
import type { Draft } from "./draft";
import { settleOverage } from "./settle-overage";

type Due = { readonly at: Date; readonly change: "end" | "start"; readonly grantId: GrantId };

/** Books the starts and ends that are due, oldest first; at one instant ends come before starts. */
export function bookDue(draft: Draft): void {
  for (const due of dueChanges(draft.books, draft.at)) {
    if (due.change === "end") endGrant(draft, due.grantId, due.at);
    else startGrant(draft, due.grantId, due.at);
  }
}

function dueChanges(books: Books, at: Date): readonly Due[] {
  const due: Due[] = [];
  for (const grantId of books.burnOrder) {
    const grant = books.grants.get(grantId);
    if (grant === undefined) continue;
    const starts = isScheduled(grant) && grant.effectiveAt <= at;
    if (starts) due.push({ at: grant.effectiveAt, change: "start", grantId });
    if (grant.expiresAt !== null && hasEnded(grant, at) && (starts || grant.available > ZERO)) {
      due.push({ at: grant.expiresAt, change: "end", grantId });
    }
  }
  return due.sort(
    (a, b) =>
      a.at.getTime() - b.at.getTime() || Number(a.change > b.change) - Number(a.change < b.change),
  );
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
