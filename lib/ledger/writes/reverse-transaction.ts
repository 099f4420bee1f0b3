import type { Context } from "@/lib/context";
import type { TransactionId } from "@/lib/ids";
import { post } from "../post";
import type { BookedView, ReverseInput } from "../schema";
import { findTransactionOwner } from "../store/owners";
import { bookedView, refusalOf } from "../view";

/**
 * Gives back what a transaction took, whole or in part, to the same grants (SEMANTICS 4.3).
 * What comes back to a grant that has ended lapses and is told, unless it is restored.
 *
 * @throws DomainError `not_found`; `invalid_state` if it took nothing, or all was given back;
 *   `validation_error` if more is asked than was taken; `idempotency_conflict`.
 */
export async function reverseTransaction(
  ctx: Context,
  transactionId: TransactionId,
  { amount, reason, reference, restoreDays }: ReverseInput,
): Promise<BookedView> {
  const customerId = await findTransactionOwner(ctx, transactionId);
  const outcome = await post(ctx, {
    kind: "reverse",
    ...{ customerId, transactionId, amount, restoreDays, reason, reference },
  });
  if (!outcome.ok) throw refusalOf(outcome.refusal);
  return bookedView(outcome);
}
