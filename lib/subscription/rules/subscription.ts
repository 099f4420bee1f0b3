/** What a subscription is, and what of it moves with time. */
import type { CustomerId, PlanGrantId, PlanId, PlanVersionId, SubscriptionId } from "@/lib/ids";
import type { Cadence, Period, PeriodLine } from "@/lib/time/period";
import type { OpenSpan } from "@/lib/time/spans";
import type { Choices } from "./choices";

export const SUBSCRIPTION_STATUSES = [
  "SCHEDULED",
  "TRIALING",
  "ACTIVE",
  "PAST_DUE",
  "PAUSED",
  "CANCELLED",
  "ENDED",
] as const;
/** SCHEDULED has not started yet; CANCELLED still runs to its `endsAt`; ENDED is over. */
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

export const BILLING_CYCLES = ["ANNIVERSARY", "CALENDAR"] as const;
export type BillingCycle = (typeof BILLING_CYCLES)[number];

/** What other slices ask of a customer's running subscription. */
export type LiveSubscription = {
  readonly id: SubscriptionId;
  readonly customerId: CustomerId;
  readonly planId: PlanId;
  readonly planVersionId: PlanVersionId;
  readonly choices: Choices;
  readonly status: SubscriptionStatus;
  /** Copied from the customer at start; periods are counted in it. */
  readonly zone: string;
  readonly currentPeriodStart: Date;
  readonly currentPeriodEnd: Date;
  readonly startedAt: Date;
  /** Exclusive. Null: it runs on. */
  readonly endsAt: Date | null;
};

/** With its periods, of whenever an event may have been. */
export type PastSubscription = LiveSubscription & {
  readonly line: PeriodLine;
  /** When it gave nothing. */
  readonly pauses: readonly OpenSpan[];
};

/** What its periods and the cadences of its grants are reckoned from. */
export type Anchored = {
  readonly zone: string;
  readonly cadence: Cadence;
  /**
   * Where its periods are first reckoned from: with calendar billing after them, in a subscription
   * that took another's place perhaps long before.
   */
  readonly anchorAt: Date;
  readonly startedAt: Date;
  /** Exclusive; the plan itself starts here. Null: there is no trial. */
  readonly trialEndsAt: Date | null;
  /** Where it is counted from, if not from the plan's start. */
  readonly origin?: Origin | null;
};

/** What is counted from here on: the one of this index begins at `at`, be that within its period. */
export type Origin = {
  readonly at: Date;
  readonly index: number;
  /** What is given at it is cut to the share of its period, whatever the grant says. */
  readonly isProrated?: boolean;
};

/** Where the plan itself begins: period 0, its fees and its credits. */
export const planStartsAt = ({
  startedAt,
  trialEndsAt,
}: Pick<Anchored, "startedAt" | "trialEndsAt">): Date => trialEndsAt ?? startedAt;

export const originOf = (anchored: Omit<Anchored, "zone" | "cadence" | "anchorAt">): Origin =>
  anchored.origin ?? { at: planStartsAt(anchored), index: 0 };

/** Where one of the plan's grants stands in its own cadence. */
export type GrantCounter = {
  readonly planGrantId: PlanGrantId;
  /** How many have been issued; the next one's index. */
  readonly issued: number;
  /** Null: nothing more to come. */
  readonly nextAt: Date | null;
  /** Where its occurrences are counted from, if not from the plan's start. */
  readonly origin?: Origin | null;
};

/** The part of a subscription that the passage of time changes. */
export type Course = Anchored & {
  /** 0 for the first period; −1 while the trial lasts. */
  readonly periodIndex: number;
  readonly period: Period;
  readonly endsAt: Date | null;
  /** While it is paused, nothing falls due. */
  readonly pausedAt?: Date | null;
  /** When it then goes on by itself. */
  readonly resumesAt?: Date | null;
  readonly grants: readonly GrantCounter[];
};

/** Whether it has not started yet: its "period" is the time until then. */
export const isWaiting = ({ periodIndex, trialEndsAt }: Course): boolean =>
  periodIndex < (trialEndsAt === null ? 0 : -1);

/** Where the current period closes: at its end, or where the subscription ends within it. */
export const closingAt = ({ period, endsAt }: Course): Date =>
  endsAt !== null && endsAt < period.end ? endsAt : period.end;

/** When the next of the plan's grants is due; null: none is to come. */
export const nextGrantAt = ({ grants }: Pick<Course, "grants">): Date | null =>
  grants.reduce<Date | null>(
    (first, { nextAt }) => (nextAt !== null && (first === null || nextAt < first) ? nextAt : first),
    null,
  );

const earlier = (a: Date | null, b: Date | null): Date | null => {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
};

/** Its periods and cadences as one of its grants counts them. */
export const countedFor = (course: Course, { origin }: GrantCounter): Course => ({
  ...course,
  origin: origin ?? null,
});

/** The earliest instant at which a grant or the close of the period is due; paused, its end or resumption. */
export function nextDueAt(course: Course): Date | null {
  if (course.pausedAt) return earlier(course.endsAt, course.resumesAt ?? null);
  const [granting, closing] = [nextGrantAt(course), closingAt(course)];
  return granting !== null && granting < closing ? granting : closing;
}
