/** Many debits as one: all of them, or none. */
import * as z from "zod";
import type { Catalog } from "@/lib/catalog/rules/catalog";
import type { Context } from "@/lib/context";
import { invalidField } from "@/lib/errors";
import { idText, WalletId } from "@/lib/ids";
import { REASON_CODES } from "@/lib/ledger/rules/terms";
import {
  type BatchInput,
  type BatchItem,
  type BatchView,
  BatchInput as Input,
  MOST_DEBITS,
} from "@/lib/ledger/schema/wallet-commands";
import { debitBatch, previewDebitBatch } from "@/lib/ledger/writes/debit-batch";
import { PositiveCredits } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { catalogOf, featureWithKey } from "./catalog-of";
import { NAMED, Named, named } from "./command-route";
import { PreviewDialect, previewDialect, ReceiptDialect, receiptDialect } from "./dialect/receipt";
import { poured } from "./pour";
import { answered, type Route, route } from "./route";
import { refuseOverdraw } from "./shortage";
import { WhichCustomer } from "./which-customer";
import { type CustomersNamed, customersNamed } from "./which-customers";

const Item = z.strictObject({
  ...WhichCustomer,
  wallet_id: WalletId.optional(),
  credits: amountText(PositiveCredits),
  feature_key: z.string().max(100).nullish(),
  member: z.string().min(1).max(200).nullish(),
  reason: z.string(),
  reason_code: z.enum(REASON_CODES).nullish(),
  credit_unit: z.string().min(1).max(50).nullish(),
  /** All of it, or nothing: to take what there is has no place here. */
  on_shortage: z.enum(["REFUSE", "OVERAGE"], "REFUSE or OVERAGE").nullish(),
});
type Item = z.output<typeof Item>;

const Body = z.strictObject({
  items: z.array(Item).min(1, "Name a debit").max(MOST_DEBITS, `At most ${MOST_DEBITS} items`),
  ...Named,
});

const NAMES = { ...NAMED, amount: "credits" };

async function inputOf(ctx: Context, body: z.output<typeof Body>): Promise<BatchInput> {
  await refuseOverdraw(ctx, body.items);
  const catalog = await catalogOf(ctx);
  const customers = await customersNamed(ctx, body.items);
  return poured(
    Input,
    {
      items: body.items.map((item, index) => itemFields(item, { index, catalog, customers })),
      ...named(body),
    },
    NAMES,
  );
}

type Known = {
  readonly index: number;
  readonly catalog: Catalog;
  readonly customers: CustomersNamed;
};

function itemFields(item: Item, known: Known): z.input<typeof BatchItem> {
  const { feature_key: featureKey, member, reason, reason_code: reasonCode, credits } = item;
  const featureId = featureKey ? featureWithKey(known.catalog, featureKey) : null;
  return {
    target: targetOf(item, known),
    amount: credits,
    reason,
    reasonCode: reasonCode ?? "other",
    featureId: featureId && idText("feat", featureId),
    member: member ?? null,
    ...(item.on_shortage && { onShortage: item.on_shortage }),
  };
}

function targetOf(item: Item, { index, catalog, customers }: Known) {
  const customerId = customers.of(item);
  if (item.wallet_id === undefined) {
    if (customerId !== undefined) {
      const creditUnit = item.credit_unit ?? catalog.defaultCreditUnit;
      return { customerId: idText("cus", customerId), creditUnit };
    }
    const message = "Name a wallet or a customer: wallet_id, customer_id or external_customer_id";
    throw invalidField(`items.${index}.external_customer_id`, message);
  }
  if (customerId !== undefined) {
    throw invalidField(`items.${index}.wallet_id`, "Name a wallet or a customer, not both");
  }
  return { walletId: idText("wal", item.wallet_id) };
}

const BatchDialect = z
  .object({ items: z.array(ReceiptDialect), replayed: z.boolean() })
  .meta({ id: "DebitBatch" });

const BatchPreviewDialect = z
  .object({ items: z.array(PreviewDialect), fingerprint: z.string() })
  .meta({ id: "DebitBatchPreview" });

const batchDialect = ({ items, isReplayed }: BatchView) => ({
  items: items.map(receiptDialect),
  replayed: isReplayed,
});

const batchRoute = route({
  method: "post",
  path: "/debits/batch",
  scope: "wallets:write",
  summary: "Take credits from several customers and wallets: all of it, or nothing",
  body: Body,
  reply: BatchDialect,
  status: 200,
  refusals: [
    "validation_error",
    "not_found",
    "insufficient_credits",
    "invalid_state",
    "idempotency_conflict",
    "stale_preview",
  ],
  run: async (ctx, { body }) => {
    const view = await debitBatch(ctx, await inputOf(ctx, body));
    return answered(batchDialect(view), view.isReplayed);
  },
  preview: {
    reply: BatchPreviewDialect,
    run: async (ctx, { body }) => {
      const { items, fingerprint } = await previewDebitBatch(ctx, await inputOf(ctx, body));
      return { items: items.map(previewDialect), fingerprint };
    },
  },
});

export const DEBIT_BATCH_ROUTES: readonly Route[] = batchRoute;
