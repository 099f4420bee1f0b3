/** Which period follows which: they tile from the anchor, in the subscription's own zone. */
import { indexAt, type Period, periodOf } from "@/lib/time/period";
import { type Anchored, type Course, originOf } from "./subscription";

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
export function lineIndex(anchored: Anchored, index: number): number {
  const origin = originOf(anchored);
  return indexOn(anchored, origin.at) + index - origin.index;
}

/** Most start on the anchor itself. */
const indexOn = (anchored: Anchored, at: Date): number =>
  at.getTime() === anchored.anchorAt.getTime() ? 0 : indexAt(anchored, at);

/** The period as it is lived: the first begins where the plan does, and before it lies the trial. */
export function livedPeriod(anchored: Anchored, index: number): Period {
  const { startedAt, trialEndsAt } = anchored;
  if (trialEndsAt !== null && index === TRIAL_INDEX) return { start: startedAt, end: trialEndsAt };
  const whole = wholePeriod(anchored, index);
  const origin = originOf(anchored);
  return index === origin.index ? { start: origin.at, end: whole.end } : whole;
}

export const nextPeriod = (course: Course): Period => livedPeriod(course, course.periodIndex + 1);
