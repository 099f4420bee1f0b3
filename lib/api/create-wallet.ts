/** Opening a wallet, with what it shall hold at once. */
import * as z from "zod";
import { CreditUnit } from "@/lib/catalog/schema/text";
import type { Context } from "@/lib/context";
import { transact, within } from "@/lib/db/transact";
import { DomainError } from "@/lib/errors";
import { type CustomerId, FeatureId, idText, type WalletId } from "@/lib/ids";
import { TopUpInput } from "@/lib/invoicing/schema";
import { topUpWallet } from "@/lib/invoicing/writes/top-up-wallet";
import { type CreateWalletFields, CreateWalletInput } from "@/lib/ledger/schema";
import { isBooked } from "@/lib/ledger/store/known";
import {
  createWallet,
  createWalletOnce,
  type OpenedWallet,
} from "@/lib/ledger/writes/create-wallet";
import { CreditsOrZero, CurrencyCode, PositiveMoney } from "@/lib/money/schema";
import { Metadata } from "@/lib/text/schema";
import { amount, amountText } from "./amounts";
import { refuseUnknownFeatures } from "./catalog-of";
import { WalletDialect, walletDialect } from "./dialect/wallet";
import { IdempotencyKey, InstantText } from "./fields";
import { pour } from "./pour";
import { answered, type Route, route } from "./route";
import { walletNamed } from "./wallets";
import { customerNamed, WhichCustomer } from "./which-customer";

const Fields = z.strictObject({
  ...WhichCustomer,
  /** An ISO code, or a credit unit's code: then the organization's currency applies. */
  currency: z.string().max(32),
  name: z.string().nullish(),
  credit_unit: CreditUnit.nullish(),
  conversion_rate: amountText(PositiveMoney).optional(),
  topup_conversion_rate: amountText(PositiveMoney).optional(),
  priority: CreateWalletInput.shape.priority.unwrap().optional(),
  feature_ids: z.array(FeatureId).max(100).default([]),
  shortage_policy: CreateWalletInput.shape.shortagePolicy.unwrap().optional(),
  overage_limit: amountText(CreditsOrZero).nullable().default(null),
  low_balance_at: amountText(CreditsOrZero).nullable().default(null),
  initial_credits_to_load: amount(CreditsOrZero).nullish(),
  initial_credits_expiry_date_utc: InstantText.nullish(),
  metadata: Metadata.default({}),
  idempotency_key: IdempotencyKey.nullish(),
  // Sent by clients of the dialect: wallets are prepaid, and have no words of their own.
  wallet_type: z.unknown().optional(),
  description: z.unknown().optional(),
  price_unit: z.unknown().optional(),
});

const Body = Fields.transform((body, issue) => ({
  ...body,
  wallet: pour(CreateWalletInput, walletFields(body), { issue }),
}));

function walletFields(body: z.output<typeof Fields>): CreateWalletFields {
  return {
    ...unitAndCurrency(body),
    name: body.name || "Credits",
    conversionRate: body.conversion_rate,
    topupConversionRate: body.topup_conversion_rate,
    priority: body.priority,
    featureIds: body.feature_ids.map((id) => idText("feat", id)),
    shortagePolicy: body.shortage_policy,
    overageLimit: body.overage_limit,
    lowBalanceAt: body.low_balance_at,
    metadata: body.metadata,
  };
}

function unitAndCurrency({ currency, credit_unit }: z.output<typeof Fields>) {
  const known = CurrencyCode.safeParse(currency);
  if (known.success) return { currency: known.data, creditUnit: credit_unit ?? undefined };
  return { creditUnit: credit_unit ?? currency };
}

const createWalletRoute = route({
  method: "post",
  path: "/wallets",
  scope: "wallets:write",
  summary: "Open a wallet for a customer",
  body: Body,
  reply: WalletDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "idempotency_conflict"],
  run: async (ctx, { body }) => {
    const customerId = await customerNamed(ctx, body);
    await refuseUnknownFeatures(ctx, body.feature_ids);
    const { walletId, isReplayed } = await open(ctx, customerId, body);
    return answered(await walletDialect(ctx, await walletNamed(ctx, walletId)), isReplayed);
  },
});

type Asked = z.output<typeof Body>;

/** The wallet and the free credits that come with it, if any: both exist, or neither. */
function open(ctx: Context, customerId: CustomerId, body: Asked): Promise<OpenedWallet> {
  return transact(ctx, async (tx) => {
    const inside = within(ctx, tx);
    const { wallet: input, idempotency_key: reference } = body;
    if (!reference) {
      const walletId = await createWallet(inside, customerId, input);
      await load(inside, walletId, body);
      return { walletId, isReplayed: false };
    }
    const opened = await createWalletOnce(inside, customerId, { input, reference });
    const isLoaded = await isBooked(tx, ctx, loadReference(opened.walletId));
    if (opened.isReplayed && isLoaded !== hasCredits(body)) throw loadedOtherwise(reference);
    await load(inside, opened.walletId, body);
    return opened;
  });
}

const loadedOtherwise = (reference: string) =>
  new DomainError("idempotency_conflict", "This key has opened a wallet with other credits", {
    reference,
  });

const loadReference = (walletId: WalletId) => `wallet:${walletId}:initial`;
const hasCredits = ({ initial_credits_to_load: credits }: Asked) => Boolean(credits);

async function load(ctx: Context, walletId: WalletId, body: Asked): Promise<void> {
  const credits = body.initial_credits_to_load;
  if (!credits) return;
  const terms = TopUpInput.parse({
    kind: "free",
    credits: "1",
    reference: loadReference(walletId),
    name: "Initial credits",
    expiresAt: body.initial_credits_expiry_date_utc ?? null,
  });
  if (terms.kind === "free") await topUpWallet(ctx, walletId, { ...terms, credits });
}

export const CREATE_WALLET_ROUTES: readonly Route[] = createWalletRoute;
