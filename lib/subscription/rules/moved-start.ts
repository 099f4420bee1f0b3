/**
 * What begins where a subscription's renewal date is moved: a period up to the next new anchor, with
 * the fees and credits of its share, and full ones after it. Nothing where the anchor is right there.
 */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { creditFeesOf, feeCounterId, scheduleOfFee } from "./credit-fee";
import { counterAfter, occurrenceOf, type Schedule } from "./grant-schedule";
import type { Start } from "./start";
import { startWithin } from "./start-within";
import { type Anchored, type Course, countedFor, type GrantCounter } from "./subscription";

type Counted = Schedule & { readonly id: GrantCounter["planGrantId"] };

/** @param from as it stands at its period's end, which is where the successor begins. */
export function movedStart(version: PlanVersion, from: Course, anchorAt: Date): Start {
  const { zone, cadence, period } = from;
  const anchored: Anchored = { zone, cadence, anchorAt, startedAt: period.end, trialEndsAt: null };
  const begun = startWithin(version, anchored);
  const running = stillRunning(version, from, anchored);
  const isRunning = (id: GrantCounter["planGrantId"]) => running.has(id);
  const grants = begun.course.grants.map((counter) => running.get(counter.planGrantId) ?? counter);
  return {
    course: { ...begun.course, grants },
    // What comes once came with the plan.
    issues: begun.issues.filter(
      ({ grant }) => grant.cadence !== "ONE_TIME" && !isRunning(grant.id),
    ),
    draws: begun.draws.filter(({ fee }) => !isRunning(feeCounterId(fee.id))),
    lines: begun.lines,
  };
}

/**
 * What was given or taken for a period of its own that goes on beyond the billing period's end, such
 * as a week: the next comes at its end, by the share up to the new line.
 */
function stillRunning(
  version: PlanVersion,
  from: Course,
  to: Anchored,
): ReadonlyMap<GrantCounter["planGrantId"], GrantCounter> {
  const counters = new Map(from.grants.map((counter) => [counter.planGrantId, counter]));
  const schedules: readonly Counted[] = [
    ...version.grants.filter(({ cadence }) => cadence !== "ONE_TIME"),
    ...creditFeesOf(version).map(scheduleOfFee),
  ];
  return new Map(
    schedules.flatMap((schedule) => {
      const counter = counters.get(schedule.id);
      const at = counter && nextFrom(schedule, countedFor(from, counter), counter.issued);
      if (!at || at <= to.startedAt) return [];
      const origin = { at, index: 0, isProrated: true };
      return [[schedule.id, counterAfter(schedule, { ...to, origin }, 0)] as const];
    }),
  );
}

/** When the first comes that is not due before the billing period's end. */
function nextFrom(schedule: Counted, course: Course, issued: number): Date | undefined {
  let [index, dueAt] = [issued, occurrenceOf(schedule, course, issued)?.dueAt];
  while (dueAt && dueAt < course.period.end) {
    index++;
    dueAt = occurrenceOf(schedule, course, index)?.dueAt;
  }
  return dueAt;
}
