import type { Context } from "@/lib/context";
import type { GrantId } from "@/lib/ids";
import { foresee, perform } from "../perform";
import type { ExtendCommand } from "../rules/move-command";
import type { BookedView } from "../schema";
import type { ExtendGrantInput } from "../schema/commands";
import { findGrantOwner } from "../store/owners";

/**
 * Gives what is unspent of a grant, or part of it, a later end: it moves into a new grant with the
 * same terms, which the answer names. Held credits stay with the old one.
 *
 * @throws DomainError `not_found`; `invalid_state` if the grant has ended, was voided or used up,
 *   or waits for a payment, or for a closed wallet; `validation_error` for an end that is not later,
 *   or more than is unspent; `idempotency_conflict`; `stale_preview`.
 */
export async function extendGrant(
  ctx: Context,
  grantId: GrantId,
  input: ExtendGrantInput,
): Promise<BookedView> {
  return perform(ctx, await commandOf(ctx, grantId, input));
}

/** What `extendGrant` would do; changes nothing. @throws DomainError as it would. */
export async function previewExtendGrant(
  ctx: Context,
  grantId: GrantId,
  input: ExtendGrantInput,
): Promise<BookedView> {
  return foresee(ctx, await commandOf(ctx, grantId, input));
}

async function commandOf(
  ctx: Context,
  grantId: GrantId,
  { expiresAt, amount, reason, reference, fingerprint }: ExtendGrantInput,
): Promise<ExtendCommand> {
  const customerId = await findGrantOwner(ctx, grantId);
  return {
    ...{ kind: "extend", customerId, grantId, expiresAt, amount, reason, reference },
    ...(fingerprint !== undefined && { fingerprint }),
  };
}
