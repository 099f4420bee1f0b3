/** Moves, resets and refills through the ledger's writes, as people ask for them. */
import type * as z from "zod";
import type { Context } from "@/lib/context";
import { type GrantId, parseId, type RefillId } from "@/lib/ids";
import { findGrant } from "@/lib/ledger/reads/grants";
import { listRefills } from "@/lib/ledger/reads/refills";
import { findWallet } from "@/lib/ledger/reads/wallets";
import {
  ExtendGrantInput,
  ResetInput,
  TransferInput,
  VoidWalletInput,
} from "@/lib/ledger/schema/commands";
import { RefillInput, StopRefillInput } from "@/lib/ledger/schema/refill";
import { aReference } from "./factories";
import type { Account } from "./wallets";

type Over<Input extends z.ZodType> = Partial<z.input<Input>>;

const named = () => ({ reason: "Ticket 4711", reference: aReference() });

export const extendInput = (
  expiresAt: string | null,
  over: Over<typeof ExtendGrantInput> = {},
): ExtendGrantInput => ExtendGrantInput.parse({ ...named(), expiresAt, ...over });

export const transferInput = (
  { walletId }: Pick<Account, "walletId">,
  amount: string | null = null,
  over: Over<typeof TransferInput> = {},
): TransferInput => ({
  ...TransferInput.omit({ walletId: true }).parse({ ...named(), amount, ...over }),
  walletId,
});

export const voidInput = (amount: string, over: Over<typeof VoidWalletInput> = {}) =>
  VoidWalletInput.parse({ ...named(), amount, ...over });

export const resetInput = (
  overage: "carry" | "clear" = "carry",
  over: Over<typeof ResetInput> = {},
): ResetInput => ResetInput.parse({ ...named(), overage, ...over });

export const refillInput = (amount: string, over: Over<typeof RefillInput> = {}): RefillInput =>
  RefillInput.parse({ ...named(), amount, ...over });

export const stopInput = (over: Over<typeof StopRefillInput> = {}): StopRefillInput =>
  StopRefillInput.parse({ ...named(), ...over });

const ACCOUNTS = [
  "pending",
  "available",
  "held",
  "consumed",
  "expired",
  "voided",
  "moved",
] as const;

/** Where a grant's credits stand at `ctx.at`; empty accounts are left out. */
export async function grantStands(ctx: Context, grantId: GrantId) {
  const view = await findGrant(ctx, grantId);
  return Object.fromEntries(
    ACCOUNTS.filter((account) => view[account] !== "0").map((account) => [account, view[account]]),
  );
}

export const figuresOf = async (ctx: Context, { walletId }: Pick<Account, "walletId">) =>
  (await findWallet(ctx, walletId))?.figures;

/** The one refill of a wallet. */
export async function refillOf(ctx: Context, { walletId }: Account): Promise<RefillId> {
  const [refill] = await listRefills(ctx, { walletId });
  const id = refill && parseId("rfl", refill.id);
  if (!id) throw new Error("the wallet has no refill");
  return id;
}

export const grt = (id: string | null): GrantId => {
  const parsed = id === null ? undefined : parseId("grt", id);
  if (!parsed) throw new Error(`not a grant: ${id}`);
  return parsed;
};
