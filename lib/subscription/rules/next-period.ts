/** Which period follows which: they tile from the anchor, in the subscription's own zone. */
import { type Period, periodOf } from "@/lib/time/period";
import type { Anchored, Course } from "./subscription";

/**
 * The whole period of an index; 0 is the one that the subscription starts in. With calendar
 * billing the start lies before the anchor, within the last period that ends there.
 */
export function wholePeriod(anchored: Anchored, index: number): Period {
  return periodOf(anchored, anchored.startedAt < anchored.anchorAt ? index - 1 : index);
}

/** The period as it is lived: the first begins at the start. */
export function livedPeriod(anchored: Anchored, index: number): Period {
  const whole = wholePeriod(anchored, index);
  return index === 0 ? { start: anchored.startedAt, end: whole.end } : whole;
}

export const nextPeriod = (course: Course): Period => livedPeriod(course, course.periodIndex + 1);
