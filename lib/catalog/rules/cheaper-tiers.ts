/** Tiers that make the whole of a period's use cheaper once they are reached. */
import type { DraftCharge, DraftTier } from "./draft";

type Model = Extract<DraftCharge, { kind: "USAGE" }>["model"];

export const CHEAPER_TIER =
  "Reaching this tier makes all use cheaper, and what was paid is not given back from wallets yet: raise its price, or settle by invoice";

/** The indexes of tiers that begin below what the tier before them came to. */
export function cheaperTiers(model: Model, tiers: readonly DraftTier[]): readonly number[] {
  return tiers.flatMap((tier, index) => {
    const before = tiers[index - 1];
    if (before === undefined || before.upTo === null) return [];
    return priceAt(model, tier, before.upTo) < priceAt(model, before, before.upTo) ? [index] : [];
  });
}

/** What all units up to `bound` cost in one tier; GRADUATED prices what was used before no other way. */
function priceAt(model: Model, { unitAmount, flatAmount }: DraftTier, bound: bigint): bigint {
  switch (model) {
    case "VOLUME":
      // In billionths of billionths, so that nothing is rounded away.
      return bound * unitAmount + flatAmount * 1_000_000_000n;
    case "STAIRSTEP":
      return flatAmount;
    default:
      return 0n;
  }
}
