import type { Context } from "@/lib/context";
import type { RefillId } from "@/lib/ids";
import { foresee, perform } from "../perform";
import type { StopRefillCommand } from "../rules/wallet-command";
import type { BookedView } from "../schema";
import type { StopRefillInput } from "../schema/refill";
import { findRefillOwner } from "../store/owners";

/**
 * No further grant comes of a refill. The running one lives to its end; a first one that has not
 * started yet is voided.
 *
 * @throws DomainError `not_found`; `invalid_state` if nothing further would come, or for a closed
 *   wallet; `idempotency_conflict`; `stale_preview`.
 */
export async function stopRefill(
  ctx: Context,
  refillId: RefillId,
  input: StopRefillInput,
): Promise<BookedView> {
  return perform(ctx, await commandOf(ctx, refillId, input));
}

/** What `stopRefill` would do; changes nothing. @throws DomainError as it would. */
export async function previewStopRefill(
  ctx: Context,
  refillId: RefillId,
  input: StopRefillInput,
): Promise<BookedView> {
  return foresee(ctx, await commandOf(ctx, refillId, input));
}

async function commandOf(
  ctx: Context,
  refillId: RefillId,
  { reason, reference, fingerprint }: StopRefillInput,
): Promise<StopRefillCommand> {
  const customerId = await findRefillOwner(ctx, refillId);
  return {
    ...{ kind: "stop_refill", customerId, refillId, reason, reference },
    ...(fingerprint !== undefined && { fingerprint }),
  };
}
