/** Why a use was not taken, as the error that callers meet. */
import { DomainError } from "@/lib/errors";
import { refusalOf } from "@/lib/ledger/view";
import { nanounits, quantityText } from "@/lib/money/quantity";
import type { Weighed } from "../reads/weigh-use";
import { left } from "./entitlement";

/** @param weighed a use that something stands against. */
export function refusalOfUse(weighed: Weighed): DomainError {
  const { use, outcome, reason, cures } = weighed;
  if (reason === "not_entitled") {
    const message = "The customer is not entitled to this feature";
    return new DomainError("not_entitled", message, { feature_key: use.feature.key });
  }
  const { ceiling } = use.allowance;
  if (weighed.decision.isBeyondCeiling && ceiling !== null) return beyond(weighed, ceiling);
  if (outcome.ok) throw new RangeError("nothing stands against this use");
  const error = refusalOf(outcome.refusal);
  if (error.code !== "insufficient_credits") return error;
  const figures = error.details as DomainError<"insufficient_credits">["details"];
  return new DomainError("insufficient_credits", error.message, { ...figures, cures: [...cures] });
}

/** In units of the feature. */
function beyond(
  { decision: { added }, used, cures }: Weighed,
  ceiling: Weighed["used"],
): DomainError {
  const available = left(ceiling, used);
  const missing = nanounits(added - available);
  return new DomainError("limit_reached", "The limit of this feature is reached", {
    scope: "feature",
    limit: quantityText(ceiling),
    used: quantityText(used),
    required: quantityText(added),
    available: quantityText(available),
    shortfall: quantityText(missing),
    cures: [...cures],
  });
}
