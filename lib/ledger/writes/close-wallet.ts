import type { Context } from "@/lib/context";
import type { WalletId } from "@/lib/ids";
import { foresee, perform } from "../perform";
import type { CloseCommand } from "../rules/wallet-command";
import type { BookedView } from "../schema";
import type { WalletStateInput } from "../schema/commands";
import { findWalletOwner } from "../store/owners";

/**
 * Ends the wallet: its holds end, what is left is voided, and nothing moves in it again.
 *
 * A reference closes once: asked again, the first answer is given, marked replayed.
 *
 * @throws DomainError `not_found`; `invalid_state` for a wallet that is closed, or in which
 *   something is owed; `idempotency_conflict`; `stale_preview`.
 */
export async function closeWallet(
  ctx: Context,
  walletId: WalletId,
  input: WalletStateInput,
): Promise<BookedView> {
  return perform(ctx, await commandOf(ctx, walletId, input));
}

/** What `closeWallet` would do; changes nothing. @throws DomainError as it would. */
export async function previewCloseWallet(
  ctx: Context,
  walletId: WalletId,
  input: WalletStateInput,
): Promise<BookedView> {
  return foresee(ctx, await commandOf(ctx, walletId, input));
}

async function commandOf(
  ctx: Context,
  walletId: WalletId,
  { reason, reference, fingerprint }: WalletStateInput,
): Promise<CloseCommand> {
  const { customerId } = await findWalletOwner(ctx, walletId);
  return {
    ...{ kind: "close", customerId, walletId, reason, reference },
    ...(fingerprint !== undefined && { fingerprint }),
  };
}
