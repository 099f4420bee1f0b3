/** How long a balance lasts at the pace of the last days. */
import { type Credits, nanocredits, ZERO } from "@/lib/money/credits";
import { timesOverHalfUp } from "@/lib/money/decimal";

/** Burn is the mean of so many local days, today included. */
export const BURN_DAYS = 7;

/** Longer than this is no forecast. */
const MOST_DAYS = 3650n;

export const burnPerDay = (usedInBurnDays: Credits): Credits =>
  usedInBurnDays > ZERO
    ? nanocredits(timesOverHalfUp(usedInBurnDays, 1n, BigInt(BURN_DAYS)))
    : ZERO;

/** Whole days that `available` lasts; null if nothing burns, or for longer than anyone can say. */
export function daysLeft(available: Credits, burn: Credits): number | null {
  if (burn <= ZERO) return null;
  if (available <= ZERO) return 0;
  const days = available / burn;
  return days > MOST_DAYS ? null : Number(days);
}
