import type { Context } from "@/lib/context";
import type { WalletId } from "@/lib/ids";
import { foresee, perform } from "../perform";
import type { FreezeCommand } from "../rules/wallet-command";
import type { BookedView } from "../schema";
import type { WalletStateInput } from "../schema/commands";
import { findWalletOwner } from "../store/owners";

/**
 * Nothing leaves the wallet from now on; it still receives, and its grants still end.
 *
 * A reference freezes once: asked again, the first answer is given, marked replayed.
 *
 * @throws DomainError `not_found`; `invalid_state` for a wallet that is frozen or closed;
 *   `idempotency_conflict`; `stale_preview`.
 */
export async function freezeWallet(
  ctx: Context,
  walletId: WalletId,
  input: WalletStateInput,
): Promise<BookedView> {
  return perform(ctx, await commandOf(ctx, walletId, { kind: "freeze", ...input }));
}

/** Lets credits leave again. @throws DomainError as `freezeWallet`; `invalid_state` if it is not frozen. */
export async function unfreezeWallet(
  ctx: Context,
  walletId: WalletId,
  input: WalletStateInput,
): Promise<BookedView> {
  return perform(ctx, await commandOf(ctx, walletId, { kind: "unfreeze", ...input }));
}

/** What `freezeWallet` would do; changes nothing. @throws DomainError as it would. */
export async function previewFreeze(
  ctx: Context,
  walletId: WalletId,
  input: WalletStateInput,
): Promise<BookedView> {
  return foresee(ctx, await commandOf(ctx, walletId, { kind: "freeze", ...input }));
}

/** What `unfreezeWallet` would do; changes nothing. @throws DomainError as it would. */
export async function previewUnfreeze(
  ctx: Context,
  walletId: WalletId,
  input: WalletStateInput,
): Promise<BookedView> {
  return foresee(ctx, await commandOf(ctx, walletId, { kind: "unfreeze", ...input }));
}

type Asked = WalletStateInput & Pick<FreezeCommand, "kind">;

async function commandOf(
  ctx: Context,
  walletId: WalletId,
  { kind, reason, reference, fingerprint }: Asked,
): Promise<FreezeCommand> {
  const { customerId } = await findWalletOwner(ctx, walletId);
  return {
    ...{ kind, customerId, walletId, reason, reference },
    ...(fingerprint !== undefined && { fingerprint }),
  };
}
