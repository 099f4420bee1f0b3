/** The ninety days of the demo. Everything is made by contexts that stand at their own instant. */
import type { Actor, Context, Origin } from "@/lib/context";
import type { OrganizationId } from "@/lib/ids";

export const DAYS = 90;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export type Clock = {
  readonly now: Date;
  /** The instant `hours` into the day `day`, counted from the first of the ninety; never after now. */
  readonly at: (day: number, hours?: number) => Date;
};

export function clockUntil(now: Date): Clock {
  const start = now.getTime() - DAYS * DAY_MS;
  return {
    now,
    at: (day, hours = 0) =>
      new Date(Math.min(start + day * DAY_MS + Math.round(hours * HOUR_MS), now.getTime())),
  };
}

/** Who asks, when. */
export const contextAt = (
  organizationId: OrganizationId,
  at: Date,
  { actor, origin }: { actor: Actor; origin: Origin },
): Context => ({ organizationId, actor, origin, at, requestId: `demo-${at.getTime()}` });

/** How busy a day is beside an ordinary weekday: quiet weekends, a dip on Fridays. */
export function rhythm(at: Date): number {
  const byWeekday = [0.15, 1, 1.15, 1.2, 1.1, 0.85, 0.2];
  return byWeekday[at.getUTCDay()] ?? 1;
}
