import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { type CustomerId, idText, type WalletId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { foresee, perform } from "../perform";
import { refuseUnknownFeatures } from "../refuse-unknown-features";
import type { HoldCommand } from "../rules/hold-command";
import type { BookedView } from "../schema";
import type { HoldInput } from "../schema/commands";
import { findWalletOwner } from "../store/owners";

/** One wallet; or whichever of a customer's wallets of the unit may pay. */
export type HoldTarget =
  | { readonly walletId: WalletId }
  | { readonly customerId: CustomerId; readonly creditUnit: string };

/**
 * Sets credits aside for work whose cost is not known yet, from grants in burn order. The hold
 * ends by itself, exactly, if it is neither captured nor released before.
 *
 * A reference places one hold: asked again, the first is the answer, marked replayed.
 *
 * @throws DomainError `not_found`; `insufficient_credits`, whatever the wallets' policy: a hold is
 *   neither capped nor owed; `invalid_state` for a frozen or closed wallet; `validation_error` for a
 *   feature that the organization does not have; `idempotency_conflict`; `stale_preview`.
 */
export async function placeHold(
  ctx: Context,
  target: HoldTarget,
  input: HoldInput,
): Promise<BookedView> {
  return perform(ctx, await commandOf(ctx, target, input));
}

/** What `placeHold` would do; changes nothing. @throws DomainError as it would. */
export async function previewPlaceHold(
  ctx: Context,
  target: HoldTarget,
  input: HoldInput,
): Promise<BookedView> {
  return foresee(ctx, await commandOf(ctx, target, input));
}

async function commandOf(ctx: Context, target: HoldTarget, input: HoldInput): Promise<HoldCommand> {
  const { amount, expiresInSeconds, featureId, member, purpose, reference, fingerprint } = input;
  await refuseUnknownFeatures(ctx, input);
  const payable =
    "walletId" in target
      ? { ...(await findWalletOwner(ctx, target.walletId)), walletId: target.walletId }
      : { ...target, walletId: null };
  const { at } = await onClock(ctx, payable.customerId);
  return {
    kind: "hold",
    ...payable,
    ...{ featureId, member, amount, reference },
    expiresAt: new Date(at.getTime() + expiresInSeconds * 1000),
    ...(purpose !== null && { reason: purpose }),
    ...(fingerprint !== undefined && { fingerprint }),
    content: contentOf(payable, input),
  };
}

/** Its end counts from "now", so a repeat is told by how long it was to last. */
function contentOf(
  { customerId, walletId, creditUnit }: Pick<HoldCommand, "customerId" | "walletId" | "creditUnit">,
  { amount, expiresInSeconds, featureId, member, purpose }: HoldInput,
): string {
  const whose = walletId === null ? [idText("cus", customerId), creditUnit] : [walletId];
  const what = [creditsText(amount), expiresInSeconds, featureId, member, purpose];
  return JSON.stringify(["hold", ...whose, ...what]);
}
