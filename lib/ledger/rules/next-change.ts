/** When time alone changes a wallet next: it keeps this instant, and what it says holds until then. */
import type { WalletId } from "@/lib/ids";
import { ZERO } from "@/lib/money/credits";
import { type Books, heldOf, isRunning, isScheduled } from "./books";

/** The next instant at which time alone changes the wallet's figures; null: never. */
export function nextChangeAt(books: Books, walletId: WalletId): Date | null {
  let next: Date | null = null;
  for (const at of [
    ...grantChanges(books, walletId),
    ...holdEnds(books, walletId),
    ...refillsDue(books, walletId),
  ]) {
    if (next === null || at < next) next = at;
  }
  return next;
}

function grantChanges({ grants }: Books, walletId: WalletId): readonly Date[] {
  const changes: Date[] = [];
  for (const grant of grants.values()) {
    if (grant.walletId !== walletId) continue;
    const starts = isScheduled(grant);
    if (starts) changes.push(grant.effectiveAt);
    if (grant.expiresAt !== null && (starts || grant.available > ZERO)) {
      changes.push(grant.expiresAt);
    }
  }
  return changes;
}

/** Of holds that still keep something of this wallet. */
function holdEnds({ holds }: Books, walletId: WalletId): readonly Date[] {
  return [...holds.values()]
    .filter(({ state, draws }) => {
      const isHere = draws.some((draw) => draw.walletId === walletId && heldOf(draw) > ZERO);
      return state === "open" && isHere;
    })
    .map(({ expiresAt }) => expiresAt);
}

function refillsDue(books: Books, walletId: WalletId): readonly Date[] {
  return [...books.refills.values()].flatMap((refill) =>
    refill.walletId === walletId && isRunning(books, refill) ? [refill.nextAt] : [],
  );
}
