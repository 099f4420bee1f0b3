/**
 * When a plan's grants are due and when each ends. A grant has its own cadence, so an annual
 * plan gives credits every month; the n-th is reckoned from the anchor, never from the one before.
 */
import type { PlanGrant, PlanGrantExpiry } from "@/lib/catalog/rules/catalog";
import { addDuration } from "@/lib/time/duration";
import { type Period, periodAt } from "@/lib/time/period";
import { livedPeriod } from "./next-period";
import type { Anchored, GrantCounter } from "./subscription";

/** One issue of a plan grant. */
export type Occurrence = {
  /** 0 for the first. */
  readonly index: number;
  readonly dueAt: Date;
  /** Its own cadence period; of a one-time grant, the billing period that it falls in. */
  readonly period: Period;
  /** Exclusive. Null: never. */
  readonly expiresAt: Date | null;
};

export type Schedule = Pick<PlanGrant, "cadence" | "period" | "expiry">;

/** @returns `undefined` where there is no such issue: a one-time grant comes once. */
export function occurrenceOf(
  grant: Schedule,
  subscription: Anchored,
  index: number,
): Occurrence | undefined {
  if (grant.cadence === "ONE_TIME" && index > 0) return undefined;
  const cadence = grant.cadence === "ONE_TIME" ? subscription.cadence : grant.period;
  const period = livedPeriod({ ...subscription, cadence }, index);
  return {
    index,
    dueAt: period.start,
    period,
    expiresAt: endOf(grant.expiry, period, subscription),
  };
}

function endOf(expiry: PlanGrantExpiry, period: Period, subscription: Anchored): Date | null {
  switch (expiry.kind) {
    case "NEVER":
      return null;
    case "DURATION":
      return addDuration(period.start, expiry.duration, subscription.zone);
    case "GRANT_PERIOD":
      return period.end;
    case "BILLING_PERIOD":
      return periodAt(subscription, period.start).end;
  }
}

/** Where a grant stands once `issued` of it have been issued. */
export function counterAfter(
  grant: Schedule & Pick<PlanGrant, "id">,
  subscription: Anchored,
  issued: number,
): GrantCounter {
  const nextAt = occurrenceOf(grant, subscription, issued)?.dueAt ?? null;
  return { planGrantId: grant.id, issued, nextAt };
}
