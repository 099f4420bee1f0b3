import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { InvoiceId, idText, newId, type TransactionId, type WalletId } from "@/lib/ids";
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
import { insertPackSale, lockPackSales } from "../store/pack-sales";
import { walletsView } from "../view";
import { issueInvoices } from "./issue-invoice";
import { type AskedTopUp, type PreparedTopUp, prepareTopUp } from "./prepare-top-up";

/**
 * Gives a wallet credits: free, bought, or by a pack. Bought credits come with an invoice and
 * wait for its payment, unless they are asked for at once.
 *
 * A reference tops up once: asked again, the first top-up is the answer, marked replayed.
 *
 * @throws DomainError as `prepareTopUp`; `validation_error` for more pieces of a pack than it or its
 *   buyer may, or a plan that it is not sold with; `invalid_state` for an archived pack or a closed
 *   wallet;
 *   `idempotency_conflict` if the reference did something else; `stale_preview` if the fingerprint
 *   does not fit.
 */
export function topUpWallet(
  asking: Context,
  walletId: WalletId,
  input: AskedTopUp,
): Promise<TopUpView> {
  return transact(asking, async (tx) => {
    const prepared = await prepareInTurn(tx, asking, walletId, input);
    const { ctx } = prepared;
    if (prepared.refusal && !(await isBooked(tx, ctx, input.reference))) throw prepared.refusal;
    const [outcome] = await postWithin(tx, ctx, [prepared.command]);
    if (!outcome) throw new RangeError("one command has one outcome");
    if (!outcome.ok) throw refusalOf(outcome.refusal);
    if (!outcome.isReplayed) await invoiceTopUp(tx, ctx, prepared, outcome);
    const invoice = await invoiceOf(tx, ctx, input.reference);
    const view = topUpView(prepared, outcome, invoice);
    if (!outcome.isReplayed) {
      await keepSale(tx, { prepared, input, view, transactionId: outcome.transactionId });
      await announce(tx, ctx, prepared, view);
    }
    return view;
  });
}

/** What a customer may buy of a pack is counted by one buyer at a time. */
async function prepareInTurn(tx: Tx, asking: Context, walletId: WalletId, input: AskedTopUp) {
  if (input.kind === "pack") await lockPackSales(tx, walletId, input.packId);
  return prepareTopUp(tx, asking, walletId, input);
}

async function keepSale(
  tx: Tx,
  sold: {
    readonly prepared: PreparedTopUp;
    readonly input: AskedTopUp;
    readonly view: TopUpView;
    readonly transactionId: TransactionId;
  },
): Promise<void> {
  const { prepared, input, view, transactionId } = sold;
  if (input.kind !== "pack" || !view.invoice) return;
  const { ctx, command, offer } = prepared;
  const { packId, quantity } = input;
  const invoiceId = InvoiceId.parse(view.invoice.id);
  const { customerId } = command;
  await insertPackSale(tx, ctx, { transactionId, customerId, packId, invoiceId, quantity, offer });
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
