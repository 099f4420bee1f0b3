/** Correcting a wallet by an amount, up or down. */
import * as z from "zod";
import { AdjustInput } from "@/lib/ledger/schema/wallet-commands";
import { adjustWallet, previewAdjustWallet } from "@/lib/ledger/writes/adjust-wallet";
import { CreditsText } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { commandRoute, NAMED, Named, named } from "./command-route";
import { InstantText } from "./fields";
import { poured } from "./pour";
import type { Route } from "./route";
import { WalletParams } from "./wallets";

const Body = z.strictObject({
  /** Signed: `-12.5` takes. */
  credits: amountText(CreditsText),
  reason_code: AdjustInput.shape.reasonCode,
  reason: AdjustInput.shape.reason,
  /** Of what is given. */
  expires_at: InstantText.nullish(),
  ...Named,
});

const inputOf = (body: z.output<typeof Body>): AdjustInput =>
  poured(
    AdjustInput,
    {
      amount: body.credits,
      reasonCode: body.reason_code,
      reason: body.reason,
      expiresAt: body.expires_at ?? null,
      ...named(body),
    },
    { ...NAMED, amount: "credits" },
  );

const adjustRoute = commandRoute({
  path: "/wallets/{walletId}/adjust",
  summary: "Correct a wallet by an amount: up gives credits, down voids them in burn order",
  params: WalletParams,
  body: Body,
  refusals: ["insufficient_credits"],
  book: (ctx, { walletId }, body) => adjustWallet(ctx, walletId, inputOf(body)),
  preview: (ctx, { walletId }, body) => previewAdjustWallet(ctx, walletId, inputOf(body)),
});

export const ADJUST_ROUTES: readonly Route[] = adjustRoute;
