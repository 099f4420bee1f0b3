import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import type { GrantId } from "@/lib/ids";
import { post } from "../post";
import { preview } from "../preview";
import type { VoidCommand } from "../rules/command";
import type { BookedView, VoidGrantInput } from "../schema";
import { findGrantOwner } from "../store/owners";
import { bookedView, refusalOf } from "../view";

/**
 * Ends the unspent part of a grant, or an amount of it. Spent stays spent; held stays held,
 * unless forced: that ends the holds on the grant first.
 *
 * @throws DomainError `not_found`; `invalid_state` if nothing is left, or for a frozen or closed
 *   wallet; `validation_error` if less than that is left; `idempotency_conflict`; `stale_preview`.
 */
export async function voidGrant(
  ctx: Context,
  grantId: GrantId,
  input: VoidGrantInput,
): Promise<BookedView> {
  const command = await commandOf(ctx, grantId, input);
  const outcome = await post(await onClock(ctx, command.customerId), command);
  if (!outcome.ok) throw refusalOf(outcome.refusal);
  return bookedView(outcome);
}

/** What `voidGrant` would do; changes nothing. @throws DomainError as it would. */
export async function previewVoid(
  ctx: Context,
  grantId: GrantId,
  { fingerprint: _, ...input }: VoidGrantInput,
): Promise<BookedView> {
  const command = await commandOf(ctx, grantId, input);
  const outcome = await preview(await onClock(ctx, command.customerId), command);
  if (!outcome.ok) throw refusalOf(outcome.refusal);
  return bookedView(outcome);
}

async function commandOf(
  ctx: Context,
  grantId: GrantId,
  { amount, force, reason, reference, fingerprint }: VoidGrantInput,
): Promise<VoidCommand> {
  const customerId = await findGrantOwner(ctx, grantId);
  return {
    ...{ kind: "void", customerId, grantId, amount, reason, reference },
    ...(force && { force }),
    ...(fingerprint !== undefined && { fingerprint }),
  };
}
