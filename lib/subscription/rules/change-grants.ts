/** Which of the credits that a subscription gave belong to the period that a change ends. */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { isWithin } from "@/lib/time/period";
import { type Issue, issueOf } from "./issue";
import { type Course, countedFor, type GrantCounter } from "./subscription";

type Terms = Pick<PlanVersion, "grants">;

/** Given already, and what the rest of the period would still have given. */
export type PeriodIssues = { readonly given: readonly Issue[]; readonly toCome: readonly Issue[] };

/**
 * What a change at `at` replaces: credits that fell due in the billing period that it ends, and
 * those whose own period runs. Others were paid with a price that nobody gives back, and stay.
 */
export function periodIssues(version: Terms, course: Course, at: Date): PeriodIssues {
  const counters = new Map(course.grants.map((counter) => [counter.planGrantId, counter]));
  const given: Issue[] = [];
  const toCome: Issue[] = [];
  for (const grant of version.grants) {
    const counter = counters.get(grant.id);
    if (!counter) continue;
    const issue = (index: number) => issueOf(grant, countedFor(course, counter), index)[0];
    given.push(...lastOnes(issue, counter, { course, at }));
    toCome.push(...nextOnes(issue, counter, { course, at }));
  }
  return { given, toCome };
}

type Issued = (index: number) => Issue | undefined;
type Moment = { readonly course: Course; readonly at: Date };

/** From the last back to the first that is none of the period's: they came in order of time. */
function lastOnes(issueAt: Issued, { issued }: GrantCounter, moment: Moment): readonly Issue[] {
  const found: Issue[] = [];
  for (let index = issued - 1; index >= 0; index--) {
    const issue = issueAt(index);
    if (!issue || !isOfPeriod(issue, moment)) break;
    found.push(issue);
  }
  return found;
}

function isOfPeriod({ occurrence }: Issue, { course: { period }, at }: Moment): boolean {
  if (isWithin(occurrence.period, at)) return true;
  return isWithin(period, at) && occurrence.dueAt >= period.start;
}

function nextOnes(
  issueAt: Issued,
  { issued, nextAt }: GrantCounter,
  { course: { period }, at }: Moment,
): readonly Issue[] {
  const found: Issue[] = [];
  if (nextAt === null || !isWithin(period, at)) return found;
  for (let index = issued; ; index++) {
    const issue = issueAt(index);
    if (!issue || issue.occurrence.dueAt >= period.end) return found;
    found.push(issue);
  }
}
