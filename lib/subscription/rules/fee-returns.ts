/**
 * What of fees in credits a change gives back (SEMANTICS 8.6, 4.3): of each the lesser of its unused
 * share of time and the unspent share of the period's credits, as of fees in money. What a fee took
 * of the plan's own credits comes back to them with it, and so counts as spent only as far as it
 * does not. Pure.
 */

import type { TransactionId } from "@/lib/ids";
import { type Share, shareLeft } from "@/lib/invoicing/rules/proration";
import { type Credits, nanocredits } from "@/lib/money/credits";
import { timesOverDown } from "@/lib/money/decimal";
import type { Period } from "@/lib/time/period";
import { type PeriodGrant, sumsByUnit } from "./change-credit";

/** A fee that was drawn for a time that the change falls into. */
export type DrawnFee = {
  readonly transactionId: TransactionId;
  readonly name: string;
  readonly creditUnit: string;
  /** Drawn or owed, less what went back. */
  readonly amount: Credits;
  /** Of it, what the credits of the ended period paid. */
  readonly ofPeriod: Credits;
  /** From when it was drawn to the end of the fee's own period. */
  readonly period: Period;
};

export type FeeReturn = {
  readonly fee: DrawnFee;
  readonly share: Share;
  readonly decidedBy: "time" | "credits";
  /** Cut down to a billionth; more than none. */
  readonly amount: Credits;
};

/** Shares are reckoned in parts of this, cut down: never more is given back than is left unused. */
const WHOLE = 10n ** 18n;

export function feeReturns(
  fees: readonly DrawnFee[],
  grants: readonly PeriodGrant[],
  at: Date,
): readonly FeeReturn[] {
  const timed = fees.map((fee) => {
    const left = shareLeft(fee.period, at);
    return { fee, left, time: (left.part * WHOLE) / left.whole };
  });
  let bound = WHOLE;
  for (const sums of sumsByUnit(grants)) {
    const own = timed.filter(({ fee }) => fee.creditUnit === sums.creditUnit);
    const most = unspentWith(sums, own);
    if (most < bound) bound = most;
  }
  return timed.flatMap(({ fee, left, time }): readonly FeeReturn[] => {
    const decidedBy = time <= bound ? "time" : "credits";
    // Of time the share itself, not what it was cut down to: 335 of 365 days give 335 of 365 back.
    const share = decidedBy === "time" ? left : { part: bound, whole: WHOLE };
    const amount = nanocredits(timesOverDown(fee.amount, share.part, share.whole));
    return amount > 0n ? [{ fee, share, decidedBy, amount }] : [];
  });
}

type Timed = { readonly fee: DrawnFee; readonly time: bigint };

/**
 * The largest share r of which the unspent share is no less once each fee came back by its time or,
 * if that is more, by r: each fee either has less time left than r, or comes back by r itself.
 */
function unspentWith({ given, unspent }: PeriodGrant, fees: readonly Timed[]): bigint {
  if (given === 0n) return WHOLE;
  const byTime = fees.toSorted((a, b) => (a.time < b.time ? -1 : 1));
  let back = byTime.reduce((sum, { fee, time }) => sum + fee.ofPeriod * time, 0n);
  let rest: bigint = given;
  for (let limited = byTime.length; ; limited--) {
    const last = byTime[limited - 1];
    const share = rest > 0n ? (unspent * WHOLE + back) / rest : WHOLE;
    if (!last || share >= last.time) return share < WHOLE ? share : WHOLE;
    back -= last.fee.ofPeriod * last.time;
    rest -= last.fee.ofPeriod;
  }
}
