/**
 * What a pause leaves to do. Time that was paid for goes on running while it is paused: resumed
 * within its period, a subscription goes on as if nothing had been, but for the credits and fees
 * that fell due meanwhile, which nobody gives or takes. Resumed later, it begins anew at once.
 */
import { dueBy, passedOver } from "./due";
import { livedPeriod } from "./next-period";
import { arrears, type Step, type Terms } from "./renewal";
import { advanceFees, anchorOf } from "./start";
import type { BillingCycle, Course, GrantCounter, Origin } from "./subscription";

export type Resumption =
  | { readonly kind: "goes_on"; readonly course: Course }
  /** The close of the period that it was paused in, as far as it was lived, and a new one. */
  | { readonly kind: "anew"; readonly step: Extract<Step, { kind: "renew" | "end" }> };

/** @throws RangeError for a course that is not paused. */
export function resumption(
  version: Terms,
  { pausedAt, ...course }: Course,
  asked: { readonly at: Date; readonly billingCycle: BillingCycle },
): Resumption {
  if (!pausedAt) throw new RangeError("only what is paused is resumed");
  const { at } = asked;
  return at < course.period.end
    ? { kind: "goes_on", course: passedOver(version, course, at) }
    : { kind: "anew", step: begunAnew(version, course, { ...asked, pausedAt }) };
}

function begunAnew(
  version: Terms,
  course: Course,
  { at, billingCycle, pausedAt }: { at: Date; billingCycle: BillingCycle; pausedAt: Date },
) {
  const ended = { start: course.period.start, end: pausedAt };
  const periodIndex = course.periodIndex + 1;
  const anchored = {
    ...course,
    anchorAt: anchorOf(billingCycle, at, course.zone),
    origin: { at, index: periodIndex },
  };
  const { course: begun, ...due } = dueBy(
    version,
    { ...anchored, grants: course.grants.map((counter) => countedAnew(counter, at)) },
    at,
  );
  return {
    ...({ kind: "renew", at, ended } as const),
    ...due,
    lines: [...arrears(version, course, ended), ...advanceFees(version, anchored, periodIndex)],
    course: { ...begun, periodIndex, period: livedPeriod(anchored, periodIndex) },
  };
}

/**
 * What comes again comes at once and is counted from there. A time of its own that still runs, such
 * as a quarter of a monthly plan, was given or paid for: the next comes at its end, by the share up
 * to the new line. What came once has come.
 */
function countedAnew(counter: GrantCounter, at: Date): GrantCounter {
  const { nextAt, issued } = counter;
  if (nextAt === null) return counter;
  const origin: Origin =
    nextAt > at ? { at: nextAt, index: issued, isProrated: true } : { at, index: issued };
  return { ...counter, nextAt: origin.at, origin };
}
