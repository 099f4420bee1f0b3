/**
 * When a plan's grants are due and when each ends. A grant has its own cadence, so an annual
 * plan gives credits every month; the n-th is reckoned from the anchor, never from the one before.
 */
import type { PlanGrant } from "@/lib/catalog/rules/catalog";
import type { PlanGrantExpiry } from "@/lib/catalog/rules/grant-life";
import { addDuration } from "@/lib/time/duration";
import { boundOf, indexAt, type Period, periodAt } from "@/lib/time/period";
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
  /** Until when what is kept of it at its end lives, exclusive; absent: nothing is kept. */
  readonly keptUntil?: Date;
};

export type Schedule = Pick<PlanGrant, "cadence" | "period" | "expiry" | "rollover">;

/** @returns `undefined` where there is no such issue: a one-time grant comes once. */
export function occurrenceOf(
  grant: Schedule,
  subscription: Anchored,
  index: number,
): Occurrence | undefined {
  const { expiry } = grant;
  if (expiry.kind === "TRIAL") return trialOccurrence(subscription, index);
  if (grant.cadence === "ONE_TIME" && index > 0) return undefined;
  const cadence = grant.cadence === "ONE_TIME" ? subscription.cadence : grant.period;
  const period = livedPeriod({ ...subscription, cadence }, index);
  const expiresAt = endOf(expiry, period, subscription);
  const keptUntil = endOfKept(grant, subscription, expiresAt);
  return { index, dueAt: period.start, period, expiresAt, ...(keptUntil && { keptUntil }) };
}

/** It comes once, with the trial, and is over with it. */
function trialOccurrence(subscription: Anchored, index: number): Occurrence | undefined {
  const { startedAt: start, trialEndsAt: end } = subscription;
  if (end === null || index > 0) return undefined;
  return { index, dueAt: start, period: { start, end }, expiresAt: end };
}

/** The bound of the grant's own cadence so many periods after its end. */
function endOfKept(
  { cadence, period, rollover }: Schedule,
  subscription: Anchored,
  expiresAt: Date | null,
): Date | undefined {
  if (cadence === "ONE_TIME" || rollover === null || expiresAt === null) return undefined;
  const line = { ...subscription, cadence: period };
  return boundOf(line, indexAt(line, expiresAt) + rollover.periods);
}

function endOf(
  expiry: Exclude<PlanGrantExpiry, { kind: "TRIAL" }>,
  period: Period,
  subscription: Anchored,
): Date | null {
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
  const { origin } = subscription;
  return { planGrantId: grant.id, issued, nextAt, ...(origin && { origin }) };
}
