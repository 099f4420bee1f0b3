import type { Context } from "@/lib/context";
import type { WalletId } from "@/lib/ids";
import { foresee, perform } from "../perform";
import type { ResetCommand } from "../rules/wallet-command";
import type { BookedView } from "../schema";
import type { ResetInput } from "../schema/commands";
import { findWalletOwner } from "../store/owners";

/**
 * Leaves each live grant of a wallet with min(max, max(min, left)) as its terms say, nothing unless
 * they do, and carries or clears what is owed. What it takes lapses; held credits stay held.
 *
 * @throws DomainError `not_found`; `invalid_state` for a frozen or closed wallet;
 *   `idempotency_conflict`; `stale_preview`.
 */
export async function resetWallet(
  ctx: Context,
  walletId: WalletId,
  input: ResetInput,
): Promise<BookedView> {
  return perform(ctx, await commandOf(ctx, walletId, input));
}

/** What `resetWallet` would do; changes nothing. @throws DomainError as it would. */
export async function previewResetWallet(
  ctx: Context,
  walletId: WalletId,
  input: ResetInput,
): Promise<BookedView> {
  return foresee(ctx, await commandOf(ctx, walletId, input));
}

async function commandOf(
  ctx: Context,
  walletId: WalletId,
  { overage, reason, reference, fingerprint }: ResetInput,
): Promise<ResetCommand> {
  const { customerId } = await findWalletOwner(ctx, walletId);
  return {
    ...{ kind: "reset", customerId, walletId, overage, reason, reference },
    ...(fingerprint !== undefined && { fingerprint }),
  };
}
