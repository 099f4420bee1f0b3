/**
 * A change of plan or tier, decided before anything is written (SEMANTICS 8.6): the subscription
 * that takes the place of the old one, and the lines of its first invoice. Pure.
 */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { handOn } from "@/lib/invoicing/rules/carry";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { prorateCredits, type Share, shareOfTime } from "@/lib/invoicing/rules/proration";
import type { Period, PeriodLength } from "@/lib/time/period";
import {
  type AskedFee,
  type ChangeMode,
  creditLinesOf,
  type FeeCredit,
  feeCredits,
  owedLines,
  type PeriodGrant,
  unspentShare,
} from "./change-credit";
import type { Issue } from "./issue";
import { movedStart } from "./moved-start";
import type { NewAnchor } from "./new-anchor";
import { TRIAL_INDEX, wholePeriod } from "./next-period";
import { feeLines, planStart, type Start } from "./start";
import { startWithin } from "./start-within";
import type { Anchored, Course } from "./subscription";

/** What is changed from: its terms, where it stands, and what its books say of its period. */
export type ChangeFrom = {
  readonly version: PlanVersion;
  readonly course: Course;
  /** Asked in advance for a time that the change falls into. */
  readonly fees: readonly AskedFee[];
  readonly grants: readonly PeriodGrant[];
  /** Whether a one-time grant of it is among `grants`. */
  readonly replacesOneTime: boolean;
};

export type ChangeTo = {
  readonly version: PlanVersion;
  readonly billingPeriod: PeriodLength;
  /** Where the renewal date is moved, at the period's end; absent: it is a change of plan or tier. */
  readonly anchor?: NewAnchor;
};

export type Change = {
  readonly start: Start;
  readonly credits: readonly FeeCredit[];
  /** Of the first invoice: fees, what is given back, what the old plan is owed still. */
  readonly lines: readonly InvoiceLine[];
};

/** What is left of credits that stay. */
export const NOTHING: Share = { part: 0n, whole: 1n };

export function planChange(
  from: ChangeFrom,
  to: ChangeTo,
  { at, mode }: { readonly at: Date; readonly mode: ChangeMode },
): Change {
  const start = successorOf(from, to, { at, mode });
  const { currency } = from.version;
  const unspent = mode === "keep" ? NOTHING : unspentShare(from.grants);
  const credits = mode === "keep" ? [] : feeCredits(from.fees, unspent, { at, currency });
  const owed = owedLines(arrearFees(from, at), { unspent, at, currency });
  const lines = handOn([...start.lines, ...owed, ...creditLinesOf(credits, at)]);
  return { start, credits, lines };
}

/** With what the plan's close asks of each: the share of its whole period that was lived. */
export function arrearFees({ version, course }: Pick<ChangeFrom, "version" | "course">, at: Date) {
  if (course.periodIndex === TRIAL_INDEX || at >= course.period.end) return [];
  const whole = wholePeriod(course, course.periodIndex);
  const linesOf = (period: Period) =>
    feeLines(version, course.cadence.length, {
      timing: "ARREAR",
      period,
      share: shareOfTime(period, whole),
    });
  const asked = linesOf({ start: course.period.start, end: at });
  return linesOf(course.period).map((line, index) => ({
    ...{ chargeId: line.chargeId, description: line.description, amount: line.amount },
    period: course.period,
    asked: asked[index]?.amount ?? line.amount,
  }));
}

/** In a new period of its own, or in what is left of the old one. */
function successorOf(
  from: ChangeFrom,
  { version, billingPeriod, anchor }: ChangeTo,
  { at, mode }: { readonly at: Date; readonly mode: ChangeMode },
): Start {
  if (anchor) return movedStart(version, from.course, anchor.anchorAt);
  const { zone } = from.course;
  const start = keepsAnchor(from.course, { at, mode, billingPeriod })
    ? proratedStart(version, { ...from.course, startedAt: at })
    : planStart(version, { startsAt: at, zone, billingCycle: "ANNIVERSARY", billingPeriod });
  if (version.planId !== from.version.planId || from.replacesOneTime) return start;
  // The customer has had it, from this plan: it comes once.
  const issues = start.issues.filter(({ grant }) => grant.cadence !== "ONE_TIME");
  return { ...start, issues };
}

/**
 * Whether the successor's periods are those of the old one: where they are shared, and where it
 * begins as one of them ends, so that a month end is still restored.
 */
export function keepsAnchor(
  { cadence, period, periodIndex }: Course,
  change: { readonly at: Date; readonly mode: ChangeMode; readonly billingPeriod: PeriodLength },
): boolean {
  if (change.billingPeriod !== cadence.length || periodIndex === TRIAL_INDEX) return false;
  return change.mode === "prorate" || change.at.getTime() === period.end.getTime();
}

/** What comes once by the share of the billing period, too. */
function proratedStart(
  version: PlanVersion,
  { zone, cadence, anchorAt, startedAt }: Anchored,
): Start {
  const anchored: Anchored = { zone, cadence, anchorAt, startedAt, trialEndsAt: null };
  const start = startWithin(version, anchored);
  const share = shareOfTime(start.course.period, wholePeriod(anchored, 0));
  return { ...start, issues: start.issues.flatMap(oneTimeBy(share)) };
}

/** What comes once has no period of its own but the billing period. */
const oneTimeBy =
  (share: Share) =>
  ({ grant, occurrence }: Issue): readonly Issue[] => {
    if (grant.cadence !== "ONE_TIME") return [{ grant, occurrence }];
    const amount = prorateCredits(grant.amount, share, grant.places);
    return amount > 0n ? [{ grant: { ...grant, amount }, occurrence }] : [];
  };
