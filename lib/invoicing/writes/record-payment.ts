import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { DomainError, invalidField, notFound } from "@/lib/errors";
import { type InvoiceId, idText } from "@/lib/ids";
import { postWithin } from "@/lib/ledger/post";
import type { ActivateCommand } from "@/lib/ledger/rules/command";
import { isOfGrant, refusalOf } from "@/lib/ledger/view";
import { type Credits, creditsText, minus, sum, ZERO } from "@/lib/money/credits";
import { timesOverHalfUp } from "@/lib/money/decimal";
import {
  addMoney,
  type Money,
  moneyText,
  NO_MONEY,
  nanomoney,
  roundToMinor,
  sumMoney,
} from "@/lib/money/money";
import { publish } from "@/lib/outbox/publish";
import type { Invoice, PaidGrant } from "../rules/invoice";
import { dueOf, mayBePaid, type Standing, standingAfter } from "../rules/invoice-status";
import type { InvoiceView, PaymentInput } from "../schema";
import { loadInvoiceView, loadPaidGrants, lockInvoice, updateStanding } from "../store/invoice";
import { findPaymentByReference, insertPayment, settleSubscription } from "../store/payment";
import { lockWaiting } from "../store/waiting-grants";
import { voidPaidGrants } from "./void-paid-grants";

/**
 * Records what became of a payment. Once nothing is due any more, the credits that waited for it
 * become usable in the same transaction. A failed payment of a credit purchase ends the purchase:
 * what is left of its credits is voided, and so is the invoice. Doing the same twice does nothing.
 *
 * Money that arrived is recorded even where its credits cannot be used any more, voided by hand or
 * past their fixed end: the record and the message then propose a refund.
 *
 * @throws DomainError `not_found`; `invalid_state` unless the invoice can be paid;
 *   `validation_error` for more than is due; `idempotency_conflict` if the reference names
 *   another payment.
 */
export function recordPayment(
  asking: Context,
  id: InvoiceId,
  input: PaymentInput,
): Promise<InvoiceView> {
  return transact(asking, async (tx) => {
    const invoice = await lockInvoice(tx, asking.organizationId, id);
    if (!invoice) throw notFound("invoice", idText("inv", id));
    const ctx = await onClock(asking, invoice.customerId);
    if (await isRepeated(tx, ctx, invoice, input)) return loadInvoiceView(tx, invoice);
    if (!mayBePaid(invoice)) throw notPayable(invoice);
    const amount = input.amount ?? dueOf(invoice);
    if (amount > dueOf(invoice)) throw invalidField("amount", "More than is due");

    await insert(tx, ctx, invoice, { ...input, amount });
    const loss = await settle(tx, ctx, invoice, { ...input, amount });
    return announced(tx, ctx, invoice, { ...input, loss });
  });
}

/** Whether this very payment was recorded before, or the purchase ended by a failure already. */
async function isRepeated(
  tx: Tx,
  ctx: Context,
  invoice: Invoice,
  { reference, status, amount }: PaymentInput,
): Promise<boolean> {
  const hasFailed = invoice.status === "VOID" && invoice.paymentStatus === "FAILED";
  if (status === "FAILED" && hasFailed) return true;
  if (reference === null) return false;
  const before = await findPaymentByReference(tx, ctx.organizationId, reference);
  if (!before) return false;
  const isSame = before.invoiceId === invoice.id && before.status === status;
  if (isSame && (amount === null || amount === before.amount)) return true;
  throw referenceTaken(reference);
}

async function insert(
  tx: Tx,
  ctx: Context,
  invoice: Invoice,
  { amount, status, method, reference, note }: PaymentInput & { amount: Money },
): Promise<void> {
  const { organizationId, at } = ctx;
  const { id: invoiceId, customerId, currency } = invoice;
  const owner = { organizationId, customerId, invoiceId, currency };
  const payment = { ...owner, amount, status, method, reference, note, at };
  if (!(await insertPayment(tx, payment))) throw referenceTaken(reference ?? "");
}

/** What became of an invoice's credits other than what was bought, as audit and message tell it. */
type Loss = {
  readonly voidedCredits?: string;
  /** Spent without ever having been paid for. */
  readonly uncoveredCredits?: string;
  /** Money taken for what cannot be used. */
  readonly proposedRefund?: string;
};

function settle(
  tx: Tx,
  ctx: Context,
  invoice: Invoice,
  { status, amount }: { readonly status: PaymentInput["status"]; readonly amount: Money },
): Promise<Loss> {
  return status === "FAILED" ? fail(tx, ctx, invoice) : receive(tx, ctx, invoice, amount);
}

async function receive(tx: Tx, ctx: Context, invoice: Invoice, amount: Money): Promise<Loss> {
  const standing = standingAfter(invoice, amount);
  const paid = addMoney(invoice.paid, amount);
  await updateStanding(tx, invoice.id, { ...standing, paid, at: ctx.at });
  if (standing.status !== "PAID") return {};
  const loss = await activateGrants(tx, ctx, invoice);
  const { subscriptionId } = invoice;
  if (subscriptionId) await settleSubscription(tx, subscriptionId, { isPaid: true, at: ctx.at });
  return loss;
}

async function activateGrants(
  tx: Tx,
  ctx: Context,
  { id, customerId, currency }: Invoice,
): Promise<Loss> {
  await lockWaiting(tx, id);
  const waiting = (await loadPaidGrants(tx, id)).filter(({ isPaid }) => !isPaid);
  const commands = waiting.map(
    (grant): ActivateCommand => ({
      ...{ kind: "activate", customerId, grantId: grant.id },
      reference: `invoice:${id}:activate:${grant.id}`,
      cause: { kind: "invoice", id },
    }),
  );
  const usable: Credits[] = [];
  for (const outcome of await postWithin(tx, ctx, commands)) {
    if (!outcome.ok && !isOfGrant(outcome.refusal)) throw refusalOf(outcome.refusal);
    // Voided before it was paid for.
    usable.push(outcome.ok ? outcome.amount : ZERO);
  }
  return unusable(waiting, usable, currency);
}

/** @returns what a failure ended; of a purchase, what is missing of its credits was spent unpaid. */
async function fail(tx: Tx, ctx: Context, invoice: Invoice): Promise<Loss> {
  const isPurchase = invoice.type === "CREDIT";
  const status = isPurchase ? "VOID" : invoice.status;
  const standing: Standing = { status, paymentStatus: "FAILED" };
  await updateStanding(tx, invoice.id, { ...standing, paid: invoice.paid, at: ctx.at });
  const { subscriptionId } = invoice;
  if (subscriptionId) await settleSubscription(tx, subscriptionId, { isPaid: false, at: ctx.at });
  if (!isPurchase) return {};
  const bought = sum((await loadPaidGrants(tx, invoice.id)).map(({ amount }) => amount));
  const voided = await voidPaidGrants(tx, ctx, invoice, "The payment failed");
  return {
    voidedCredits: creditsText(voided),
    uncoveredCredits: creditsText(minus(bought, voided)),
    ...refundOf(invoice.paid),
  };
}

/** What of the credits that were paid for now cannot be used, and its share of what they cost. */
function unusable(
  waiting: readonly PaidGrant[],
  usable: readonly Credits[],
  currency: string,
): Loss {
  const lost = waiting.map(({ amount }, index) => minus(amount, usable[index] ?? ZERO));
  if (sum(lost) === ZERO) return {};
  const shares = waiting.map(({ cost, amount }, index) =>
    roundToMinor(nanomoney(timesOverHalfUp(cost, lost[index] ?? ZERO, amount)), currency),
  );
  return { voidedCredits: creditsText(sum(lost)), ...refundOf(sumMoney(shares)) };
}

const refundOf = (amount: Money): Loss =>
  amount > NO_MONEY ? { proposedRefund: moneyText(amount) } : {};

async function announced(
  tx: Tx,
  ctx: Context,
  before: Invoice,
  { status, reference, loss }: PaymentInput & { readonly loss: Loss },
): Promise<InvoiceView> {
  const after = await lockInvoice(tx, ctx.organizationId, before.id);
  if (!after) throw new RangeError(`no invoice ${before.id}`);
  const view = await loadInvoiceView(tx, after);
  const name = status === "SUCCEEDED" ? "payment_recorded" : "payment_failed";
  await recordAudit(tx, ctx, {
    action: `invoice.${name}`,
    entity: "invoice",
    entityId: before.id,
    customerId: before.customerId,
    before: { status: before.status, paid: moneyText(before.paid) },
    after: { status: view.status, paid: view.paid, reference, ...loss },
  });
  const { customerId } = before;
  const data = { ...view, ...loss };
  await publish(tx, ctx, [{ type: `invoice.${name}`, customerId, data }]);
  return view;
}

const notPayable = ({ status }: Invoice) =>
  new DomainError("invalid_state", `An invoice that is ${status} cannot be paid`, {
    entity: "invoice",
    state: status,
  });

const referenceTaken = (reference: string) =>
  new DomainError("idempotency_conflict", "This reference names another payment", { reference });
