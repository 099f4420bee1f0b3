/** Credits into a wallet: free, bought, or by a pack. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { invalidField } from "@/lib/errors";
import {
  idText,
  newId,
  PackId,
  type TransactionId,
  TransactionId as TransactionIdText,
  type WalletId,
} from "@/lib/ids";
import { type TopUpFields, TopUpInput, TopUpPreview, type TopUpView } from "@/lib/invoicing/schema";
import { previewTopUp } from "@/lib/invoicing/writes/preview-top-up";
import { topUpWallet } from "@/lib/invoicing/writes/top-up-wallet";
import { listGrants } from "@/lib/ledger/reads/grants";
import { findTransaction } from "@/lib/ledger/reads/transactions";
import { PositiveCredits, PositiveMoney } from "@/lib/money/schema";
import { Metadata } from "@/lib/text/schema";
import { amountText } from "./amounts";
import { BalancesDialect, balancesDialect, WalletDialect, walletDialect } from "./dialect/wallet";
import { WalletTransactionDialect, walletTransactionDialect } from "./dialect/wallet-transaction";
import { IdempotencyKey, InstantText } from "./fields";
import { poured } from "./pour";
import { answered, type Route, route } from "./route";
import { WalletParams, walletNamed } from "./wallets";

const REASONS = [
  "FREE_CREDIT_GRANT",
  "PURCHASED_CREDIT_INVOICED",
  "PURCHASED_CREDIT_DIRECT",
] as const;

const Body = z.strictObject({
  transaction_reason: z.enum(REASONS, `One of ${REASONS.join(", ")}`),
  credits_to_add: amountText(PositiveCredits).nullish(),
  /** Money: how many credits it buys follows from the wallet's top-up rate. */
  amount: amountText(PositiveMoney).nullish(),
  pack_id: PackId.nullish(),
  /** Pieces of the pack; absent: one. */
  quantity: z.int().min(1).max(1_000_000).nullish(),
  expiry_date_utc: InstantText.nullish(),
  expires_in_days: z.int().min(1).max(3660).nullish(),
  priority: z.int().min(0).max(1000).nullish(),
  name: z.string().max(120).nullish(),
  description: z.string().max(500).nullish(),
  metadata: Metadata.nullish(),
  idempotency_key: IdempotencyKey.nullish(),
  fingerprint: z.string().max(200).nullish(),
  category: z.unknown().optional(),
});
type Body = z.output<typeof Body>;

const NAMES = {
  credits: "credits_to_add",
  money: "amount",
  kind: "transaction_reason",
  expiresAt: "expiry_date_utc",
  expiresAfterDays: "expires_in_days",
  reason: "description",
  reference: "idempotency_key",
};

/** @throws DomainError `validation_error`, by the body's names. */
const inputOf = (body: Body): TopUpInput => poured(TopUpInput, fieldsOf(body), NAMES);

const termsOf = (body: Body) => ({
  reference: body.idempotency_key ?? `topup:${newId()}`,
  name: body.name ?? "",
  reason: body.description ?? "",
  expiresAt: body.expiry_date_utc ?? null,
  expiresAfterDays: body.expires_in_days ?? null,
  priority: body.priority ?? null,
  ...(body.fingerprint && { fingerprint: body.fingerprint }),
  ...(body.metadata && { metadata: body.metadata }),
});

function fieldsOf(body: Body): TopUpFields {
  const terms = termsOf(body);
  const isDirect = body.transaction_reason === "PURCHASED_CREDIT_DIRECT";
  const availability = isDirect ? ("at_once" as const) : ("on_payment" as const);
  if (body.pack_id) return { ...packOf(body.pack_id, body.quantity), availability, ...terms };
  if (body.quantity) throw invalidField("quantity", "Pieces are of a pack: name its pack_id");
  if (body.transaction_reason === "FREE_CREDIT_GRANT") {
    return { kind: "free", credits: body.credits_to_add ?? "", ...terms };
  }
  const { credits_to_add: credits = null, amount: money = null } = body;
  return { kind: "bought", credits, money, availability, ...terms };
}

const packOf = (id: PackId, quantity: Body["quantity"]) => ({
  ...({ kind: "pack", packId: idText("pack", id) } as const),
  quantity: quantity ?? 1,
});

const TopUpDialect = z
  .object({
    wallet_transaction: WalletTransactionDialect,
    wallet: WalletDialect,
    invoice_id: z.string().nullable(),
    checkout_session: z.null(),
    grant_id: z.string().nullable(),
  })
  .meta({ id: "TopUp" });

const TopUpPreviewDialect = z
  .object({
    credits: TopUpPreview.shape.credits,
    price: TopUpPreview.shape.price,
    currency: TopUpPreview.shape.currency,
    is_pending: z.boolean(),
    expires_at: z.string().nullable(),
    balances: BalancesDialect,
    lines: TopUpPreview.shape.lines,
    fingerprint: z.string(),
  })
  .meta({ id: "TopUpPreview" });

const topUpRoute = route({
  method: "post",
  path: "/wallets/{walletId}/top-up",
  scope: "wallets:write",
  summary: "Give a wallet credits: free, bought (with an invoice), or by a pack",
  params: WalletParams,
  body: Body,
  reply: TopUpDialect,
  status: 200,
  refusals: [
    "validation_error",
    "not_found",
    "invalid_state",
    "idempotency_conflict",
    "stale_preview",
  ],
  run: async (ctx, { params: { walletId }, body }) => {
    const view = await topUpWallet(ctx, walletId, inputOf(body));
    return answered(await topUpDialect(ctx, walletId, view), view.replayed);
  },
  preview: {
    reply: TopUpPreviewDialect,
    run: async (ctx, { params: { walletId }, body }) => {
      const preview = await previewTopUp(ctx, walletId, inputOf(body));
      return {
        credits: preview.credits,
        price: preview.price,
        currency: preview.currency,
        is_pending: preview.isPending,
        expires_at: preview.expiresAt,
        balances: balancesDialect(preview.wallets),
        lines: preview.lines,
        fingerprint: preview.fingerprint,
      };
    },
  },
});

async function topUpDialect(ctx: Context, walletId: WalletId, view: TopUpView) {
  const transactionId: TransactionId = TransactionIdText.parse(view.transactionId);
  const [wallet, grants, transaction] = await Promise.all([
    walletNamed(ctx, walletId),
    listGrants(ctx, walletId),
    findTransaction(ctx, transactionId),
  ]);
  if (!transaction) throw new RangeError(`no transaction ${view.transactionId}`);
  return {
    wallet_transaction: walletTransactionDialect(ctx, transaction, { wallet, grants }),
    wallet: walletDialect(ctx, wallet),
    invoice_id: view.invoice?.id ?? null,
    checkout_session: null,
    grant_id: view.grantId,
  };
}

export const TOP_UP_ROUTES: readonly Route[] = topUpRoute;
