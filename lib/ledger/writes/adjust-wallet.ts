import type { Context } from "@/lib/context";
import type { WalletId } from "@/lib/ids";
import { foresee, perform } from "../perform";
import type { AdjustCommand } from "../rules/wallet-command";
import type { BookedView } from "../schema";
import type { AdjustInput } from "../schema/wallet-commands";
import { findWalletCurrency, findWalletOwner } from "../store/owners";

/**
 * Corrects a wallet: up, by a grant of its own; down, by voiding in burn order.
 *
 * A reference corrects once: asked again, the first answer is given, marked replayed.
 *
 * @throws DomainError `not_found`; `insufficient_credits` if less than that can be taken;
 *   `invalid_state` for a closed wallet, or a frozen one when something is taken;
 *   `validation_error` for an end that has passed; `idempotency_conflict`; `stale_preview`.
 */
export async function adjustWallet(
  ctx: Context,
  walletId: WalletId,
  input: AdjustInput,
): Promise<BookedView> {
  return perform(ctx, await commandOf(ctx, walletId, input));
}

/** What `adjustWallet` would do; changes nothing. @throws DomainError as it would. */
export async function previewAdjustWallet(
  ctx: Context,
  walletId: WalletId,
  input: AdjustInput,
): Promise<BookedView> {
  return foresee(ctx, await commandOf(ctx, walletId, input));
}

async function commandOf(
  ctx: Context,
  walletId: WalletId,
  { amount, reasonCode, reason, reference, fingerprint, expiresAt }: AdjustInput,
): Promise<AdjustCommand> {
  const { customerId } = await findWalletOwner(ctx, walletId);
  const currency = await findWalletCurrency(ctx, walletId);
  return {
    ...{ kind: "adjust", customerId, walletId, amount, expiresAt, currency },
    ...{ reasonCode, reason, reference },
    ...(fingerprint !== undefined && { fingerprint }),
  };
}
