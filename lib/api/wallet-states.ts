/** A wallet as a whole: its terms, freezing it, closing it, correcting it. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { FeatureId, idText, newId, type WalletId } from "@/lib/ids";
import type { BookedView } from "@/lib/ledger/schema";
import { WalletStateInput } from "@/lib/ledger/schema/commands";
import { UpdateWalletInput } from "@/lib/ledger/schema/wallet-commands";
import { closeWallet, previewCloseWallet } from "@/lib/ledger/writes/close-wallet";
import {
  freezeWallet,
  previewFreeze,
  previewUnfreeze,
  unfreezeWallet,
} from "@/lib/ledger/writes/freeze-wallet";
import { updateWallet } from "@/lib/ledger/writes/update-wallet";
import { CreditsOrZero } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { PreviewDialect, previewDialect } from "./dialect/receipt";
import { WalletDialect, walletDialect } from "./dialect/wallet";
import { IdempotencyKey } from "./fields";
import { poured } from "./pour";
import { answered, type Route, route } from "./route";
import { WalletParams, walletNamed } from "./wallets";

/** Nothing of it is required: clients of the dialect terminate without a word. */
const StateBody = z.strictObject({
  reason: WalletStateInput.shape.reason.nullish(),
  idempotency_key: IdempotencyKey.nullish(),
  fingerprint: z.string().max(64).nullish(),
});
type StateBody = z.output<typeof StateBody>;

const stateInput = (body: StateBody): WalletStateInput =>
  poured(
    WalletStateInput,
    {
      reason: body.reason ?? "No reason given",
      reference: body.idempotency_key ?? `wallet:${newId()}`,
      ...(body.fingerprint && { fingerprint: body.fingerprint }),
    },
    { reference: "idempotency_key" },
  );

/** The wallet as it is now, with the transaction that stands for the change. */
const WalletStateDialect = z
  .object({
    ...WalletDialect.shape,
    transaction_id: z.string(),
    /** What was voided by closing it. */
    voided: z.string(),
    replayed: z.boolean(),
  })
  .meta({ id: "WalletState" });

async function stateDialect(ctx: Context, walletId: WalletId, booked: BookedView) {
  const { transactionId, amount, isReplayed } = booked;
  const wallet = walletDialect(ctx, await walletNamed(ctx, walletId));
  const told = { transaction_id: transactionId, voided: amount, replayed: isReplayed };
  return answered({ ...wallet, ...told }, isReplayed);
}

type Write = (ctx: Context, walletId: WalletId, input: WalletStateInput) => Promise<BookedView>;
type Verb = {
  readonly verb: string;
  readonly summary: string;
  readonly write: Write;
  readonly foresee: Write;
};

const stateRoute = ({ verb, summary, write, foresee }: Verb) =>
  route({
    method: "post",
    path: `/wallets/{walletId}/${verb}`,
    scope: "wallets:write",
    summary,
    params: WalletParams,
    body: StateBody,
    reply: WalletStateDialect,
    status: 200,
    refusals: [
      "validation_error",
      "not_found",
      "invalid_state",
      "idempotency_conflict",
      "stale_preview",
    ],
    run: async (ctx, { params: { walletId }, body }) =>
      stateDialect(ctx, walletId, await write(ctx, walletId, stateInput(body))),
    preview: {
      reply: PreviewDialect,
      run: async (ctx, { params: { walletId }, body }) =>
        previewDialect(await foresee(ctx, walletId, stateInput(body))),
    },
  });

const closing = { write: closeWallet, foresee: previewCloseWallet };

const stateRoutes = [
  stateRoute({
    verb: "freeze",
    summary: "Freeze a wallet: nothing leaves it until it is unfrozen",
    write: freezeWallet,
    foresee: previewFreeze,
  }),
  stateRoute({
    verb: "unfreeze",
    summary: "Let credits leave a frozen wallet again",
    write: unfreezeWallet,
    foresee: previewUnfreeze,
  }),
  stateRoute({
    verb: "close",
    summary: "Close a wallet: its holds end, what is left is voided, nothing moves again",
    ...closing,
  }),
  stateRoute({ verb: "terminate", summary: "Close a wallet, as the dialect says it", ...closing }),
];

const UpdateBody = z.strictObject({
  name: UpdateWalletInput.shape.name.unwrap().nullish(),
  priority: UpdateWalletInput.shape.priority.unwrap().nullish(),
  feature_ids: z.array(FeatureId).max(100).nullish(),
  shortage_policy: UpdateWalletInput.shape.shortagePolicy.unwrap().nullish(),
  overage_limit: amountText(CreditsOrZero).nullable().optional(),
  low_balance_at: amountText(CreditsOrZero).nullable().optional(),
  metadata: UpdateWalletInput.shape.metadata.unwrap().nullish(),
  // Sent by clients of the dialect, without meaning here.
  description: z.unknown().optional(),
  auto_topup: z.unknown().optional(),
  alert_settings: z.unknown().optional(),
  alert_enabled: z.unknown().optional(),
  alert_config: z.unknown().optional(),
  config: z.unknown().optional(),
});

const updateInput = (body: z.output<typeof UpdateBody>): UpdateWalletInput =>
  poured(UpdateWalletInput, {
    name: body.name ?? undefined,
    priority: body.priority ?? undefined,
    featureIds: body.feature_ids?.map((id) => idText("feat", id)),
    shortagePolicy: body.shortage_policy ?? undefined,
    overageLimit: body.overage_limit,
    lowBalanceAt: body.low_balance_at,
    metadata: body.metadata ?? undefined,
  });

const updateRoute = route({
  method: "put",
  path: "/wallets/{walletId}",
  scope: "wallets:write",
  summary: "Change a wallet's name, order, features, shortage policy or limits",
  params: WalletParams,
  body: UpdateBody,
  reply: WalletDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "invalid_state"],
  run: async (ctx, { params: { walletId }, body }) =>
    walletDialect(ctx, await updateWallet(ctx, walletId, updateInput(body))),
});

export const WALLET_STATE_ROUTES: readonly Route[] = [...stateRoutes, updateRoute].flat();
