/** A wallet that is filled anew each month, from January on. */

import type { Context } from "@/lib/context";
import { startRefill } from "@/lib/ledger/writes/start-refill";
import { aContext, later } from "./factories";
import { grt, refillInput, refillOf } from "./moves";
import { anAccount } from "./wallets";

export const JANUARY = new Date("2026-01-01T00:00:00Z");
export const at = (ctx: Context, instant: string) => later(ctx, new Date(`${instant}T00:00:00Z`));
export const monthly = (amount: string, over: Parameters<typeof refillInput>[1] = {}) =>
  refillInput(amount, { anchorAt: JANUARY.toISOString(), ...over });

/** 20 credits a month, the first of which are given. */
export async function aRefilled(over: Parameters<typeof refillInput>[1] = {}) {
  const ctx = await aContext({ at: JANUARY });
  const account = await anAccount(ctx);
  const { grantId } = await startRefill(ctx, account.walletId, monthly("20", over));
  return { ctx, account, first: grt(grantId), refillId: await refillOf(ctx, account) };
}
export type Refilled = Awaited<ReturnType<typeof aRefilled>>;
