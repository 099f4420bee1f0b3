/** Credits out of a customer's wallets, by hand; and giving them back. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { TransactionId } from "@/lib/ids";
import { preview } from "@/lib/ledger/preview";
import type { DebitCommand } from "@/lib/ledger/rules/command";
import { REASON_CODES } from "@/lib/ledger/rules/terms";
import { type BookedView, CustomerDebitInput, DebitInput, ReverseInput } from "@/lib/ledger/schema";
import { findWalletOwner } from "@/lib/ledger/store/owners";
import { bookedView, refusalOf } from "@/lib/ledger/view";
import { debitCustomer, debitWallet, manualDebit } from "@/lib/ledger/writes/debit-wallet";
import { previewReversal, reverseTransaction } from "@/lib/ledger/writes/reverse-transaction";
import { PositiveCredits } from "@/lib/money/schema";
import { Metadata } from "@/lib/text/schema";
import { amountText } from "./amounts";
import { catalogOf, featureWithKey } from "./catalog-of";
import { commandRoute, NAMED, Named, named } from "./command-route";
import { PreviewDialect, previewDialect, ReceiptDialect, receiptDialect } from "./dialect/receipt";
import { poured } from "./pour";
import { answered, type Route, route } from "./route";
import { OnShortage, refuseOverdraw } from "./shortage";
import { WalletParams } from "./wallets";
import { customerNamed, WhichCustomer } from "./which-customer";

const REFUSALS = [
  "validation_error",
  "not_found",
  "insufficient_credits",
  "limit_reached",
  "invalid_state",
  "idempotency_conflict",
  "stale_preview",
] as const;

const Common = {
  credits: amountText(PositiveCredits).nullish(),
  reason_code: z.enum(REASON_CODES).nullish(),
  ...Named,
  metadata: Metadata.nullish(),
};

const NAMES = { ...NAMED, amount: "credits" };

type CommonBody = {
  readonly credits?: string | null | undefined;
  readonly reason_code?: (typeof REASON_CODES)[number] | null | undefined;
  readonly idempotency_key: string;
  readonly fingerprint?: string | null | undefined;
  readonly metadata?: Metadata | null | undefined;
};

const commonFields = (body: CommonBody, reason: string) => ({
  amount: body.credits ?? "",
  reasonCode: body.reason_code ?? ("other" as const),
  reason,
  reference: body.idempotency_key,
  ...(body.fingerprint && { fingerprint: body.fingerprint }),
  ...(body.metadata && { metadata: body.metadata }),
});

const WalletBody = z.strictObject({
  ...Common,
  credits: amountText(PositiveCredits),
  description: DebitInput.shape.reason.nullish(),
  reason: DebitInput.shape.reason.nullish(),
  transaction_reason: z.string().max(100).nullish(),
});

const walletDebit = (body: z.output<typeof WalletBody>): DebitInput =>
  poured(
    DebitInput,
    commonFields(
      body,
      body.reason ?? body.description ?? body.transaction_reason ?? "MANUAL_BALANCE_DEBIT",
    ),
    NAMES,
  );

const receipt = (booked: BookedView) => answered(receiptDialect(booked), booked.isReplayed);

/** What the command would do now; a refusal is the refusal that it would meet. */
async function previewed(ctx: Context, command: DebitCommand) {
  const outcome = await preview(ctx, command);
  if (!outcome.ok) throw refusalOf(outcome.refusal);
  return previewDialect(bookedView(outcome));
}

const debitWalletRoute = route({
  method: "post",
  path: "/wallets/{walletId}/debit",
  scope: "wallets:write",
  summary: "Take credits out of a wallet, from its grants in burn order",
  params: WalletParams,
  body: WalletBody,
  reply: ReceiptDialect,
  status: 200,
  refusals: REFUSALS,
  run: async (ctx, { params: { walletId }, body }) =>
    receipt(await debitWallet(ctx, walletId, walletDebit(body))),
  preview: {
    reply: PreviewDialect,
    run: async (ctx, { params: { walletId }, body }) => {
      const owner = await findWalletOwner(ctx, walletId);
      const own = await onClock(ctx, owner.customerId);
      const { fingerprint: _, ...debit } = walletDebit(body);
      return previewed(own, manualDebit(own, { ...owner, walletId }, debit));
    },
  },
});

const CustomerBody = z
  .strictObject({
    ...WhichCustomer,
    ...Common,
    amount: amountText(PositiveCredits).nullish(),
    feature_key: z.string().max(100).nullish(),
    member: CustomerDebitInput.shape.member.unwrap().unwrap().nullish(),
    reason: DebitInput.shape.reason,
    on_shortage: OnShortage,
    credit_unit: z.string().max(50).nullish(),
  })
  .refine((body) => Boolean(body.credits) !== Boolean(body.amount), {
    path: ["credits"],
    message: "Send credits, or amount",
  });

/** @throws DomainError `not_found` for the customer or the feature; `forbidden` for overage. */
async function customerDebit(ctx: Context, body: z.output<typeof CustomerBody>) {
  await refuseOverdraw(ctx, [body]);
  const customerId = await customerNamed(ctx, body);
  const catalog = await catalogOf(ctx);
  const creditUnit = body.credit_unit ?? catalog.defaultCreditUnit;
  const debit = poured(
    DebitInput,
    commonFields({ ...body, credits: body.credits ?? body.amount }, body.reason),
    NAMES,
  );
  const featureId = body.feature_key ? featureWithKey(catalog, body.feature_key) : null;
  const input: CustomerDebitInput = {
    creditUnit,
    featureId,
    member: body.member ?? null,
    ...(body.on_shortage && { onShortage: body.on_shortage }),
    ...debit,
  };
  return { customerId, input };
}

const debitCustomerRoute = route({
  method: "post",
  path: "/wallets/debit",
  scope: "wallets:write",
  summary: "Take credits from a customer, over all wallets of the unit that may pay",
  body: CustomerBody,
  reply: ReceiptDialect,
  status: 200,
  refusals: REFUSALS,
  run: async (ctx, { body }) => {
    const { customerId, input } = await customerDebit(ctx, body);
    return receipt(await debitCustomer(ctx, customerId, input));
  },
  preview: {
    reply: PreviewDialect,
    run: async (ctx, { body }) => {
      const { customerId, input } = await customerDebit(ctx, body);
      const { creditUnit, featureId, member, onShortage, fingerprint: _, ...debit } = input;
      const target = { customerId, creditUnit, walletId: null };
      const own = await onClock(ctx, customerId);
      return previewed(own, {
        ...manualDebit(own, target, debit),
        featureId,
        member,
        ...(onShortage && { onShortage }),
      });
    },
  },
});

const ReverseBody = z.strictObject({
  credits: amountText(PositiveCredits).nullish(),
  reason: ReverseInput.shape.reason,
  restore_days: z.int().min(1).max(3650).nullish(),
  ...Named,
});

const reverseInput = (body: z.output<typeof ReverseBody>): ReverseInput =>
  poured(
    ReverseInput,
    {
      amount: body.credits ?? null,
      reason: body.reason,
      restoreDays: body.restore_days ?? null,
      ...named(body),
    },
    NAMES,
  );

const reverseRoute = commandRoute({
  path: "/transactions/{transactionId}/reverse",
  summary: "Give back what a transaction took, to the same grants, whole or in part",
  params: z.object({ transactionId: TransactionId }),
  body: ReverseBody,
  book: (ctx, { transactionId }, body) =>
    reverseTransaction(ctx, transactionId, reverseInput(body)),
  preview: (ctx, { transactionId }, body) =>
    previewReversal(ctx, transactionId, reverseInput(body)),
});

export const DEBIT_ROUTES: readonly Route[] = [
  debitWalletRoute,
  debitCustomerRoute,
  reverseRoute,
].flat();
