/** How one customer stands in one credit unit: figures of all wallets together. */
import { type Credits, minus, plus, ZERO } from "@/lib/money/credits";
import { daysLeft } from "./runway";

export type Standing = {
  readonly available: Credits;
  readonly held: Credits;
  readonly pending: Credits;
  readonly overage: Credits;
  /** A wallet is at or below its own threshold. */
  readonly isBelowThreshold: boolean;
  readonly nextExpiry: { readonly at: Date; readonly amount: Credits } | null;
};

export const NO_STANDING: Standing = {
  available: ZERO,
  held: ZERO,
  pending: ZERO,
  overage: ZERO,
  isBelowThreshold: false,
  nextExpiry: null,
};

/** Days left under which a customer stands low, threshold or none. */
const LOW_DAYS = 7;

export const balanceOf = ({ available, held, overage }: Standing): Credits =>
  minus(plus(available, held), overage);

export function isLow(standing: Standing, burn: Credits): boolean {
  const left = daysLeft(standing.available, burn);
  return standing.isBelowThreshold || standing.overage > ZERO || (left !== null && left < LOW_DAYS);
}

/** When the available credits are gone at this pace. */
export function runsOutAt(available: Credits, burn: Credits, at: Date): Date | null {
  if (daysLeft(available, burn) === null) return null;
  const ms = available <= ZERO ? 0n : (available * 86_400_000n) / burn;
  return new Date(at.getTime() + Number(ms));
}

/** Two wallets together; of two expiries the sooner, of equal ones both amounts. */
export const together = (a: Standing, b: Standing): Standing => ({
  available: plus(a.available, b.available),
  held: plus(a.held, b.held),
  pending: plus(a.pending, b.pending),
  overage: plus(a.overage, b.overage),
  isBelowThreshold: a.isBelowThreshold || b.isBelowThreshold,
  nextExpiry: soonerExpiry(a.nextExpiry, b.nextExpiry),
});

function soonerExpiry(
  a: Standing["nextExpiry"],
  b: Standing["nextExpiry"],
): Standing["nextExpiry"] {
  if (a === null || b === null) return a ?? b;
  if (a.at.getTime() === b.at.getTime()) return { at: a.at, amount: plus(a.amount, b.amount) };
  return a.at < b.at ? a : b;
}
