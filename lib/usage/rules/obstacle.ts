/** What stands in the way of a refused use, with its figures, for who is told of a whole batch. */
import type { Outcome, PartDecision, Refusal } from "@/lib/ledger/rules/command";
import type { Credits } from "@/lib/money/credits";
import { NOTHING_USED, type Quantity } from "@/lib/money/quantity";
import type { UseDecision } from "./decide-use";
import type { PlannedUse } from "./plan-uses";

export type Obstacle =
  | { readonly kind: "ceiling"; readonly limit: Quantity; readonly used: Quantity }
  | {
      readonly kind: "ledger";
      readonly refusal: Refusal;
      /** What the same member's uses of the batch had taken by the time that it was decided. */
      readonly takenBefore: Credits;
    };

type Decided = {
  readonly part: PartDecision | null;
  readonly outcome: Outcome | undefined;
  readonly takenBefore: Credits;
};

/** Undefined where nobody knows any more: the command is a repeat. */
export function obstacleOf(
  use: PlannedUse,
  { isBeyondCeiling, total }: UseDecision,
  { part, outcome, takenBefore }: Decided,
): Obstacle | undefined {
  const { ceiling } = use.allowance;
  if (isBeyondCeiling && ceiling !== null) {
    return { kind: "ceiling", limit: ceiling, used: total?.before ?? NOTHING_USED };
  }
  const refusal =
    part?.figures ?? (outcome !== undefined && !outcome.ok ? outcome.refusal : undefined);
  return refusal && { kind: "ledger", refusal, takenBefore };
}
