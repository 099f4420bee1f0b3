/** Giving a grant's credits a later end, or another wallet. */
import * as z from "zod";
import { GrantId, idText, WalletId } from "@/lib/ids";
import { ExtendGrantInput, TransferInput } from "@/lib/ledger/schema/commands";
import { extendGrant, previewExtendGrant } from "@/lib/ledger/writes/extend-grant";
import { previewTransfer, transferCredits } from "@/lib/ledger/writes/transfer-credits";
import { PositiveCredits } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { PreviewDialect, previewDialect, ReceiptDialect, receiptDialect } from "./dialect/receipt";
import { IdempotencyKey, InstantText } from "./fields";
import { poured } from "./pour";
import { answered, type Route, route } from "./route";

const GrantParams = z.object({ grantId: GrantId });
const Asked = {
  /** All of it, unless told. */
  amount: amountText(PositiveCredits).nullish(),
  reason: ExtendGrantInput.shape.reason,
  idempotency_key: IdempotencyKey,
  fingerprint: z.string().max(64).nullish(),
};
const NAMES = { reference: "idempotency_key" };
const REFUSALS = [
  "validation_error",
  "not_found",
  "invalid_state",
  "idempotency_conflict",
  "stale_preview",
] as const;

const askedOf = (body: z.output<z.ZodObject<typeof Asked>>) => ({
  amount: body.amount ?? null,
  reason: body.reason,
  reference: body.idempotency_key,
  fingerprint: body.fingerprint ?? undefined,
});

const ExtendBody = z.strictObject({
  /** Later than its own end; null takes the end away. */
  expires_at: InstantText.nullable(),
  ...Asked,
});

const extendInput = (body: z.output<typeof ExtendBody>): ExtendGrantInput =>
  poured(ExtendGrantInput, { ...askedOf(body), expiresAt: body.expires_at }, NAMES);

const extendRoute = route({
  method: "post",
  path: "/credit-grants/{grantId}/extend",
  scope: "wallets:write",
  summary: "Give what is unspent of a grant, or part of it, a later end: it moves to a new grant",
  params: GrantParams,
  body: ExtendBody,
  reply: ReceiptDialect,
  status: 200,
  refusals: REFUSALS,
  run: async (ctx, { params: { grantId }, body }) => {
    const booked = await extendGrant(ctx, grantId, extendInput(body));
    return answered(receiptDialect(booked), booked.isReplayed);
  },
  preview: {
    reply: PreviewDialect,
    run: async (ctx, { params: { grantId }, body }) =>
      previewDialect(await previewExtendGrant(ctx, grantId, extendInput(body))),
  },
});

const TransferBody = z.strictObject({
  /** Where the credits go: of this customer or of another. */
  wallet_id: WalletId,
  ...Asked,
});

const transferInput = (body: z.output<typeof TransferBody>): TransferInput =>
  poured(TransferInput, { ...askedOf(body), walletId: idText("wal", body.wallet_id) }, NAMES);

const transferRoute = route({
  method: "post",
  path: "/credit-grants/{grantId}/transfer",
  scope: "wallets:write",
  summary: "Move a grant's credits, or part of them, to another wallet with their terms",
  params: GrantParams,
  body: TransferBody,
  reply: ReceiptDialect,
  status: 200,
  refusals: REFUSALS,
  run: async (ctx, { params: { grantId }, body }) => {
    const booked = await transferCredits(ctx, grantId, transferInput(body));
    return answered(receiptDialect(booked), booked.isReplayed);
  },
  preview: {
    reply: PreviewDialect,
    run: async (ctx, { params: { grantId }, body }) =>
      previewDialect(await previewTransfer(ctx, grantId, transferInput(body))),
  },
});

export const GRANT_MOVE_ROUTES: readonly Route[] = [...extendRoute, ...transferRoute];
