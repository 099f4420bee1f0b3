/** Voiding an amount of a wallet, whatever its grants may pay for, in burn order (SEMANTICS 6.2). */
import { type Credits, minus, ZERO } from "@/lib/money/credits";
import type { Wallet } from "./books";
import { burnDown, type Source } from "./burn-down";
import type { Refusal } from "./command";
import type { Draft } from "./draft";

/**
 * Takes the amount whole, or nothing. A grant that it empties is not void itself: what a
 * reversal brings back to it may be spent.
 *
 * @returns why not, if the wallet has less than that available.
 */
export function voidInOrder(draft: Draft, wallet: Wallet, amount: Credits): Refusal | undefined {
  const { draws, shortfall } = burnDown(sourcesIn(draft, wallet), amount);
  if (shortfall > ZERO) {
    const available = minus(amount, shortfall);
    // Nobody tops up a wallet to take more from it.
    return { code: "insufficient_credits", required: amount, available, shortfall, cures: [] };
  }
  for (const { grant, amount: drawn, decidedBy } of draws) {
    draft.move(grant.id, "available", "voided", drawn, { effectiveAt: draft.at, decidedBy });
  }
  return undefined;
}

function sourcesIn(draft: Draft, wallet: Wallet): readonly Source[] {
  const { burnOrder } = draft.books;
  return burnOrder
    .map((id) => draft.grant(id))
    .filter(({ walletId, available }) => walletId === wallet.id && available > ZERO)
    .map((grant) => ({ wallet, grant, gives: grant.available, isLapsed: false, isLate: false }));
}
