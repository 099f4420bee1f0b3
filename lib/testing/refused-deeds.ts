/** Commands that are refused on a ledger with one of everything: what is asked, how, and the code it meets. */
import type { Context } from "@/lib/context";
import { type FeatureId, type GrantId, newId } from "@/lib/ids";
import type { Command } from "@/lib/ledger/rules/command";
import { credits } from "./amounts";
import { DEEDS, type Deed, inDays, type Things } from "./ledger-deeds";

type Kind = Command["kind"];

/** The deed with other words. */
const but =
  (kind: Kind, over: (things: Things, ctx: Context) => object): Deed =>
  (things, ctx, own) =>
    ({ ...DEEDS[kind](things, ctx, own), ...over(things, ctx) }) as Command;
const ofWallet = (amount: string) => () => ({
  parts: [{ eventId: null, at: new Date(0), amount: credits(amount) }],
});
const amount = (text: string) => () => ({ amount: credits(text) });
const termsOf =
  (over: object): Deed =>
  (things, ctx, own) => {
    const command = DEEDS.grant(things, ctx, own) as Extract<Command, { kind: "grant" }>;
    return { ...command, terms: { ...command.terms, ...over } };
  };

/** What is asked, the code that it meets, and the asking. */
export const REFUSED: readonly (readonly [string, string, Deed])[] = [
  ["a debit of more than there is", "insufficient_credits", but("debit", ofWallet("1000"))],
  [
    "a debit of the customer of more than all wallets have",
    "insufficient_credits",
    but("debit", () => ({ walletId: null, ...ofWallet("1000")() })),
  ],
  [
    "a debit of another unit",
    "insufficient_credits",
    but("debit", () => ({ walletId: null, creditUnit: "tokens" })),
  ],
  [
    "a debit of more than one command moves",
    "insufficient_credits",
    but("debit", () => ({ ...ofWallet("1000000000000000.1")(), onShortage: "OVERAGE" })),
  ],
  ["a grant of nothing", "validation_error", termsOf({ amount: credits("0") })],
  ["a grant that ends before it begins", "validation_error", termsOf({ expiresAt: new Date(0) })],
  ["a payment for what was paid", "invalid_state", but("activate", ({ grantId }) => ({ grantId }))],
  ["a void of more than is left", "validation_error", but("void", amount("10.000000001"))],
  [
    "a void of an ended grant",
    "invalid_state",
    but("void", ({ endedId }) => ({ grantId: endedId })),
  ],
  ["a reversal of more than was taken", "validation_error", but("reverse", amount("30.000000001"))],
  ["a hold of more than there is", "insufficient_credits", but("hold", amount("1000"))],
  ["a hold of nothing", "validation_error", but("hold", amount("0"))],
  [
    "a hold for a feature that nothing pays for",
    "insufficient_credits",
    but("hold", () => ({ creditUnit: "tokens", walletId: null, featureId: newId<FeatureId>() })),
  ],
  [
    "a hold without end",
    "validation_error",
    but("hold", (_, ctx) => ({ expiresAt: inDays(ctx, 31) })),
  ],
  ["a hold that has ended", "validation_error", but("hold", (_, ctx) => ({ expiresAt: ctx.at }))],
  ["a capture of more than there is", "insufficient_credits", but("capture", amount("1000"))],
  ["a capture of nothing", "validation_error", but("capture", amount("0"))],
  ["an adjustment by nothing", "validation_error", but("adjust", amount("0"))],
  [
    "an adjustment down by more than there is",
    "insufficient_credits",
    but("adjust", amount("-1000")),
  ],
  [
    "an adjustment up that has ended",
    "validation_error",
    but("adjust", (_, ctx) => ({ amount: credits("1"), expiresAt: ctx.at })),
  ],
  ["an extension of more than is left", "validation_error", but("extend", amount("10.1"))],
  ["an extension of nothing", "validation_error", but("extend", amount("0"))],
  [
    "an extension to no later end",
    "validation_error",
    but("extend", (_, ctx) => ({ expiresAt: ctx.at })),
  ],
  [
    "an extension of what never ends",
    "validation_error",
    but("extend", ({ grantId }) => ({ grantId })),
  ],
  [
    "an extension of an ended grant",
    "invalid_state",
    but("extend", ({ endedId }) => ({ grantId: endedId })),
  ],
  [
    "an extension of an unpaid grant",
    "invalid_state",
    but("extend", ({ unpaidId }) => ({ grantId: unpaidId })),
  ],
  ["a transfer of more than is available", "validation_error", but("transfer_out", amount("50.1"))],
  ["a transfer of nothing", "validation_error", but("transfer_out", amount("0"))],
  [
    "a transfer to the wallet it comes from",
    "validation_error",
    but("transfer_out", ({ walletId }) => ({ toWalletId: walletId })),
  ],
  [
    "a transfer of an ended grant",
    "invalid_state",
    but("transfer_out", ({ endedId }) => ({ grantId: endedId })),
  ],
  [
    "a void of more than the wallet has",
    "insufficient_credits",
    but("void_wallet", amount("1000")),
  ],
  ["a void of nothing", "validation_error", but("void_wallet", amount("0"))],
  [
    "a refill that ends before it begins",
    "validation_error",
    but("start_refill", (_, ctx) => ({ endsAt: ctx.at })),
  ],
  [
    "thawing what is not frozen",
    "invalid_state",
    but("unfreeze", ({ walletId }) => ({ walletId })),
  ],
  [
    "freezing what is frozen",
    "invalid_state",
    but("freeze", ({ frozenId }) => ({ walletId: frozenId })),
  ],
  ["an unknown grant", "not_found", but("void", () => ({ grantId: newId<GrantId>() }))],
];

export const tooMuch = but("debit", ofWallet("1000"));
