import type { Context, Role } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import type { CustomerId, WalletId } from "@/lib/ids";
import { post } from "../post";
import type { DebitCommand } from "../rules/command";
import type { BookedView, CustomerDebitInput, DebitInput } from "../schema";
import { findWalletOwner } from "../store/owners";
import { bookedView, refusalOf } from "../view";

/** Who may leave a customer owing, where the wallet's policy allows it (SEMANTICS 4.1). */
const MAY_LEAVE_OVERAGE: readonly Role[] = ["OWNER", "BILLING_ADMIN"];

/**
 * Takes credits out of a wallet by hand, from its grants in burn order.
 *
 * A reference debits once: asked again, the first debit is the answer, marked replayed.
 *
 * @throws DomainError `not_found`; `idempotency_conflict` if the reference made another debit;
 *   `insufficient_credits` or `limit_reached` if the wallet may not owe that much;
 *   `invalid_state` for a frozen or closed wallet; `stale_preview` if the fingerprint does not fit.
 */
export async function debitWallet(
  ctx: Context,
  walletId: WalletId,
  debit: DebitInput,
): Promise<BookedView> {
  const owner = await findWalletOwner(ctx, walletId);
  const own = await onClock(ctx, owner.customerId);
  return take(own, manualDebit(own, { walletId, ...owner }, debit));
}

/** The same by customer: over all wallets of the unit that may pay. */
export async function debitCustomer(
  ctx: Context,
  customerId: CustomerId,
  { creditUnit, featureId, member, onShortage, ...debit }: CustomerDebitInput,
): Promise<BookedView> {
  const own = await onClock(ctx, customerId);
  const command = manualDebit(own, { customerId, creditUnit, walletId: null }, debit);
  return take(own, { ...command, featureId, member, ...(onShortage && { onShortage }) });
}

/** The command of a debit by hand; what a preview asks, too. */
export function manualDebit(
  ctx: Context,
  target: Pick<DebitCommand, "customerId" | "walletId" | "creditUnit">,
  { amount, reasonCode, reason, reference, fingerprint, metadata }: DebitInput,
): DebitCommand {
  const { actor } = ctx;
  return {
    kind: "debit",
    ...target,
    reference,
    reasonCode,
    reason,
    ...(fingerprint !== undefined && { fingerprint }),
    ...(metadata !== undefined && { metadata }),
    featureId: null,
    member: null,
    groupId: null,
    parts: [{ eventId: null, at: ctx.at, amount }],
    forbidsOverage: actor.kind === "staff" && !MAY_LEAVE_OVERAGE.includes(actor.role),
  };
}

async function take(ctx: Context, command: DebitCommand): Promise<BookedView> {
  const outcome = await post(ctx, command);
  if (!outcome.ok) throw refusalOf(outcome.refusal);
  return bookedView(outcome);
}
