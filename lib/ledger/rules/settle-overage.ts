/** Settlement: credits that become available pay what is owed before anything else may use them. */
import type { WalletId } from "@/lib/ids";
import { type Credits, minus, plus, ZERO } from "@/lib/money/credits";
import { later, type OverageLot } from "./books";
import { burnDown, sourcesFor } from "./burn-down";
import type { Draft } from "./draft";

/**
 * Pays the wallet's open lots, oldest first, each from what may pay for its feature.
 *
 * @param owedBefore only what was owed before this instant, for credits that have ended since.
 */
export function settleOverage(
  draft: Draft,
  walletId: WalletId,
  effectiveAt: Date,
  owedBefore: Date | null = null,
): void {
  if (draft.wallet(walletId).overage <= ZERO) return;
  for (const lot of openLots(draft, walletId)) {
    if (owedBefore !== null && lot.since >= owedBefore) continue;
    const sources = sourcesFor(draft.books, {
      wallets: [draft.wallet(walletId)],
      featureId: lot.featureId,
      at: effectiveAt,
      now: effectiveAt,
    });
    for (const { grant, amount, decidedBy } of burnDown(sources, lot.open).draws) {
      // Credits can be older than what was owed: nothing is settled before it was owed.
      const tail = { lotId: lot.id, effectiveAt: later(effectiveAt, lot.since) };
      draft.move(grant.id, "available", "consumed", amount, { ...tail, decidedBy });
      draft.owe(walletId, "consumed", "overage", amount, tail);
      draft.setLot(settled(draft.lot(lot.id), grant.id, amount));
    }
  }
}

const openLots = (draft: Draft, walletId: WalletId) =>
  [...draft.books.lots.values()]
    .filter((lot) => lot.walletId === walletId && lot.open > ZERO)
    .sort((a, b) => a.since.getTime() - b.since.getTime() || (a.id < b.id ? -1 : 1));

const settled = (
  lot: OverageLot,
  grantId: OverageLot["settlements"][number]["grantId"],
  amount: Credits,
): OverageLot => ({
  ...lot,
  open: minus(lot.open, amount),
  settled: plus(lot.settled, amount),
  settlements: [...lot.settlements, { grantId, amount }],
});
