import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { type InvoiceId, idText, newId, type WalletId } from "@/lib/ids";
import { postWithin } from "@/lib/ledger/post";
import type { Booked } from "@/lib/ledger/rules/command";
import { isBooked } from "@/lib/ledger/store/known";
import { refusalOf } from "@/lib/ledger/view";
import { creditsText } from "@/lib/money/credits";
import { formatCredits } from "@/lib/money/format";
import { moneyText } from "@/lib/money/money";
import { publish } from "@/lib/outbox/publish";
import { creditsLine } from "../rules/invoice-lines";
import type { InvoiceView, TopUpView } from "../schema";
import { findInvoiceByReference, loadInvoiceView } from "../store/invoice";
import { walletsView } from "../view";
import { issueInvoices } from "./issue-invoice";
import { type AskedTopUp, type PreparedTopUp, prepareTopUp } from "./prepare-top-up";

/**
 * Gives a wallet credits: free, bought, or by a pack. Bought credits come with an invoice and
 * wait for its payment, unless they are asked for at once.
 *
 * A reference tops up once: asked again, the first top-up is the answer, marked replayed.
 *
 * @throws DomainError as `prepareTopUp`; `invalid_state` for an archived pack or a closed wallet;
 *   `idempotency_conflict` if the reference did something else; `stale_preview` if the fingerprint
 *   does not fit.
 */
export function topUpWallet(
  asking: Context,
  walletId: WalletId,
  input: AskedTopUp,
): Promise<TopUpView> {
  return transact(asking, async (tx) => {
    const prepared = await prepareTopUp(tx, asking, walletId, input);
    const { ctx } = prepared;
    if (prepared.refusal && !(await isBooked(tx, ctx, input.reference))) throw prepared.refusal;
    const [outcome] = await postWithin(tx, ctx, [prepared.command]);
    if (!outcome) throw new RangeError("one command has one outcome");
    if (!outcome.ok) throw refusalOf(outcome.refusal);
    if (!outcome.isReplayed) await invoiceTopUp(tx, ctx, prepared, outcome);
    const invoice = await invoiceOf(tx, ctx, input.reference);
    const view = topUpView(prepared, outcome, invoice);
    if (!outcome.isReplayed) await announce(tx, ctx, prepared, view);
    return view;
  });
}

const invoiceReference = (ctx: Context, reference: string) => `topup:${ctx.origin}:${reference}`;

async function invoiceTopUp(
  tx: Tx,
  ctx: Context,
  { command, offer }: PreparedTopUp,
  { grantId }: Booked,
): Promise<void> {
  if (offer.category === "PROMOTIONAL") return;
  const { credits, price, currency } = offer;
  const description = `${command.terms.name}: ${formatCredits(creditsText(credits))} credits`;
  const draft = {
    ...{ id: newId<InvoiceId>(), customerId: command.customerId, subscriptionId: null },
    ...({ type: "CREDIT", billingReason: "credit_purchase", currency } as const),
    ...{ period: null, description: null },
    reference: invoiceReference(ctx, command.reference),
    lines: [creditsLine({ description, credits, price }, grantId, currency)],
  };
  await issueInvoices(tx, [{ ctx, draft }]);
}

async function invoiceOf(tx: Tx, ctx: Context, reference: string): Promise<InvoiceView | null> {
  const name = invoiceReference(ctx, reference);
  const invoice = await findInvoiceByReference(tx, ctx.organizationId, name);
  return invoice ? loadInvoiceView(tx, invoice) : null;
}

const topUpView = (
  { command, offer, isPending }: PreparedTopUp,
  outcome: Booked,
  invoice: InvoiceView | null,
): TopUpView => ({
  transactionId: idText("ltx", outcome.transactionId),
  grantId: outcome.grantId && idText("grt", outcome.grantId),
  walletId: idText("wal", command.walletId),
  customerId: idText("cus", command.customerId),
  credits: creditsText(outcome.amount),
  price: invoice?.total ?? moneyText(offer.price),
  currency: invoice?.currency ?? offer.currency,
  isPending,
  wallets: walletsView(outcome),
  invoice,
  replayed: outcome.isReplayed,
});

async function announce(
  tx: Tx,
  ctx: Context,
  { command }: PreparedTopUp,
  view: TopUpView,
): Promise<void> {
  const { customerId } = command;
  await publish(tx, ctx, [{ type: "wallet.topped_up", customerId, data: view }]);
}
