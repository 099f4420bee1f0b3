/**
 * What a change of plan or an end within a period comes to moves with time, by the second even. So a
 * fingerprint carries the moment that was shown, and what is done within a while of it happens then.
 */
import type { Context } from "@/lib/context";

const SHOWN_FOR_MS = 15 * 60_000;

export const fingerprintOf = (hash: string, at: Date) => `${hash}.${at.getTime().toString(36)}`;

/** The moment of a fingerprint, if it is of late, and what it was a fingerprint of. */
export function asShown(
  ctx: Context,
  fingerprint: string,
): { readonly ctx: Context; readonly hash: string } {
  const [hash = "", moment = ""] = fingerprint.split(".");
  const shownMs = Number.parseInt(moment, 36);
  const agoMs = ctx.at.getTime() - shownMs;
  const isFresh = agoMs >= 0 && agoMs <= SHOWN_FOR_MS;
  return { hash, ctx: isFresh ? { ...ctx, at: new Date(shownMs), recordedAt: ctx.at } : ctx };
}
