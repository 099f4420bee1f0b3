import type { Context } from "@/lib/context";
import { type HoldId, idText } from "@/lib/ids";
import { foresee, perform } from "../perform";
import type { CaptureCommand } from "../rules/hold-command";
import type { BookedView } from "../schema";
import type { CaptureInput } from "../schema/commands";
import { findHoldOwner } from "../store/owners";

/**
 * Takes what a hold set aside, in part or whole, in the order it was reserved; more than that
 * from what is available. A final capture gives the rest back, last reserved first.
 *
 * A reference captures once: asked again, the first capture is the answer, marked replayed.
 *
 * @throws DomainError `not_found`; `invalid_state` if the hold is over, or of a frozen wallet;
 *   `insufficient_credits` if there is not enough beside what is held, and the hold stands as it
 *   was; `idempotency_conflict`; `stale_preview`.
 */
export async function captureHold(
  ctx: Context,
  holdId: HoldId,
  input: CaptureInput,
): Promise<BookedView> {
  return perform(ctx, await commandOf(ctx, holdId, input));
}

/** What `captureHold` would do; changes nothing. @throws DomainError as it would. */
export async function previewCaptureHold(
  ctx: Context,
  holdId: HoldId,
  input: CaptureInput,
): Promise<BookedView> {
  return foresee(ctx, await commandOf(ctx, holdId, input));
}

async function commandOf(
  ctx: Context,
  holdId: HoldId,
  { amount, isFinal, reason, reference, fingerprint }: CaptureInput,
): Promise<CaptureCommand> {
  const customerId = await findHoldOwner(ctx, holdId);
  return {
    ...{ kind: "capture", customerId, holdId, amount, isFinal, reference },
    cause: { kind: "hold", id: idText("hld", holdId) },
    ...(reason !== null && { reason }),
    ...(fingerprint !== undefined && { fingerprint }),
  };
}
