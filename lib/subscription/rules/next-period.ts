/** Which period follows which: they tile from the anchor, in the subscription's own zone. */
import { indexAt, type Period, periodOf } from "@/lib/time/period";
import { type Anchored, type Course, planStartsAt } from "./subscription";

/** The trial's own index: period 0 follows it. */
export const TRIAL_INDEX = -1;

/**
 * The whole period of an index; 0 is the one that the plan starts in, be that within it: with
 * calendar billing, or where it took another's place and kept its periods.
 */
export function wholePeriod(anchored: Anchored, index: number): Period {
  return periodOf(anchored, lineIndex(anchored, index));
}

/** Which of the anchor's own periods the one of an index is. */
export const lineIndex = (anchored: Anchored, index: number): number =>
  firstIndex(anchored) + index;

/** Where on the anchor's line the plan starts; most start on the anchor itself. */
function firstIndex(anchored: Anchored): number {
  const start = planStartsAt(anchored);
  return start.getTime() === anchored.anchorAt.getTime() ? 0 : indexAt(anchored, start);
}

/** The period as it is lived: the first begins where the plan does, and before it lies the trial. */
export function livedPeriod(anchored: Anchored, index: number): Period {
  const { startedAt, trialEndsAt } = anchored;
  if (trialEndsAt !== null && index === TRIAL_INDEX) return { start: startedAt, end: trialEndsAt };
  const whole = wholePeriod(anchored, index);
  return index === 0 ? { start: planStartsAt(anchored), end: whole.end } : whole;
}

export const nextPeriod = (course: Course): Period => livedPeriod(course, course.periodIndex + 1);
