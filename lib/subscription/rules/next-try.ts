/** When what failed is tried again: soon at first, as many faults pass, and then more and more rarely. */
const MINUTE_MS = 60_000;
const LONGEST_MS = 24 * 60 * MINUTE_MS;

/** @param tries how many have failed, the one at `at` included. */
export function nextTryAt(tries: number, at: Date): Date {
  // Beyond the longest wait it does not matter how far.
  const waitMs = Math.min(MINUTE_MS * 2 ** Math.min(tries, 20), LONGEST_MS);
  return new Date(at.getTime() + waitMs);
}
