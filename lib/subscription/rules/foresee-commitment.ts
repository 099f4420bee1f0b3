/** What the steps to come ask for commitments if nothing more is used. Pure. */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import {
  type CommittedUnit,
  foreseenTrueUpLine,
  priceOfMissing,
} from "@/lib/invoicing/rules/true-up-line";
import { type Money, NO_MONEY } from "@/lib/money/money";
import type { Period } from "@/lib/time/period";
import { agreedFor, committedPeriod } from "./commitment";
import { inWholeUnits } from "./commitment-worth";
import type { ForeseenStep } from "./foresee-course";
import type { Course } from "./subscription";

/** Where the commitment's running period stands. */
export type StandingCommitment = {
  readonly brought: bigint;
  /** Spent already, in the commitment's unit. */
  readonly counted: bigint;
  readonly pauses: readonly Period[];
  /** Of one of its credits; null: nobody said. */
  readonly price: Money | null;
  /** Whether what is missing at its end is added to what takes its place. */
  readonly passesOn?: boolean;
};

export const nothingStands = (price: Money | null): StandingCommitment => ({
  ...{ brought: 0n, counted: 0n, pauses: [], price },
});

/** The same steps, with a true-up on those that close a period of the commitment. */
export function withTrueUps(
  version: Pick<PlanVersion, "commitment" | "currency">,
  course: Course,
  {
    steps,
    standing,
  }: { readonly steps: readonly ForeseenStep[]; readonly standing: StandingCommitment },
): readonly ForeseenStep[] {
  const { commitment, currency } = version;
  if (commitment === null) return steps;
  const { price, pauses } = standing;
  const unit: CommittedUnit =
    commitment.unit.kind === "money" ? { kind: "money" } : { kind: "credits", price };
  const measure = { unit: commitment.unit, currency, price };
  let { brought, counted } = standing;
  return steps.map((step) => {
    const lived = closedBy(version, course, step);
    if (!lived) return step;
    const agreed = inWholeUnits(measure, agreedFor(lived, pauses)) + brought;
    const missing = agreed > counted ? agreed - counted : 0n;
    const isSpentOn = counted > 0n;
    counted = 0n;
    const goesOn = step.kind !== "end" || standing.passesOn === true;
    brought = commitment.shortfall === "ROLL" && goesOn ? missing : 0n;
    const amount = brought > 0n ? NO_MONEY : priceOfMissing({ unit, missing }, currency);
    if (amount === NO_MONEY) return step;
    const line = foreseenTrueUpLine(amount, { period: lived.lived, isSpentOn });
    return { ...step, lines: [line, ...step.lines] };
  });
}

/** The period of the commitment that a step closes, as far as it was lived by then. */
function closedBy(
  version: Pick<PlanVersion, "commitment">,
  course: Course,
  { kind, at }: ForeseenStep,
) {
  if (kind !== "renew" && kind !== "end") return null;
  const before = new Date(at.getTime() - 1);
  const found = committedPeriod(version, { ...course, periodIndex: 0 }, before);
  if (!found || found.lived.start >= at || (kind === "renew" && at < found.whole.end)) return null;
  return { ...found, lived: { start: found.lived.start, end: at } };
}
