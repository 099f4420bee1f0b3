/** Amounts as whole billionths, and the three ways to cut them down. Nothing here is the product's. */

export const ONE = 1_000_000_000n;
export const CENT = ONE / 100n;

/** A part of a whole, neither below zero. */
export type Share = { readonly part: bigint; readonly whole: bigint };

export function billionths(text: string): bigint {
  const [whole = "0", places = ""] = text.replace("-", "").split(".");
  const count = BigInt(whole) * ONE + BigInt(places.padEnd(9, "0"));
  return text.startsWith("-") ? -count : count;
}

export function inWords(count: bigint): string {
  const size = count < 0n ? -count : count;
  const places = String(size % ONE)
    .padStart(9, "0")
    .replace(/0+$/, "");
  return `${count < 0n ? "-" : ""}${size / ONE}${places && `.${places}`}`;
}

/** Half a unit goes away from zero. */
export function rounded(amount: bigint, { part, whole }: Share, unit: bigint = CENT): bigint {
  const [size, sign] = amount < 0n ? [-amount, -1n] : [amount, 1n];
  return sign * ((2n * size * part + whole * unit) / (2n * whole * unit)) * unit;
}

export const cutDown = (amount: bigint, { part, whole }: Share, unit: bigint = CENT): bigint =>
  ((amount * part) / (whole * unit)) * unit;

export const shareOf = (part: number, whole: number): Share => ({
  part: BigInt(part),
  whole: BigInt(whole),
});

export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
export const total = (amounts: Iterable<bigint>): bigint =>
  [...amounts].reduce((sum, one) => sum + one, 0n);
