/** Which credits a subscription will give next, as long as nothing is changed. */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { type Credits, sum } from "@/lib/money/credits";
import { type Issue, issueOf } from "./issue";
import { type Course, countedFor } from "./subscription";

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

/** When credits come next and how many then are; null where nothing more does. */
export function nextGrantOf(
  version: Pick<PlanVersion, "grants">,
  course: Course,
): { readonly at: Date; readonly credits: Credits } | null {
  const [next] = upcomingIssues(version, course, 1);
  if (!next) return null;
  const at = next.occurrence.dueAt;
  const issues = upcomingIssues(version, course, version.grants.length).filter(
    ({ occurrence: { dueAt } }) => dueAt.getTime() === at.getTime(),
  );
  return { at, credits: sum(issues.map(({ grant }) => grant.amount)) };
}
