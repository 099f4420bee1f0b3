import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { idText, type TransactionId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { previewOnBooks } from "../preview";
import type { ReverseInput } from "../schema";
import type { ReversePreviewView } from "../schema/transaction";
import { findTransactionOwner } from "../store/owners";
import { figuresView, refusalOf } from "../view";

/**
 * What a reversal would give back, and how the wallets would stand then. Changes nothing.
 *
 * @throws DomainError as `reverseTransaction` would.
 */
export async function previewReverse(
  ctx: Context,
  transactionId: TransactionId,
  { amount, restoreDays }: Pick<ReverseInput, "amount" | "restoreDays">,
): Promise<ReversePreviewView> {
  const customerId = await findTransactionOwner(ctx, transactionId);
  const own = await onClock(ctx, customerId);
  const { outcome, books } = await previewOnBooks(own, {
    kind: "reverse",
    ...{ customerId, transactionId, amount, restoreDays },
    ...{ reason: "preview", reference: "preview" },
  });
  if (!outcome.ok) throw refusalOf(outcome.refusal);
  return {
    at: own.at.toISOString(),
    amount: creditsText(outcome.amount),
    lapsed: creditsText(outcome.lapsed),
    invoiced: creditsText(outcome.invoiced),
    wallets: outcome.figures.map((after) => ({
      walletId: idText("wal", after.walletId),
      before: figuresView(books.wallets.get(after.walletId) ?? after),
      after: figuresView(after),
    })),
    fingerprint: outcome.fingerprint,
  };
}
