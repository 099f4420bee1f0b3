/** Exact amounts in billionths, with nothing but what the oracle needs. */
export const ONE = 10n ** 9n;

/** `whole("2.5")` is 2,500,000,000 billionths. */
export const whole = (text: string | number): bigint => {
  const [head = "0", tail = ""] = String(text).split(".");
  const size = BigInt(head.replace("-", "") + tail.padEnd(9, "0"));
  return head.startsWith("-") ? -size : size;
};

export const text = (amount: bigint): string => {
  const size = amount < 0n ? -amount : amount;
  const tail = String(size % ONE)
    .padStart(9, "0")
    .replace(/0+$/, "");
  return `${amount < 0n ? "-" : ""}${size / ONE}${tail && `.${tail}`}`;
};

/** a × b ÷ c, half away from zero. */
export const ratio = (a: bigint, b: bigint, c: bigint): bigint => {
  const top = a * b;
  const half = (2n * (top < 0n ? -top : top) + c) / (2n * c);
  return top < 0n ? -half : half;
};
export const times = (a: bigint, b: bigint): bigint => ratio(a, b, ONE);

export const least = (a: bigint, b: bigint) => (a < b ? a : b);
export const most = (a: bigint, b: bigint) => (a > b ? a : b);
export const sum = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);
