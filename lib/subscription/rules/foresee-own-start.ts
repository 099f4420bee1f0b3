/** What a start with terms of its own, some of them for a time, will come to. Pure. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { Choices } from "./choices";
import { type ForeseenStep, foreseeStart, foreseeSteps } from "./foresee-course";
import type { Start } from "./start";
import { afterStep, nextStepOf, type OnItsWay } from "./terms-in-time";

/** What starts, with its terms as they are then. */
type OwnStart = {
  readonly version: PlanVersion;
  readonly choices: Choices;
  readonly start: Start;
};

/** The start, and the steps after it before `until`, each by the terms of its own time. */
export function foreseeOwnStart(
  catalog: Pick<Catalog, "planVersions">,
  { version, choices, start }: OwnStart,
  until: Date,
): readonly ForeseenStep[] {
  const { course } = start;
  let now: OnItsWay = { planVersionId: version.id, choices, course };
  const after = foreseeSteps(until, (last, before) => {
    if (before) now = afterStep(now, before);
    return nextStepOf(catalog, now, last).step;
  });
  return [...foreseeStart(version, start, course.startedAt), ...after];
}
