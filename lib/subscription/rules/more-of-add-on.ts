/** More of an add-on within a period: at once, and in full, whatever is left of the period. */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { nanocredits } from "@/lib/money/credits";
import { type AddOnTerms, addOnTerms } from "./add-ons";
import { creditFeesOf, type FeeDraw, scheduleOfFee } from "./credit-fee";
import type { Due } from "./due";
import { counterAfter, occurrenceOf, type Schedule } from "./grant-schedule";
import { type Issue, issueOf } from "./issue";
import { payablePieces } from "./pieces";
import type { GivenGrant } from "./share";
import { feeLines } from "./start";
import { type Anchored, type Course, countedFor, type GrantCounter } from "./subscription";

export type More = Due & {
  readonly lines: readonly InvoiceLine[];
  /** With the add-on's own counters, where it is new. */
  readonly course: Course;
};

/** @param by how many more of the add-on than before; `isNew`: there was none of it. */
export function moreOfAddOn(
  version: PlanVersion,
  course: Course,
  { by, at, isNew }: { readonly by: number; readonly at: Date; readonly isNew: boolean },
): More {
  const terms = addOnTerms(version, by);
  const counted = isNew ? countedFrom(terms, course, at) : course;
  const extra = isNew ? undefined : String(at.getTime());
  const now = { course: counted, at, ...(extra !== undefined && { extra }) };
  return {
    issues: terms.grants.flatMap((grant) => issueNow(grant, now)),
    draws: creditFeesOf(terms).flatMap((fee) => drawNow(fee, now)),
    lines: feeLines({ ...version, charges: terms.charges }, course.cadence.length, {
      timing: "ADVANCE",
      period: { start: at, end: course.period.end },
    }),
    course: counted,
  };
}

/** Each of its grants and fees is counted from now on; one that was had before goes on counting. */
function countedFrom(terms: AddOnTerms, course: Course, at: Date): Course {
  const own = new Map(course.grants.map((counter) => [counter.planGrantId, counter]));
  const schedules: readonly (Schedule & { id: GrantCounter["planGrantId"] })[] = [
    ...terms.grants,
    ...creditFeesOf(terms).map(scheduleOfFee),
  ];
  for (const schedule of schedules) {
    const index = own.get(schedule.id)?.issued ?? 0;
    const anchored: Anchored = { ...course, origin: { at, index } };
    own.set(schedule.id, counterAfter(schedule, anchored, index + 1));
  }
  return { ...course, grants: [...own.values()] };
}

type Now = { readonly course: Course; readonly at: Date; readonly extra?: string };

/** The occurrence that runs: the last that was given. */
function running({ course }: Now, id: GrantCounter["planGrantId"]) {
  const counter = course.grants.find(({ planGrantId }) => planGrantId === id);
  if (!counter || counter.issued === 0) return undefined;
  return { anchored: countedFor(course, counter), index: counter.issued - 1 };
}

function issueNow(grant: GivenGrant, now: Now): readonly Issue[] {
  const found = running(now, grant.id);
  if (!found) return [];
  const whole = { ...grant, isProrated: false };
  return issueOf(whole, found.anchored, found.index).map((issue) => ({
    ...issue,
    occurrence: { ...issue.occurrence, dueAt: now.at },
    ...(now.extra !== undefined && { extra: now.extra }),
  }));
}

function drawNow(fee: FeeDraw["fee"], now: Now): readonly FeeDraw[] {
  const schedule = scheduleOfFee(fee);
  const found = running(now, schedule.id);
  const occurrence = found && occurrenceOf(schedule, found.anchored, found.index);
  if (!occurrence) return [];
  const { index, period } = occurrence;
  const amount = nanocredits(fee.amount * BigInt(payablePieces(fee)));
  const named = now.extra !== undefined && { extra: now.extra };
  return [{ fee, index, dueAt: now.at, period, amount, ...named }];
}
