import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { transact } from "@/lib/db/transact";
import { DomainError, notFound } from "@/lib/errors";
import { idText, type WalletId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { publish } from "@/lib/outbox/publish";
import { findWallet } from "../reads/wallets";
import { refuseUnknownFeatures } from "../refuse-unknown-features";
import type { WalletView } from "../schema/wallet";
import type { UpdateWalletInput } from "../schema/wallet-commands";
import { findWalletOwner } from "../store/owners";
import { lockWalletTerms, setWalletTerms, type WalletTerms } from "../store/wallet-terms";

/**
 * Changes what is named and leaves the rest. It counts for what is asked from now on: what is
 * owed stays owed under a lower limit, and what was paid stays paid.
 *
 * @throws DomainError `not_found`; `invalid_state` for a closed wallet; `validation_error` for a feature
 *   that the organization does not have.
 */
export async function updateWallet(
  asking: Context,
  walletId: WalletId,
  changes: UpdateWalletInput,
): Promise<WalletView> {
  const { customerId } = await findWalletOwner(asking, walletId);
  const ctx = await onClock(asking, customerId);
  await transact(ctx, async (tx) => {
    const wallet = await lockWalletTerms(tx, ctx, walletId);
    if (!wallet) throw notFound("wallet", idText("wal", walletId));
    if (wallet.status === "CLOSED") throw closed();
    await refuseUnknownFeatures(ctx, { featureIds: changes.featureIds ?? [] }, tx);

    const before = termsView(wallet.terms);
    const terms = { ...wallet.terms, ...given(changes) };
    const after = termsView(terms);
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    await setWalletTerms(tx, walletId, terms);
    const entityId = idText("wal", walletId);
    const told = { action: "wallet.updated", entity: "wallet", entityId, customerId };
    await recordAudit(tx, ctx, { ...told, before, after });
    const data = { walletId: entityId, ...after };
    await publish(tx, ctx, [{ type: "wallet.updated", customerId, data }]);
  });
  const view = await findWallet(ctx, walletId);
  if (!view) throw notFound("wallet", idText("wal", walletId));
  return view;
}

/** What is absent stays; null is a value. */
const given = (changes: UpdateWalletInput): Partial<WalletTerms> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));

const closed = () =>
  new DomainError("invalid_state", "This wallet is closed: nothing changes in it", {
    entity: "wallet",
    state: "CLOSED",
  });

/** As audit records and messages tell them. */
const termsView = ({ featureIds, overageLimit, lowBalanceAt, ...terms }: WalletTerms) => ({
  name: terms.name,
  priority: terms.priority,
  featureIds: featureIds.map((id) => idText("feat", id)),
  shortagePolicy: terms.shortagePolicy,
  overageLimit: overageLimit === null ? null : creditsText(overageLimit),
  lowBalanceAt: lowBalanceAt === null ? null : creditsText(lowBalanceAt),
  metadata: terms.metadata,
});
