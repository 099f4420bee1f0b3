/** Which wallets may pay for a use (SEMANTICS 1.1, §2). */
import type { FeatureId, WalletId } from "@/lib/ids";
import { mayPayFor, type Wallet } from "./books";
import { byWalletOrder } from "./burn-order";
import type { Refusal } from "./command";
import type { Draft } from "./draft";
import { refusesTo } from "./wallet-state";

export type Payable = {
  /** Null: every wallet of `creditUnit` that may pay for the feature. */
  readonly walletId: WalletId | null;
  readonly creditUnit: string;
  readonly featureId: FeatureId | null;
};

/** In burn order; frozen and closed ones are skipped unless named. @returns why not, if the named one may not. */
export function payingWallets(
  { books }: Draft,
  { walletId, creditUnit, featureId }: Payable,
): readonly Wallet[] | Refusal {
  if (walletId === null) {
    return [...books.wallets.values()]
      .filter((wallet) => wallet.creditUnit === creditUnit && wallet.status === "ACTIVE")
      .filter((wallet) => mayPayFor(wallet.featureIds, featureId))
      .sort(byWalletOrder);
  }
  const wallet = books.wallets.get(walletId);
  if (wallet === undefined) return { code: "not_found", entity: "wallet", id: walletId };
  return refusesTo("give", wallet) ?? (mayPayFor(wallet.featureIds, featureId) ? [wallet] : []);
}
