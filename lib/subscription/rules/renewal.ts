/**
 * What the passage of time asks of a subscription, one step after the other: credits that fall
 * due within the period, then the close of the period, at its own instants however late the run.
 *
 * Closing a period goes in this order: what has ended is booked, overage is invoiced where the
 * plan says so, and only then are the next credits given (SEMANTICS 8.9).
 */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { shareOfTime } from "@/lib/invoicing/rules/proration";
import type { Money } from "@/lib/money/money";
import type { Period } from "@/lib/time/period";
import type { FeeDraw } from "./credit-fee";
import { dueBy } from "./due";
import type { Issue } from "./issue";
import { nextPeriod, wholePeriod } from "./next-period";
import { advanceFees, begunAt, feeLines } from "./start";
import { type Course, closingAt, isWaiting, nextGrantAt } from "./subscription";

/** Credits that fall due within the period. */
type IssueStep = {
  readonly kind: "issue";
  readonly at: Date;
  readonly issues: readonly Issue[];
  /** Fees in credits, taken after what is given. */
  readonly draws: readonly FeeDraw[];
  readonly course: Course;
};

/** A period closes: `ended` is what is settled; a renewal's course is in the next one. */
type ClosingStep = {
  readonly kind: "renew" | "end";
  readonly at: Date;
  readonly ended: Period;
  readonly issues: readonly Issue[];
  readonly draws: readonly FeeDraw[];
  /** Fees, without the overage, which is known only once the books are read. */
  readonly lines: readonly InvoiceLine[];
  readonly course: Course;
};

/** What was agreed before begins. */
type StartStep = Omit<ClosingStep, "kind" | "ended"> & { readonly kind: "start" };

export type Step = IssueStep | ClosingStep | StartStep;

export type Terms = Pick<PlanVersion, "charges" | "grants" | "currency" | "planName">;

/**
 * The first thing due at or before `until`; `undefined` if nothing is.
 *
 * @param after the terms from the next period on, where they will be others.
 */
export function nextStep(
  version: Terms,
  course: Course,
  until: Date,
  after: Terms = version,
): Step | undefined {
  if (isWaiting(course)) return startStep(version, course, until);
  if (course.pausedAt) return endOfPaused(version, course, until);
  const closing = closingAt(course);
  const granting = nextGrantAt(course);
  if (granting !== null && granting < closing) {
    return granting <= until ? issueStep(version, course, granting) : undefined;
  }
  if (closing > until) return undefined;
  const isOver = course.endsAt !== null && course.endsAt <= closing;
  return isOver ? endStep(version, course, closing) : renewStep(version, course, after);
}

function issueStep(version: Terms, course: Course, at: Date): IssueStep {
  return { kind: "issue", at, ...dueBy(version, course, at) };
}

function renewStep(version: Terms, course: Course, after: Terms): ClosingStep {
  const { period: ended, periodIndex } = course;
  const next = periodIndex + 1;
  const period = nextPeriod(course);
  const { issues, draws, course: granted } = dueBy(after, course, ended.end);
  return {
    kind: "renew",
    at: ended.end,
    ended,
    issues,
    draws,
    lines: [...arrears(version, course, ended), ...advanceFees(after, course, next)],
    course: { ...granted, period, periodIndex: next },
  };
}

function endStep(version: Terms, course: Course, at: Date): ClosingStep {
  const ended = { start: course.period.start, end: course.pausedAt ?? at };
  const grants = course.grants.map((counter) => ({ ...counter, nextAt: null }));
  const lines = arrears(version, course, ended);
  return { kind: "end", at, ended, issues: [], draws: [], lines, course: { ...course, grants } };
}

function startStep(version: Terms, course: Course, until: Date): StartStep | undefined {
  const { startedAt: at } = course;
  return at <= until ? { kind: "start", at, ...begunAt(version, course) } : undefined;
}

/** Nothing falls due of what is paused but its end. */
function endOfPaused(version: Terms, course: Course, until: Date): Step | undefined {
  const { endsAt } = course;
  return endsAt !== null && endsAt <= until ? endStep(version, course, endsAt) : undefined;
}

/** Fees for what was lived of the period, where they are asked afterwards; a trial costs nothing. */
export function arrears(version: Terms, course: Course, lived: Period): readonly InvoiceLine[] {
  if (course.periodIndex < 0) return [];
  const whole = wholePeriod(course, course.periodIndex);
  const share = shareOfTime(lived, whole);
  return feeLines(version, course.cadence.length, { timing: "ARREAR", period: lived, share });
}

/** What the close of a period must know of an overage lot; one without a price is carried. */
type OpenLot = {
  readonly chargeId: string | null;
  readonly unitPrice: Money | null;
  readonly currency: string | null;
  readonly since: Date;
};
type Priced<Lot> = Lot & { readonly unitPrice: Money; readonly currency: string };

/**
 * The lots that the close at `at` of a period of this plan invoices: those with a price in its
 * currency, but for what a charge of another plan caused, which that plan's own period settles, and
 * what was used since, which the new credits settle however late the close is booked.
 */
export function lotsToInvoice<Lot extends OpenLot>(
  { planVersions }: Pick<Catalog, "planVersions">,
  {
    planId,
    currency,
    at,
    charges,
  }: Pick<PlanVersion, "planId" | "currency" | "charges"> & {
    readonly at: Date;
  },
  lots: readonly Lot[],
): readonly Priced<Lot>[] {
  const others = [...planVersions.values()].filter((version) => version.planId !== planId);
  const elsewhere = new Set<string>(others.flatMap(({ charges }) => charges.map(({ id }) => id)));
  // Those of its add-ons are its own, too.
  for (const { id } of charges) elsewhere.delete(id);
  const isMine = (lot: Lot): lot is Priced<Lot> =>
    lot.unitPrice !== null &&
    lot.currency === currency &&
    lot.since < at &&
    (lot.chargeId === null || !elsewhere.has(lot.chargeId));
  return lots.filter(isMine);
}
