/** What whoever starts a subscription should know before: things that are allowed, but seldom meant. */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { ForeseenStep } from "./foresee-course";
import { livedPeriod, wholePeriod } from "./next-period";
import { type Anchored, originOf } from "./subscription";

type Starting = {
  readonly at: Date;
  /** Those that the customer has of this plan already. */
  readonly others: number;
  readonly anchored: Anchored;
  readonly version: Pick<PlanVersion, "entitlements">;
};

export function startWarnings(
  steps: readonly ForeseenStep[],
  { at, others, anchored, version }: Starting,
): readonly string[] {
  const due = steps.filter((step) => step.at <= at);
  const asked = due.filter(({ lines }) => lines.length > 0).length;
  const ended = due
    .flatMap(({ issues }) => issues)
    .filter(({ occurrence: { expiresAt } }) => expiresAt !== null && expiresAt <= at).length;
  return [
    ...(others > 0
      ? [`The customer has this plan already: it would be had ${timesOf(others)}.`]
      : []),
    ...(asked > 1 ? [`The start lies in the past: ${asked} invoices are issued at once.`] : []),
    ...(ended > 0 ? [`${countOf(ended)} given for a time that has ended already.`] : []),
    ...(steps.every(({ issues, lines }) => issues.length + lines.length === 0)
      ? ["The plan asks no fee and gives no credits."]
      : []),
    ...(isCutShort(anchored) && countsByPeriod(version)
      ? ["The first period is cut short: included units and limits hold for it in full."]
      : []),
  ];
}

const timesOf = (others: number) => (others === 1 ? "twice" : `${others + 1} times`);

const countOf = (grants: number) => (grants === 1 ? "One grant is" : `${grants} grants are`);

function isCutShort(anchored: Anchored): boolean {
  const { index } = originOf(anchored);
  return livedPeriod(anchored, index).start > wholePeriod(anchored, index).start;
}

const countsByPeriod = ({ entitlements }: Pick<PlanVersion, "entitlements">) =>
  entitlements.some(
    ({ reset, includedUnits, usageLimit }) =>
      reset === "BILLING_PERIOD" && (includedUnits !== null || usageLimit !== null),
  );
