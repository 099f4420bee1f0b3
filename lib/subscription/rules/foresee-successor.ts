/** What takes a subscription's place at its end, where a change of plan is scheduled. Pure. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { PeriodLength } from "@/lib/time/period";
import { planChange } from "./change";
import type { ChangeMode } from "./change-credit";
import { periodIssues } from "./change-grants";
import { choicesAfter } from "./choices";
import { type ForeseenStep, foreseeStart } from "./foresee-course";
import type { Issue } from "./issue";
import type { NewAnchor } from "./new-anchor";
import type { Course } from "./subscription";
import { type Chosen, termsOf } from "./terms";

export type ComingChange = {
  readonly version: PlanVersion;
  readonly billingPeriod: PeriodLength;
  readonly mode: ChangeMode;
  /** Where its renewal date is moved. */
  readonly anchor?: NewAnchor;
};

/** As it was agreed. */
export type AgreedChange = Chosen &
  Pick<ComingChange, "billingPeriod" | "mode"> & {
    readonly dueAt: Date;
    readonly anchor: NewAnchor | null;
  };

/**
 * With the terms that will hold then. Add-ons go along as they will be: fewer may have been said since.
 *
 * @throws RangeError if the catalogue is not the subscription's own.
 */
export function comingChange(
  catalog: Pick<Catalog, "planVersions">,
  { planVersionId, dueAt, billingPeriod, mode, anchor, ...agreed }: AgreedChange,
  { choices: before }: Pick<Chosen, "choices">,
): ComingChange {
  const after = choicesAfter(before, dueAt);
  const choices = anchor ? after : { ...agreed.choices, addOns: after.addOns };
  const version = termsOf(catalog, { planVersionId, choices }, dueAt);
  if (!version) throw new RangeError(`no plan version ${planVersionId}`);
  return { version, billingPeriod, mode, ...(anchor && { anchor }) };
}

/** What ends: its terms as they are then, and where it stands. */
export type EndingCourse = { readonly version: PlanVersion; readonly course: Course };

export type Successor = {
  /** What the old one gave in the period that ends. */
  readonly given: readonly Issue[];
  /** Its start, and what follows before `until`. */
  readonly steps: readonly [ForeseenStep, ...ForeseenStep[]];
};

export function foreseeSuccessor(
  { version, course }: EndingCourse,
  change: ComingChange,
  { at, until }: { readonly at: Date; readonly until: Date },
): Successor {
  const { given } = periodIssues(version, course, at);
  const replacesOneTime = given.some(({ grant }) => grant.cadence === "ONE_TIME");
  const from = { version, course, fees: [], grants: [], replacesOneTime };
  const { start } = planChange(from, change, { at, mode: change.mode });
  return { given, steps: foreseeStart(change.version, start, until) };
}
