import { findFeatureNames } from "@/lib/catalog/reads/features";
import type { Context } from "@/lib/context";
import { WalletId } from "@/lib/ids";
import { findWalletAsOf } from "@/lib/ledger/reads/as-of";
import { listGrants } from "@/lib/ledger/reads/grants";
import { listRefills } from "@/lib/ledger/reads/refills";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import { isSome } from "@/lib/report/schema/standing";

const NOW = { asOf: null, knownAt: null, featureId: null } as const;

/** What stands in a wallet: its grants, its refills, and what is owed. */
export async function loadContent(ctx: Context, wallet: WalletView) {
  const walletId = WalletId.parse(wallet.id);
  const [grants, refills, then] = await Promise.all([
    listGrants(ctx, walletId),
    listRefills(ctx, { walletId }),
    isSome(wallet.figures.overage) ? findWalletAsOf(ctx, walletId, NOW) : undefined,
  ]);
  const limits = [wallet, ...grants].flatMap(({ featureIds }) => featureIds);
  const features = await findFeatureNames(ctx, limits);
  return { wallet, grants, refills, features, owed: then?.owed ?? [] };
}
