/** What follows a subscription that a scheduled change is to take the place of. Pure. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import type { SubscriptionId } from "@/lib/ids";
import type { ForeseenStep } from "./foresee-course";
import {
  type ComingChange,
  comingChange,
  foreseeSuccessor,
  type Successor,
} from "./foresee-successor";
import type { Occurrence } from "./grant-schedule";
import { givenAs } from "./plan-grant-command";
import { type Chosen, termsOf } from "./terms";

export type Follower = {
  /** The last step of the old one. */
  readonly end: ForeseenStep;
  readonly coming: ComingChange;
  readonly successor: Successor;
};

type Ahead = {
  /** Of the old one. */
  readonly steps: readonly ForeseenStep[];
  readonly change: Parameters<typeof comingChange>[1] | undefined;
  readonly until: Date;
};

/**
 * Undefined where no change is to come, or the old one does not end before `until`.
 *
 * @throws RangeError if the catalogue is not the subscription's own.
 */
export function followerOf(
  catalog: Pick<Catalog, "planVersions">,
  own: Chosen,
  { steps, change, until }: Ahead,
): Follower | undefined {
  const end = steps.at(-1);
  if (!change || end?.kind !== "end") return undefined;
  const version = termsOf(catalog, own, new Date(end.at.getTime() - 1));
  if (!version) throw new RangeError(`no plan version ${own.planVersionId}`);
  const coming = comingChange(catalog, change, own);
  const ending = { version, course: end.course };
  return { end, coming, successor: foreseeSuccessor(ending, coming, { at: end.at, until }) };
}

/** Credits that end with the change, whatever their own end: each by the reference it was given under. */
export type Replaced = { readonly at: Date; readonly references: ReadonlySet<string> };

export function replacedBy(
  { end, coming, successor }: Follower,
  id: SubscriptionId,
): Replaced | undefined {
  if (coming.mode === "keep") return undefined;
  return {
    at: end.at,
    references: new Set(successor.given.map(givenAs(id))),
  };
}

/** The steps with the ends that a change brings nearer. */
export const endedBy = (
  { at, references }: Replaced,
  id: SubscriptionId,
  steps: readonly ForeseenStep[],
): readonly ForeseenStep[] => {
  const nameOf = givenAs(id);
  return steps.map((step) => ({
    ...step,
    issues: step.issues.map((issue) =>
      references.has(nameOf(issue))
        ? { ...issue, occurrence: endedAt(at, issue.occurrence) }
        : issue,
    ),
  }));
};

/** Nothing of it is kept. */
const endedAt = (at: Date, { index, dueAt, period }: Occurrence): Occurrence => ({
  ...{ index, dueAt, period, expiresAt: at },
});
