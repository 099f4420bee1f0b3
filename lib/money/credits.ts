/**
 * An amount of credits, counted in billionths: 1 credit is 1_000_000_000n.
 * Integers keep sums exact; only `parseCredits` and `creditsText` know the scale.
 * PostgreSQL holds the same amount as NUMERIC(38,9).
 */
import { decimalFromRow, decimalText, parseDecimal } from "./decimal";

export type Credits = bigint & { readonly unit: "nanocredit" };

/** A count of billionths as credits. The only cast to `Credits`; any bigint is a valid count. */
export const nanocredits = (count: bigint) => count as Credits;

export const ZERO = nanocredits(0n);

/** The most that one command may move (SEMANTICS 1.5). */
export const MOST_CREDITS = nanocredits(10n ** 15n * 1_000_000_000n);

/** @returns `undefined` unless `text` is a plain decimal with at most nine places. */
export function parseCredits(text: string): Credits | undefined {
  const count = parseDecimal(text);
  return count === undefined ? undefined : nanocredits(count);
}

/** The shortest exact decimal: `12_500_000_000n` is `"12.5"`. The form of JSON, forms and rows. */
export const creditsText = (amount: Credits): string => decimalText(amount);

/** Reads a NUMERIC(38,9) column selected as text. */
export const creditsFromRow = (text: unknown): Credits => nanocredits(decimalFromRow(text));

export const plus = (a: Credits, b: Credits) => nanocredits(a + b);
export const minus = (a: Credits, b: Credits) => nanocredits(a - b);
export const min = (a: Credits, b: Credits) => (a < b ? a : b);
export const max = (a: Credits, b: Credits) => (a > b ? a : b);
export const sum = (amounts: Iterable<Credits>) => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return nanocredits(total);
};
