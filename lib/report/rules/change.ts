/** How a sum stands against that of the time before: always the figure, and the share where there is one. */
import { type Credits, minus } from "@/lib/money/credits";
import { ONE, timesOverHalfUp } from "@/lib/money/decimal";

export type Change = {
  readonly before: Credits;
  /** What is more than before; below zero: less. */
  readonly credits: Credits;
  /** In billionths of what was before; null where that is nothing or less. */
  readonly share: bigint | null;
};

export const changeOf = (now: Credits, before: Credits): Change => {
  const credits = minus(now, before);
  return { before, credits, share: shareOf(credits, before) };
};

/** A part of a whole, in billionths; null where the whole is nothing or below. */
export const shareOf = (part: Credits, whole: Credits): bigint | null =>
  whole <= 0n ? null : timesOverHalfUp(part, ONE, whole);
