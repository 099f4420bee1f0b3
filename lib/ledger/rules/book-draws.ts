/** Enters what grants pay for a use. */
import type { Drawn } from "./burn-down";
import type { Draft } from "./draft";

export function bookDraws(draft: Draft, draws: readonly Drawn[], at: Date): void {
  for (const { grant, amount, decidedBy, isLapsed, isLate } of draws) {
    // As-of figures before this grant's start must not show what it paid for later.
    const effectiveAt = isLate ? draft.at : at;
    if (isLapsed && grant.expiresAt !== null) {
      draft.move(grant.id, "expired", "available", amount, { effectiveAt: grant.expiresAt });
    }
    draft.move(grant.id, "available", "consumed", amount, { effectiveAt, decidedBy, isLate });
  }
}
