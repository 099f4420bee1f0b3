/**
 * Shares of a period (SEMANTICS 10.5): time left over length, in UTC milliseconds. Money rounds
 * half away from zero once; its complement is what is left of the total, so parts add up.
 */
import { type Credits, nanocredits } from "@/lib/money/credits";
import { timesOverDown, timesOverHalfUp, truncateTo } from "@/lib/money/decimal";
import { type Money, nanomoney, roundToMinor, subtractMoney } from "@/lib/money/money";
import type { Period } from "@/lib/time/period";

/** `part` of `whole`, both in milliseconds; 0 ≤ part ≤ whole. */
export type Share = { readonly part: bigint; readonly whole: bigint };

export const WHOLE: Share = { part: 1n, whole: 1n };

/** How much of one span another is, in time. */
export const shareOfTime = (part: Period, whole: Period): Share => ({
  part: lengthOf(part),
  whole: lengthOf(whole),
});

const lengthOf = ({ start, end }: Period) => BigInt(end.getTime() - start.getTime());

/** How much of `period` is left at `at`: all of it before its start, nothing from its end on. */
export function shareLeft({ start, end }: Period, at: Date): Share {
  const [from, to] = [start.getTime(), end.getTime()];
  if (from >= to) throw new RangeError("a period has a length");
  const left = to - Math.min(Math.max(at.getTime(), from), to);
  return { part: BigInt(left), whole: BigInt(to - from) };
}

/** The share of a total that is kept, and the rest; they add up to the total. */
export function prorateMoney(
  total: Money,
  { part, whole }: Share,
  currency: string,
): { readonly part: Money; readonly rest: Money } {
  const exact = nanomoney(timesOverHalfUp(total, part, whole));
  const rounded = roundToMinor(exact, currency);
  return { part: rounded, rest: subtractMoney(total, rounded) };
}

/** The share of an amount of credits, cut down to `places`, the unit's display precision. */
export function prorateCredits(total: Credits, { part, whole }: Share, places: number): Credits {
  return nanocredits(truncateTo(timesOverDown(total, part, whole), places));
}
