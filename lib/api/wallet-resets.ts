/** Voiding an amount of a wallet, and resetting it for a new period. */
import * as z from "zod";
import { ResetInput, VoidWalletInput } from "@/lib/ledger/schema/commands";
import { previewResetWallet, resetWallet } from "@/lib/ledger/writes/reset-wallet";
import { previewVoidWallet, voidWallet } from "@/lib/ledger/writes/void-wallet";
import { PositiveCredits } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { commandRoute, NAMED, Named, named } from "./command-route";
import { poured } from "./pour";
import type { Route } from "./route";
import { WalletParams } from "./wallets";

const VoidBody = z.strictObject({
  ...Named,
  amount: amountText(PositiveCredits),
  reason: VoidWalletInput.shape.reason,
});

const voidInput = (body: z.output<typeof VoidBody>): VoidWalletInput =>
  poured(VoidWalletInput, { ...named(body), amount: body.amount, reason: body.reason }, NAMED);

const voidRoute = commandRoute({
  path: "/wallets/{walletId}/void",
  summary: "End an amount of a wallet's credits, from its grants in burn order",
  params: WalletParams,
  body: VoidBody,
  refusals: ["insufficient_credits"],
  book: (ctx, { walletId }, body) => voidWallet(ctx, walletId, voidInput(body)),
  preview: (ctx, { walletId }, body) => previewVoidWallet(ctx, walletId, voidInput(body)),
});

const ResetBody = z.strictObject({
  ...Named,
  overage: ResetInput.shape.overage,
  reason: ResetInput.shape.reason,
});

const resetInput = (body: z.output<typeof ResetBody>): ResetInput =>
  poured(ResetInput, { ...named(body), overage: body.overage, reason: body.reason }, NAMED);

const resetRoute = commandRoute({
  path: "/wallets/{walletId}/reset",
  summary: "Leave each live grant with what its terms say, and carry or clear what is owed",
  params: WalletParams,
  body: ResetBody,
  book: (ctx, { walletId }, body) => resetWallet(ctx, walletId, resetInput(body)),
  preview: (ctx, { walletId }, body) => previewResetWallet(ctx, walletId, resetInput(body)),
});

export const WALLET_RESET_ROUTES: readonly Route[] = [...voidRoute, ...resetRoute];
