/** Voiding an amount of a wallet, and resetting it for a new period. */
import * as z from "zod";
import { ResetInput, VoidWalletInput } from "@/lib/ledger/schema/commands";
import { previewResetWallet, resetWallet } from "@/lib/ledger/writes/reset-wallet";
import { previewVoidWallet, voidWallet } from "@/lib/ledger/writes/void-wallet";
import { PositiveCredits } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { PreviewDialect, previewDialect, ReceiptDialect, receiptDialect } from "./dialect/receipt";
import { IdempotencyKey } from "./fields";
import { poured } from "./pour";
import { answered, type Route, route } from "./route";
import { WalletParams } from "./wallets";

const Asked = {
  reason: ResetInput.shape.reason,
  idempotency_key: IdempotencyKey,
  fingerprint: z.string().max(64).nullish(),
};
const NAMES = { reference: "idempotency_key" };

const askedOf = (body: z.output<z.ZodObject<typeof Asked>>) => ({
  reason: body.reason,
  reference: body.idempotency_key,
  fingerprint: body.fingerprint ?? undefined,
});

const VoidBody = z.strictObject({ amount: amountText(PositiveCredits), ...Asked });

const voidInput = (body: z.output<typeof VoidBody>): VoidWalletInput =>
  poured(VoidWalletInput, { ...askedOf(body), amount: body.amount }, NAMES);

const voidRoute = route({
  method: "post",
  path: "/wallets/{walletId}/void",
  scope: "wallets:write",
  summary: "End an amount of a wallet's credits, from its grants in burn order",
  params: WalletParams,
  body: VoidBody,
  reply: ReceiptDialect,
  status: 200,
  refusals: [
    "validation_error",
    "not_found",
    "insufficient_credits",
    "invalid_state",
    "idempotency_conflict",
    "stale_preview",
  ],
  run: async (ctx, { params: { walletId }, body }) => {
    const booked = await voidWallet(ctx, walletId, voidInput(body));
    return answered(receiptDialect(booked), booked.isReplayed);
  },
  preview: {
    reply: PreviewDialect,
    run: async (ctx, { params: { walletId }, body }) =>
      previewDialect(await previewVoidWallet(ctx, walletId, voidInput(body))),
  },
});

const ResetBody = z.strictObject({ overage: ResetInput.shape.overage, ...Asked });

const resetInput = (body: z.output<typeof ResetBody>): ResetInput =>
  poured(ResetInput, { ...askedOf(body), overage: body.overage }, NAMES);

const resetRoute = route({
  method: "post",
  path: "/wallets/{walletId}/reset",
  scope: "wallets:write",
  summary: "Leave each live grant with what its terms say, and carry or clear what is owed",
  params: WalletParams,
  body: ResetBody,
  reply: ReceiptDialect,
  status: 200,
  refusals: [
    "validation_error",
    "not_found",
    "invalid_state",
    "idempotency_conflict",
    "stale_preview",
  ],
  run: async (ctx, { params: { walletId }, body }) => {
    const booked = await resetWallet(ctx, walletId, resetInput(body));
    return answered(receiptDialect(booked), booked.isReplayed);
  },
  preview: {
    reply: PreviewDialect,
    run: async (ctx, { params: { walletId }, body }) =>
      previewDialect(await previewResetWallet(ctx, walletId, resetInput(body))),
  },
});

export const WALLET_RESET_ROUTES: readonly Route[] = [...voidRoute, ...resetRoute];
