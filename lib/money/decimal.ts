/**
 * Exact decimals with nine places, counted in billionths: `"1"` is `1_000_000_000n`.
 * Credits, money and quantities share this scale, so a product of two needs one
 * division and one rounding. PostgreSQL holds the same numbers as NUMERIC(38,9).
 */
export const SCALE = 9;
export const ONE = 1_000_000_000n;

const PATTERN = /^([+-]?)(\d{1,29})(?:\.(\d{1,9}))?$/;
const NINE_PLACES = /^-?\d+\.\d{9}$/;
const ROW_PATTERN = /^(-?)(\d+)(?:\.(\d{1,9}))?$/;

/** @returns `undefined` unless `text` is a plain decimal with at most nine places. */
export function parseDecimal(text: string): bigint | undefined {
  return read(PATTERN.exec(text));
}

/**
 * Reads a NUMERIC(38,9) column as PostgreSQL prints it.
 *
 * @throws RangeError if the text is not such a number, a mistake in a statement.
 */
export function decimalFromRow(text: unknown): bigint {
  // As the column prints it, always with nine places: nothing is to be taken apart or filled up.
  if (typeof text === "string" && NINE_PLACES.test(text)) {
    return BigInt(text.slice(0, -SCALE - 1) + text.slice(-SCALE));
  }
  const count = typeof text === "string" ? read(ROW_PATTERN.exec(text)) : undefined;
  if (count === undefined) throw new RangeError(`not a NUMERIC(38,9) text: ${String(text)}`);
  return count;
}

/** The shortest exact decimal: `12_500_000_000n` is `"12.5"`. */
export function decimalText(count: bigint): string {
  if (count === 0n) return "0";
  if (count % ONE === 0n) return (count / ONE).toString();
  const digits = (count < 0n ? -count : count).toString().padStart(SCALE + 1, "0");
  const fraction = digits.slice(-SCALE).replace(/0+$/, "");
  const whole = digits.slice(0, -SCALE);
  return `${count < 0n ? "-" : ""}${whole}${fraction && `.${fraction}`}`;
}

function read(match: RegExpExecArray | null): bigint | undefined {
  const [, sign, whole, fraction = ""] = match ?? [];
  if (whole === undefined) return undefined;
  const count = BigInt(whole + fraction.padEnd(SCALE, "0"));
  return sign === "-" ? -count : count;
}

/** `a × b ÷ c`, rounded half away from zero. The one rounding of money. */
export function timesOverHalfUp(a: bigint, b: bigint, c: bigint): bigint {
  const product = a * b;
  const isNegative = product < 0n !== c < 0n;
  const [top, bottom] = [product < 0n ? -product : product, c < 0n ? -c : c];
  const rounded = (2n * top + bottom) / (2n * bottom);
  return isNegative ? -rounded : rounded;
}

/** `a × b ÷ c`, rounded toward zero. */
export function timesOverDown(a: bigint, b: bigint, c: bigint): bigint {
  return (a * b) / c;
}

/** `a ÷ b` rounded up to a whole count; both positive. */
export function ceilDivide(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}

/** Cuts to `places` decimals, toward zero: how credits are prorated for display units. */
export function truncateTo(count: bigint, places: number): bigint {
  const step = 10n ** BigInt(SCALE - places);
  return (count / step) * step;
}

/** Rounds to `places` decimals, half away from zero: how money reaches the minor unit. */
export function roundTo(count: bigint, places: number): bigint {
  const step = 10n ** BigInt(SCALE - places);
  return timesOverHalfUp(count, 1n, step) * step;
}
