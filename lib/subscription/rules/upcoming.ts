/** Which credits a subscription will give next, as long as nothing is changed. */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { type Credits, sum } from "@/lib/money/credits";
import { type Issue, issueOf } from "./issue";
import { type Course, nextGrantAt } from "./subscription";

/** The next `count` issues of all the plan's grants, soonest first; none from its end on. */
export function upcomingIssues(
  version: Pick<PlanVersion, "grants">,
  course: Course,
  count: number,
): readonly Issue[] {
  const counters = new Map(course.grants.map((counter) => [counter.planGrantId, counter]));
  return version.grants
    .flatMap((grant) => {
      const counter = counters.get(grant.id);
      if (!counter || counter.nextAt === null) return [];
      return Array.from({ length: count }, (_, n) => counter.issued + n).flatMap((index) =>
        issueOf(grant, course, index),
      );
    })
    .filter(({ occurrence }) => course.endsAt === null || occurrence.dueAt < course.endsAt)
    .sort((a, b) => a.occurrence.dueAt.getTime() - b.occurrence.dueAt.getTime())
    .slice(0, count);
}

/** When credits come next and how many then are; null where nothing more does. */
export function nextGrantOf(
  version: Pick<PlanVersion, "grants">,
  course: Course,
): { readonly at: Date; readonly credits: Credits } | null {
  const at = nextGrantAt(course);
  if (at === null || (course.endsAt !== null && at >= course.endsAt)) return null;
  const grants = new Map(version.grants.map((grant) => [grant.id, grant]));
  const due = course.grants.filter(({ nextAt }) => nextAt?.getTime() === at.getTime());
  const issues = due.flatMap(({ planGrantId, issued }) => {
    const grant = grants.get(planGrantId);
    return grant ? issueOf(grant, course, issued) : [];
  });
  return { at, credits: sum(issues.map(({ grant }) => grant.amount)) };
}
