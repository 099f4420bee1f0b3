/** Correcting a wallet by an amount, up or down. */
import * as z from "zod";
import { AdjustInput } from "@/lib/ledger/schema/wallet-commands";
import { adjustWallet, previewAdjustWallet } from "@/lib/ledger/writes/adjust-wallet";
import { CreditsText } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { PreviewDialect, previewDialect, ReceiptDialect, receiptDialect } from "./dialect/receipt";
import { IdempotencyKey, InstantText } from "./fields";
import { poured } from "./pour";
import { answered, type Route, route } from "./route";
import { WalletParams } from "./wallets";

const Body = z.strictObject({
  /** Signed: `-12.5` takes. */
  credits: amountText(CreditsText),
  reason_code: AdjustInput.shape.reasonCode,
  reason: AdjustInput.shape.reason,
  /** Of what is given. */
  expires_at: InstantText.nullish(),
  idempotency_key: IdempotencyKey,
  fingerprint: z.string().max(64).nullish(),
});

const inputOf = (body: z.output<typeof Body>): AdjustInput =>
  poured(
    AdjustInput,
    {
      amount: body.credits,
      reasonCode: body.reason_code,
      reason: body.reason,
      expiresAt: body.expires_at ?? null,
      reference: body.idempotency_key,
      ...(body.fingerprint && { fingerprint: body.fingerprint }),
    },
    { amount: "credits", reference: "idempotency_key" },
  );

const adjustRoute = route({
  method: "post",
  path: "/wallets/{walletId}/adjust",
  scope: "wallets:write",
  summary: "Correct a wallet by an amount: up gives credits, down voids them in burn order",
  params: WalletParams,
  body: Body,
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
    const booked = await adjustWallet(ctx, walletId, inputOf(body));
    return answered(receiptDialect(booked), booked.isReplayed);
  },
  preview: {
    reply: PreviewDialect,
    run: async (ctx, { params: { walletId }, body }) =>
      previewDialect(await previewAdjustWallet(ctx, walletId, inputOf(body))),
  },
});

export const ADJUST_ROUTES: readonly Route[] = adjustRoute;
