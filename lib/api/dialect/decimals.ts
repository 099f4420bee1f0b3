/** Arithmetic on amounts that are text already, for keys that only the dialect has. */
import { decimalText, ONE, parseDecimal, timesOverHalfUp } from "@/lib/money/decimal";

const countOf = (text: string): bigint => {
  const count = parseDecimal(text);
  if (count === undefined) throw new RangeError(`not a decimal: ${text}`);
  return count;
};

export const plusText = (a: string, b: string): string => decimalText(countOf(a) + countOf(b));
export const minusText = (a: string, b: string): string => decimalText(countOf(a) - countOf(b));
export const isBelowZero = (text: string): boolean => countOf(text) < 0n;
export const sumText = (texts: readonly string[]): string => texts.reduce(plusText, "0");
export const absoluteText = (text: string): string => text.replace(/^-/, "");

/** Credits in money, at so much a credit. */
export const worthText = (credits: string, rate: string): string =>
  decimalText(timesOverHalfUp(countOf(credits), countOf(rate), ONE));
