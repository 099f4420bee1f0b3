/** Gives what a checkout session sold, with the invoice that its payment has settled. */
import type { Context } from "@/lib/context";
import { findCustomerId } from "@/lib/customer/reads";
import { onClock } from "@/lib/customer/reads/clock";
import { findKnownCustomers } from "@/lib/customer/reads/named";
import { type ColdTx, within } from "@/lib/db/transact";
import { isDomainError } from "@/lib/errors";
import { CustomerId, InvoiceId, PackId, TransactionId, WalletId } from "@/lib/ids";
import { PaymentInput, type TopUpFields, TopUpInput, type TopUpView } from "@/lib/invoicing/schema";
import { loadPack } from "@/lib/invoicing/store/top-up";
import { recordPayment } from "@/lib/invoicing/writes/record-payment";
import { topUpWallet } from "@/lib/invoicing/writes/top-up-wallet";
import { findWalletOwner } from "@/lib/ledger/store/owners";
import { findOrCreateWallet, loadCustomerDefaults } from "@/lib/ledger/store/wallets";
import { creditsText, parseCredits, ZERO } from "@/lib/money/credits";
import type { Order } from "../rules/decide-event";
import type { Session } from "../rules/session";
import { findGiven } from "../store/deliveries";
import type { Outcome } from "../store/delivery-rows";
import { loadDays } from "../store/secrets";

/**
 * Grants an order once, whoever asks again: the session's own delivery, or else the reference,
 * stands in the way. To be called under the session's lock.
 *
 * @throws DomainError if the ledger or the invoice refuses; then nothing of the transaction stands.
 */
export async function grantOrder(tx: ColdTx, ctx: Context, order: Order): Promise<Outcome> {
  const before = await findGiven(tx, ctx, order.session);
  if (before) return { reason: "granted_before", given: before };
  const customerId = await findBuyer(ctx, order.customer);
  if (!customerId) return { reason: "unknown_customer", detail: order.customer };
  const pack = await packOf(tx, ctx, order);
  if (pack === undefined) return { reason: "unknown_pack" };
  const inside = within(ctx, tx);
  const unit = pack?.creditUnit ?? (await loadCustomerDefaults(tx, ctx, customerId)).creditUnit;
  const walletId = order.wallet
    ? await findOwnWallet(ctx, customerId, order.wallet)
    : await findOrCreateWallet(tx, await onClock(inside, customerId), customerId, unit);
  if (!walletId) return { reason: "unknown_wallet", detail: order.wallet ?? "" };

  const topUp = await topUpWallet(inside, walletId, {
    ...TopUpInput.parse(await topUpOf(tx, ctx, order)),
    sale: { price: order.price, currency: order.currency },
  });
  await payFor(inside, topUp, order.session);
  return {
    reason: "granted",
    given: {
      ...{ customerId, walletId },
      transactionId: TransactionId.parse(topUp.transactionId),
      invoiceId: topUp.invoice && InvoiceId.parse(topUp.invoice.id),
      credits: parseCredits(topUp.credits) ?? ZERO,
    },
  };
}

/** By our id, or else by the caller's own. */
async function findBuyer(ctx: Context, named: string): Promise<CustomerId | undefined> {
  const { data: id } = CustomerId.safeParse(named);
  if (id && (await findKnownCustomers(ctx, [id])).has(id)) return id;
  return findCustomerId(ctx, named);
}

/** Null: none was bought. Undefined: there is no such pack. */
async function packOf(tx: ColdTx, ctx: Context, { bought }: Order) {
  if (bought.kind === "credits") return null;
  const { data: id } = PackId.safeParse(bought.id);
  return id && loadPack(tx, ctx.organizationId, id);
}

async function findOwnWallet(
  ctx: Context,
  customerId: CustomerId,
  named: string,
): Promise<WalletId | undefined> {
  const { data: id } = WalletId.safeParse(named);
  if (!id) return undefined;
  try {
    return (await findWalletOwner(ctx, id)).customerId === customerId ? id : undefined;
  } catch (thrown) {
    if (isDomainError(thrown) && thrown.code === "not_found") return undefined;
    throw thrown;
  }
}

/** What a person can find a session again by, in Stripe. */
const notesOf = ({ id, paymentIntent }: Session) => ({
  stripe_session: id,
  ...(paymentIntent && { stripe_payment_intent: paymentIntent }),
});

async function topUpOf(tx: ColdTx, ctx: Context, order: Order): Promise<TopUpFields> {
  const { session, bought, days } = order;
  const terms = {
    reference: `stripe:${session.id}`.slice(0, 200),
    reason: `Stripe Checkout ${session.id}`,
    // It is paid for already.
    availability: "at_once",
    metadata: notesOf(session),
  } as const;
  if (bought.kind === "pack") {
    return { kind: "pack", packId: bought.id, expiresAfterDays: days ?? null, ...terms };
  }
  const expiresAfterDays = days === undefined ? await loadDays(tx, ctx) : days;
  return { kind: "bought", credits: creditsText(bought.credits), expiresAfterDays, ...terms };
}

/** A checkout that a voucher paid for whole leaves an invoice that asks for nothing: it is paid. */
async function payFor(ctx: Context, { invoice }: TopUpView, session: Session): Promise<void> {
  if (invoice?.status !== "OPEN") return;
  const isCard = session.methods.length === 1 && session.methods[0] === "card";
  const payment = PaymentInput.parse({
    method: isCard ? "card" : "other",
    reference: `stripe:${session.paymentIntent ?? session.id}`.slice(0, 200),
    note: `Stripe Checkout ${session.id}`,
  });
  await recordPayment(ctx, InvoiceId.parse(invoice.id), payment);
}
