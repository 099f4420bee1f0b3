/** The terms of a subscription's next step, and of all those after it. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import { choicesAfter } from "./choices";
import { type ForeseenStep, foreseen, foreseeSteps } from "./foresee-course";
import { nextStep, type Step } from "./renewal";
import { resumption } from "./resume";
import { type BillingCycle, type Course, closingAt, isWaiting, nextGrantAt } from "./subscription";
import { type Chosen, termsAfter, termsOf } from "./terms";

export type AroundStep = {
  /** What holds when the step falls due; of a close, what held last in the period that it ends. */
  readonly version: PlanVersion;
  /** From the next period on. */
  readonly after: PlanVersion;
};

/**
 * The terms that the next step of a course goes by: a fee in advance, and credits, are as they are
 * when they fall due; a fee asked afterwards is as it was last in its period.
 *
 * @throws RangeError if the catalogue is not the subscription's own.
 */
export function termsAround(
  catalog: Pick<Catalog, "planVersions">,
  chosen: Chosen,
  course: Course,
): AroundStep {
  const closing = closingAt(course);
  const granting = nextGrantAt(course);
  const at = stepInstant(course, granting, closing);
  const version = termsOf(catalog, chosen, at);
  const after = termsAfter(catalog, chosen, closing);
  if (!version || !after) throw new RangeError(`no plan version ${chosen.planVersionId}`);
  return { version, after };
}

function stepInstant(course: Course, granting: Date | null, closing: Date): Date {
  if (isWaiting(course)) return course.startedAt;
  if (granting !== null && granting < closing) return granting;
  return new Date(closing.getTime() - 1);
}

/** A subscription that goes its way: its choices turn with its periods. */
export type OnItsWay = Chosen & { readonly course: Course };

/** The first thing due at or before `until`, with the terms that it goes by. */
export function nextStepOf(
  catalog: Pick<Catalog, "planVersions">,
  own: OnItsWay,
  until: Date,
): { readonly version: PlanVersion; readonly step: Step | undefined } {
  const { version, after } = termsAround(catalog, own, own.course);
  return { version, step: nextStep(version, own.course, until, after) };
}

/** Where it stands after a step. */
export const afterStep = (own: OnItsWay, { kind, at, course }: Step): OnItsWay => ({
  planVersionId: own.planVersionId,
  choices: kind === "renew" ? choicesAfter(own.choices, at) : own.choices,
  course,
});

/** With how its periods are anchored, should it begin anew. */
export type Foreseeable = OnItsWay & { readonly billingCycle: BillingCycle };

/** The steps that a running subscription will take before `until`, if nobody changes it. */
export function foreseeOwn(
  catalog: Pick<Catalog, "planVersions">,
  own: Foreseeable,
  until: Date,
): readonly ForeseenStep[] {
  const gone = goneOn(catalog, own, until);
  let now = gone.own;
  const after = foreseeSteps(until, (last, before) => {
    if (before) now = afterStep(now, before);
    return nextStepOf(catalog, now, last).step;
  });
  return [...gone.steps, ...after];
}

type GoneOn = {
  readonly own: OnItsWay;
  readonly steps: readonly ForeseenStep[];
};

/** What is paused until a day before `until`, as it goes on then; anything else as it is. */
function goneOn(
  catalog: Pick<Catalog, "planVersions">,
  { planVersionId, choices, course, billingCycle }: Foreseeable,
  until: Date,
): GoneOn {
  const own = { planVersionId, choices, course };
  const { pausedAt, resumesAt: at } = course;
  if (!pausedAt || !at || at >= until) return { own, steps: [] };
  const version = termsOf(catalog, own, at);
  if (!version) throw new RangeError(`no plan version ${planVersionId}`);
  const resumed = resumption(version, course, { at, billingCycle });
  const begun = resumed.kind === "goes_on" ? [] : [foreseen(resumed.step)];
  const after = resumed.kind === "goes_on" ? resumed.course : resumed.step.course;
  const goes = { kind: "resume", at, period: after.period, course: after } as const;
  return {
    own: { ...own, course: after },
    steps: [{ ...goes, issues: [], draws: [], lines: [] }, ...begun],
  };
}
