import type { Context } from "@/lib/context";
import type { GrantId } from "@/lib/ids";
import { post } from "../post";
import type { BookedView, VoidGrantInput } from "../schema";
import { findGrantOwner } from "../store/owners";
import { bookedView, refusalOf } from "../view";

/**
 * Ends the unspent part of a grant, or an amount of it. Spent stays spent, held stays held.
 *
 * @throws DomainError `not_found`; `invalid_state` if nothing is left, or for a frozen or closed
 *   wallet; `validation_error` if less than that is left; `idempotency_conflict`.
 */
export async function voidGrant(
  ctx: Context,
  grantId: GrantId,
  { amount, reason, reference }: VoidGrantInput,
): Promise<BookedView> {
  const customerId = await findGrantOwner(ctx, grantId);
  const outcome = await post(ctx, { kind: "void", customerId, grantId, amount, reason, reference });
  if (!outcome.ok) throw refusalOf(outcome.refusal);
  return bookedView(outcome);
}
