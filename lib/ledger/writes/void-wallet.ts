import type { Context } from "@/lib/context";
import type { WalletId } from "@/lib/ids";
import { foresee, perform } from "../perform";
import type { VoidWalletCommand } from "../rules/wallet-command";
import type { BookedView } from "../schema";
import type { VoidWalletInput } from "../schema/commands";
import { findWalletOwner } from "../store/owners";

/**
 * Ends an amount of what a wallet has available, from its grants in burn order. Spent stays
 * spent, held stays held.
 *
 * @throws DomainError `not_found`; `insufficient_credits` if less than that is available;
 *   `invalid_state` for a frozen or closed wallet; `idempotency_conflict`; `stale_preview`.
 */
export async function voidWallet(
  ctx: Context,
  walletId: WalletId,
  input: VoidWalletInput,
): Promise<BookedView> {
  return perform(ctx, await commandOf(ctx, walletId, input));
}

/** What `voidWallet` would do; changes nothing. @throws DomainError as it would. */
export async function previewVoidWallet(
  ctx: Context,
  walletId: WalletId,
  input: VoidWalletInput,
): Promise<BookedView> {
  return foresee(ctx, await commandOf(ctx, walletId, input));
}

async function commandOf(
  ctx: Context,
  walletId: WalletId,
  { amount, reason, reference, fingerprint }: VoidWalletInput,
): Promise<VoidWalletCommand> {
  const { customerId } = await findWalletOwner(ctx, walletId);
  return {
    ...{ kind: "void_wallet", customerId, walletId, amount, reason, reference },
    ...(fingerprint !== undefined && { fingerprint }),
  };
}
