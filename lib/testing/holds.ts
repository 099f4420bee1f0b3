/** Holds through the ledger's writes, for tests. */

import type * as z from "zod";
import type { Context } from "@/lib/context";
import { HoldId } from "@/lib/ids";
import { findHold } from "@/lib/ledger/reads/holds";
import { CaptureInput, HoldInput, ReleaseInput } from "@/lib/ledger/schema/commands";
import { captureHold } from "@/lib/ledger/writes/capture-hold";
import { placeHold } from "@/lib/ledger/writes/place-hold";
import { releaseHold } from "@/lib/ledger/writes/release-hold";
import { aReference } from "./factories";
import type { Account } from "./wallets";

type Over<Input extends z.ZodType> = Partial<z.input<Input>>;

export const holdInput = (amount: string, over: Over<typeof HoldInput> = {}): HoldInput =>
  HoldInput.parse({ amount, reference: aReference(), ...over });
export const captureInput = (
  amount: string | null,
  over: Over<typeof CaptureInput> = {},
): CaptureInput => CaptureInput.parse({ amount, reference: aReference(), ...over });
export const releaseInput = (over: Over<typeof ReleaseInput> = {}): ReleaseInput =>
  ReleaseInput.parse({ reference: aReference(), ...over });

/** Of the account's wallet, for a day unless told. */
export async function aHold(
  ctx: Context,
  { walletId }: Account,
  amount: string,
  over: Over<typeof HoldInput> = {},
): Promise<HoldId> {
  const { holdId } = await placeHold(ctx, { walletId }, holdInput(amount, over));
  return HoldId.parse(holdId);
}

export const capture = (
  ctx: Context,
  holdId: HoldId,
  amount: string | null = null,
  over: Over<typeof CaptureInput> = {},
) => captureHold(ctx, holdId, captureInput(amount, over));

export const release = (ctx: Context, holdId: HoldId, over: Over<typeof ReleaseInput> = {}) =>
  releaseHold(ctx, holdId, releaseInput(over));

/** `{ state, held, captured, released }` as they are at `ctx.at`. */
export async function holdStands(ctx: Context, holdId: HoldId) {
  const hold = await findHold(ctx, holdId);
  if (!hold) throw new Error("no such hold");
  const { state, held, captured, released } = hold;
  return { state, held, captured, released };
}
