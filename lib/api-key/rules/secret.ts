/** The form of a key: `fl_live_` or `fl_test_`, then 256 random bits in base 62 letters. */
const PATTERN = /^fl_(live|test)_[0-9A-Za-z]{43}$/;
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LENGTH = 43;

export const isKeyShaped = (text: string): boolean => PATTERN.test(text);

/** @param random 256 bits, from the write that mints the key. */
export function secretFrom(prefix: string, random: bigint): string {
  let rest = random;
  let body = "";
  for (let place = 0; place < LENGTH; place++) {
    body = LETTERS.charAt(Number(rest % 62n)) + body;
    rest /= 62n;
  }
  return prefix + body;
}
