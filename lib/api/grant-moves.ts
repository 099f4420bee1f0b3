/** Giving a grant's credits a later end, or another wallet. */
import * as z from "zod";
import { GrantId, idText, WalletId } from "@/lib/ids";
import { ExtendGrantInput, TransferInput } from "@/lib/ledger/schema/commands";
import { extendGrant, previewExtendGrant } from "@/lib/ledger/writes/extend-grant";
import { previewTransfer, transferCredits } from "@/lib/ledger/writes/transfer-credits";
import { PositiveCredits } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { commandRoute, NAMED, Named, named } from "./command-route";
import { InstantText } from "./fields";
import { poured } from "./pour";
import type { Route } from "./route";

const GrantParams = z.object({ grantId: GrantId });
const Asked = {
  /** All of it, unless told. */
  amount: amountText(PositiveCredits).nullish(),
  reason: ExtendGrantInput.shape.reason,
  ...Named,
};

const askedOf = (body: z.output<z.ZodObject<typeof Asked>>) => ({
  amount: body.amount ?? null,
  reason: body.reason,
  ...named(body),
});

const ExtendBody = z.strictObject({
  /** Later than its own end; null takes the end away. */
  expires_at: InstantText.nullable(),
  ...Asked,
});

const extendInput = (body: z.output<typeof ExtendBody>): ExtendGrantInput =>
  poured(ExtendGrantInput, { ...askedOf(body), expiresAt: body.expires_at }, NAMED);

const extendRoute = commandRoute({
  path: "/credit-grants/{grantId}/extend",
  summary: "Give what is unspent of a grant, or part of it, a later end: it moves to a new grant",
  params: GrantParams,
  body: ExtendBody,
  book: (ctx, { grantId }, body) => extendGrant(ctx, grantId, extendInput(body)),
  preview: (ctx, { grantId }, body) => previewExtendGrant(ctx, grantId, extendInput(body)),
});

const TransferBody = z.strictObject({
  /** Where the credits go: of this customer or of another. */
  wallet_id: WalletId,
  ...Asked,
});

const transferInput = (body: z.output<typeof TransferBody>): TransferInput =>
  poured(TransferInput, { ...askedOf(body), walletId: idText("wal", body.wallet_id) }, NAMED);

const transferRoute = commandRoute({
  path: "/credit-grants/{grantId}/transfer",
  summary: "Move a grant's credits, or part of them, to another wallet with their terms",
  params: GrantParams,
  body: TransferBody,
  book: (ctx, { grantId }, body) => transferCredits(ctx, grantId, transferInput(body)),
  preview: (ctx, { grantId }, body) => previewTransfer(ctx, grantId, transferInput(body)),
});

export const GRANT_MOVE_ROUTES: readonly Route[] = [...extendRoute, ...transferRoute];
