import type { Context } from "@/lib/context";
import { type HoldId, idText } from "@/lib/ids";
import { foresee, perform } from "../perform";
import type { ReleaseCommand } from "../rules/hold-command";
import type { BookedView } from "../schema";
import type { ReleaseInput } from "../schema/commands";
import { findHoldOwner } from "../store/owners";

/**
 * Gives all that a hold still keeps back to its grants, last reserved first. What comes back to
 * a grant that has ended lapses, and is told as such.
 *
 * A reference releases once: asked again, the first release is the answer, marked replayed.
 *
 * @throws DomainError `not_found`; `invalid_state` if the hold is over; `idempotency_conflict`;
 *   `stale_preview`.
 */
export async function releaseHold(
  ctx: Context,
  holdId: HoldId,
  input: ReleaseInput,
): Promise<BookedView> {
  return perform(ctx, await commandOf(ctx, holdId, input));
}

/** What `releaseHold` would do; changes nothing. @throws DomainError as it would. */
export async function previewReleaseHold(
  ctx: Context,
  holdId: HoldId,
  input: ReleaseInput,
): Promise<BookedView> {
  return foresee(ctx, await commandOf(ctx, holdId, input));
}

async function commandOf(
  ctx: Context,
  holdId: HoldId,
  { reason, reference, fingerprint }: ReleaseInput,
): Promise<ReleaseCommand> {
  const customerId = await findHoldOwner(ctx, holdId);
  return {
    ...{ kind: "release", customerId, holdId, reference },
    cause: { kind: "hold", id: idText("hld", holdId) },
    ...(reason !== null && { reason }),
    ...(fingerprint !== undefined && { fingerprint }),
  };
}
