/** How far a clock may be moved. Pure. */
import { EARLIEST_CLOCK } from "@/lib/customer/rules/clock";

/** Years outside are no test of anything, and each month of theirs would be a table of events. */
const LATEST = new Date("2100-01-01T00:00:00Z");

/** Enough for an annual plan and its renewal; a longer way is gone in several calls. */
const MOST_DAYS_A_CALL = 731;
const DAY_MS = 86_400_000;

export const isWithinReach = (at: Date): boolean => at >= EARLIEST_CLOCK && at < LATEST;

/** Why a clock that says `from` cannot be moved to `to`; undefined if it can. */
export function obstacleTo(from: Date, to: Date): string | undefined {
  if (to < from) return `A clock never goes back: it says ${from.toISOString()}`;
  if (to >= LATEST) return `A clock goes to ${LATEST.toISOString()} at most`;
  const farthest = new Date(from.getTime() + MOST_DAYS_A_CALL * DAY_MS);
  if (to > farthest) return `Two years at a time: ${farthest.toISOString()} at most`;
  return undefined;
}
