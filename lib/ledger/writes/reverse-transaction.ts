import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import type { TransactionId } from "@/lib/ids";
import { post } from "../post";
import { preview } from "../preview";
import type { ReverseCommand } from "../rules/command";
import type { BookedView, ReverseInput } from "../schema";
import { findTransactionOwner } from "../store/owners";
import { bookedView, refusalOf } from "../view";

/**
 * Gives back what a transaction took, whole or in part, to the same grants (SEMANTICS 4.3).
 * What comes back to a grant that has ended lapses and is told, unless it is restored.
 *
 * @throws DomainError `not_found`; `invalid_state` if it took nothing, or all was given back;
 *   `validation_error` if more is asked than was taken; `idempotency_conflict`; `stale_preview`.
 */
export async function reverseTransaction(
  ctx: Context,
  transactionId: TransactionId,
  input: ReverseInput,
): Promise<BookedView> {
  const command = await commandOf(ctx, transactionId, input);
  const outcome = await post(await onClock(ctx, command.customerId), command);
  if (!outcome.ok) throw refusalOf(outcome.refusal);
  return bookedView(outcome);
}

/** What `reverseTransaction` would do; changes nothing. @throws DomainError as it would. */
export async function previewReversal(
  ctx: Context,
  transactionId: TransactionId,
  { fingerprint: _, ...input }: ReverseInput,
): Promise<BookedView> {
  const command = await commandOf(ctx, transactionId, input);
  const outcome = await preview(await onClock(ctx, command.customerId), command);
  if (!outcome.ok) throw refusalOf(outcome.refusal);
  return bookedView(outcome);
}

async function commandOf(
  ctx: Context,
  transactionId: TransactionId,
  { amount, reason, reference, restoreDays, fingerprint }: ReverseInput,
): Promise<ReverseCommand> {
  const customerId = await findTransactionOwner(ctx, transactionId);
  return {
    kind: "reverse",
    ...{ customerId, transactionId, amount, restoreDays, reason, reference },
    ...(fingerprint !== undefined && { fingerprint }),
  };
}
