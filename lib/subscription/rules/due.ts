/** What falls due of a plan beside its fees in money: credits to give, and credits to take. */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { creditFeesOf, drawOf, type FeeDraw, scheduleOfFee } from "./credit-fee";
import { counterAfter } from "./grant-schedule";
import { type Issue, issueOf } from "./issue";
import { type Anchored, type Course, countedFor, type GrantCounter } from "./subscription";

export type Due = { readonly issues: readonly Issue[]; readonly draws: readonly FeeDraw[] };

type Terms = Pick<PlanVersion, "charges" | "grants">;

/** Something of a plan that comes again and again, by the id that it is counted under. */
type Recurring = {
  readonly at: (anchored: Anchored, index: number) => Due;
  readonly counterAfter: (anchored: Anchored, issued: number) => GrantCounter;
  /** Given at the trial's start; all else waits for the plan's. */
  readonly isOfTrial: boolean;
};

function recurringOf(terms: Terms): ReadonlyMap<GrantCounter["planGrantId"], Recurring> {
  const parts = new Map<GrantCounter["planGrantId"], Recurring>();
  for (const grant of terms.grants) {
    parts.set(grant.id, {
      at: (anchored, index) => ({ issues: issueOf(grant, anchored, index), draws: [] }),
      counterAfter: (anchored, issued) => counterAfter(grant, anchored, issued),
      isOfTrial: grant.expiry.kind === "TRIAL",
    });
  }
  for (const fee of creditFeesOf(terms)) {
    const schedule = scheduleOfFee(fee);
    parts.set(schedule.id, {
      at: (anchored, index) => ({ issues: [], draws: drawOf(fee, anchored, index) }),
      counterAfter: (anchored, issued) => counterAfter(schedule, anchored, issued),
      isOfTrial: false,
    });
  }
  return parts;
}

/** What a start gives and takes at once, and where everything stands then. */
export function dueAtStart(
  terms: Terms,
  anchored: Anchored,
): Due & { readonly counters: readonly GrantCounter[] } {
  const isTrial = anchored.trialEndsAt !== null;
  const parts = [...recurringOf(terms).values()];
  const isDue = ({ isOfTrial }: Recurring) => !isTrial || isOfTrial;
  return {
    counters: parts.map((part) => part.counterAfter(anchored, isDue(part) ? 1 : 0)),
    ...together(parts.filter(isDue).map((part) => part.at(anchored, 0))),
  };
}

/** Where everything stands before the start: nothing was given or taken. */
export const countersBefore = (terms: Terms, anchored: Anchored): readonly GrantCounter[] =>
  [...recurringOf(terms).values()].map((part) => part.counterAfter(anchored, 0));

/** What is due at or before `at`, once of each, and where everything stands then. */
export function dueBy(terms: Terms, course: Course, at: Date): Due & { readonly course: Course } {
  const parts = recurringOf(terms);
  const due: Due[] = [];
  const grants = course.grants.map((counter) => {
    const part = parts.get(counter.planGrantId);
    // Of an add-on that was given up nothing more is to come.
    if (!part) return { ...counter, nextAt: null };
    if (counter.nextAt === null || counter.nextAt > at) return counter;
    const counted = countedFor(course, counter);
    due.push(part.at(counted, counter.issued));
    return part.counterAfter(counted, counter.issued + 1);
  });
  return { course: { ...course, grants }, ...together(due) };
}

/** As `dueBy`, but what fell due before `at` is passed over: neither given nor taken. */
export function passedOver(terms: Terms, course: Course, at: Date): Course {
  const parts = recurringOf(terms);
  const grants = course.grants.map((counter) => {
    const part = parts.get(counter.planGrantId);
    const counted = countedFor(course, counter);
    let next = counter;
    while (part && next.nextAt !== null && next.nextAt < at) {
      next = part.counterAfter(counted, next.issued + 1);
    }
    return next;
  });
  return { ...course, grants };
}

const together = (parts: readonly Due[]): Due => ({
  issues: parts.flatMap(({ issues }) => issues),
  draws: parts.flatMap(({ draws }) => draws),
});
