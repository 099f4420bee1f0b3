/**
 * A commitment: what a subscriber agreed to spend on use in each of its periods (SEMANTICS 8.2), and
 * what of that was not spent when one of them closes. Pure.
 *
 * Its periods lie on the line of the billing periods, so that each ends where one of those does. One
 * that is shorter than the billing period is asked for the billing period, so many times its amount.
 */
import type { Commitment, PlanVersion } from "@/lib/catalog/rules/catalog";
import { timesOverHalfUp } from "@/lib/money/decimal";
import { indexAt, type Period, periodOf } from "@/lib/time/period";
import type { Step } from "./renewal";
import { type Course, originOf } from "./subscription";
import { MONTHS_OF } from "./tier";

/** A period of a commitment, as far as it was lived. */
export type CommittedPeriod = {
  readonly lived: Period;
  readonly whole: Period;
  /** Of the whole period, in billionths of the commitment's unit. */
  readonly amount: bigint;
};

type Committing = Pick<PlanVersion, "commitment">;
type Closing = Extract<Step, { readonly ended: Period }>;

/** The period of a commitment that contains `at`; null where there is none: in a trial, or without one. */
export function committedPeriod(
  { commitment }: Committing,
  course: Course,
  at: Date,
): CommittedPeriod | null {
  if (commitment === null || course.periodIndex < 0) return null;
  const { cadence, amount } = heldTo(commitment, course);
  const line = { ...course, cadence };
  const whole = periodOf(line, indexAt(line, at));
  const begun = originOf(course).at;
  return { whole, amount, lived: { start: later(whole.start, begun), end: whole.end } };
}

const later = (a: Date, b: Date): Date => new Date(Math.max(a.getTime(), b.getTime()));

function heldTo({ period, amount }: Commitment, { cadence }: Pick<Course, "cadence">) {
  const months = MONTHS_OF[cadence.length] * cadence.count;
  return months > MONTHS_OF[period]
    ? { cadence, amount: timesOverHalfUp(amount, BigInt(months), BigInt(MONTHS_OF[period])) }
    : { cadence: { length: period, count: 1 }, amount };
}

/** A period of a commitment that a close settles. */
export type CommitmentClose = CommittedPeriod & {
  /** Nothing is left that it could be added to. */
  readonly isLast: boolean;
};

/**
 * What a close settles: the period of the commitment that ends with the billing period, that the
 * subscription's end cuts short, or that a late resume does.
 *
 * @param course as it stood before the close.
 */
export function commitmentClose(
  version: Committing,
  course: Course,
  step: Closing,
): CommitmentClose | null {
  const { ended } = step;
  const isLast = step.kind === "end";
  const lastIndex = isLast ? step.course.periodIndex : step.course.periodIndex - 1;
  const found = committedPeriod(version, { ...course, periodIndex: lastIndex }, ended.start);
  if (!found || found.lived.start >= ended.end) return null;
  const isAnew = originOf(step.course).at.getTime() !== originOf(course).at.getTime();
  const isOver = isLast || isAnew || ended.end >= found.whole.end;
  const lived = { start: found.lived.start, end: ended.end };
  return isOver ? { ...found, lived, isLast } : null;
}

/** By the time that was lived and not paused. */
export function agreedFor(
  { lived, whole, amount }: CommittedPeriod,
  pauses: readonly Period[],
): bigint {
  return timesOverHalfUp(amount, lengthOf(lived) - pausedIn(lived, pauses), lengthOf(whole));
}

/** How much of a span was paused, in milliseconds; pauses never overlap. */
export const pausedIn = (span: Period, pauses: readonly Period[]): bigint =>
  pauses.reduce((sum, { start, end }) => {
    const from = later(start, span.start);
    const until = new Date(Math.min(end.getTime(), span.end.getTime()));
    return from < until ? sum + lengthOf({ start: from, end: until }) : sum;
  }, 0n);

const lengthOf = ({ start, end }: Period) => BigInt(end.getTime() - start.getTime());

/** What stands against a commitment, in its unit. */
export type Counted = {
  /** By credits, at what they were worth. */
  readonly drawn: bigint;
  /** Of the period before: what came, or was taken back, after it was settled. */
  readonly late: bigint;
  /** By invoices, for use. */
  readonly asked: bigint;
};

export const countedOf = ({ drawn, late, asked }: Counted): bigint => drawn + late + asked;

/** What of a commitment was not spent: nothing, where more was. */
export function missingTo(agreed: bigint, counted: Counted): bigint {
  const missing = agreed - countedOf(counted);
  return missing > 0n ? missing : 0n;
}

/** Whether what is missing to one can be added to another: both are counted in the same. */
export const passesOn = (
  from: Pick<PlanVersion, "commitment" | "currency">,
  to: Pick<PlanVersion, "commitment" | "currency"> | undefined,
): boolean => {
  if (from.commitment?.shortfall !== "ROLL" || !to?.commitment) return false;
  const [before, after] = [from.commitment.unit, to.commitment.unit];
  return before.kind === "credits"
    ? after.kind === "credits" && before.creditUnit === after.creditUnit
    : after.kind === "money" && from.currency === to.currency;
};

/** A subscription that has a commitment, among the customer's others. */
export type Committed<Feature> = {
  readonly startedAt: Date;
  /** What its charges price. */
  readonly prices: ReadonlySet<Feature>;
};

/**
 * Whether use of a feature counts towards a subscription's commitment: it counts towards one only,
 * first that of a plan which prices it, then the oldest.
 */
export function countsTowards<Feature>(
  own: Committed<Feature>,
  others: readonly Committed<Feature>[],
  feature: Feature,
): boolean {
  const pricing = [own, ...others].filter(({ prices }) => prices.has(feature));
  const [owner] = (pricing.length > 0 ? pricing : [own, ...others]).toSorted(
    (a, b) => a.startedAt.getTime() - b.startedAt.getTime(),
  );
  return owner === own;
}
