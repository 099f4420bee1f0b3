/** Which credits come next, as long as nothing is changed. Pure. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import { type Credits, sum } from "@/lib/money/credits";
import { addDuration } from "@/lib/time/duration";
import { followerOf } from "./follow-successor";
import type { ForeseenStep } from "./foresee-course";
import type { AgreedChange } from "./foresee-successor";
import { type Issue, issueOf } from "./issue";
import { type Course, closingAt, countedFor, nextGrantAt } from "./subscription";
import { type Foreseeable, foreseeOwn } from "./terms-in-time";

/** The next `count` issues of all the plan's grants, soonest first; none from its end on. */
export function upcomingIssues(
  version: Pick<PlanVersion, "grants">,
  course: Course,
  count: number,
): readonly Issue[] {
  const counters = new Map(course.grants.map((counter) => [counter.planGrantId, counter]));
  if (course.pausedAt) return [];
  return version.grants
    .flatMap((grant) => {
      const counter = counters.get(grant.id);
      if (!counter || counter.nextAt === null) return [];
      return Array.from({ length: count }, (_, n) => counter.issued + n).flatMap((index) =>
        issueOf(grant, countedFor(course, counter), index),
      );
    })
    .filter(({ occurrence }) => course.endsAt === null || occurrence.dueAt < course.endsAt)
    .sort((a, b) => a.occurrence.dueAt.getTime() - b.occurrence.dueAt.getTime())
    .slice(0, count);
}

/** Credits that come at all come at least once a year, a trial or a pause before them aside. */
const FURTHEST = { count: 2, unit: "YEAR" } as const;

export type NextGiven = {
  readonly at: Date;
  /** Of the unit that comes first in the plan. */
  readonly credits: Credits;
};

/**
 * When credits come next and how many then are, each by the terms of its own time; of a change that
 * is to come, what its successor gives. Null where nothing more does.
 *
 * @throws RangeError if the catalogue is not the subscription's own.
 */
export function nextGiven(
  catalog: Pick<Catalog, "planVersions">,
  own: Foreseeable,
  change: AgreedChange | undefined,
): NextGiven | null {
  const { course } = own;
  const granting = nextGrantAt(course);
  if (granting !== null && !course.pausedAt) {
    const soon = firstGiven(foreseeOwn(catalog, own, justAfter(granting)));
    if (soon) return soon;
  }
  const { endsAt, resumesAt, zone } = course;
  const from = resumesAt && resumesAt > closingAt(course) ? resumesAt : closingAt(course);
  const until = addDuration(from, FURTHEST, zone);
  if (granting === null && !change) return null;
  const steps = foreseeOwn(catalog, own, change && endsAt ? justAfter(endsAt) : until);
  const follower = followerOf(catalog, own, { steps, change, until });
  return firstGiven([...steps, ...(follower?.successor.steps ?? [])]);
}

const justAfter = (at: Date): Date => new Date(at.getTime() + 1);

function firstGiven(steps: readonly ForeseenStep[]): NextGiven | null {
  const step = steps.find(({ issues }) => issues.length > 0);
  if (!step) return null;
  const [first] = step.issues;
  const alike = step.issues.filter(({ grant }) => grant.creditUnit === first?.grant.creditUnit);
  return { at: step.at, credits: sum(alike.map(({ grant }) => grant.amount)) };
}
