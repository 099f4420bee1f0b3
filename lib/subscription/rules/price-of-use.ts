/** What use of a feature costs at an instant, under terms as they are then. */
import type { PlanVersion, PriceUnit } from "@/lib/catalog/rules/catalog";
import type { Feature } from "@/lib/catalog/rules/feature";
import type { Pricing } from "@/lib/catalog/rules/pricing";
import { NOTHING_USED } from "@/lib/money/quantity";

export type PriceOfUse = { readonly unit: PriceUnit; readonly pricing: Pricing };

/** By the charge of the terms, else by the feature's own credit cost; null: it has no price. */
export function priceOfUse(
  { charges }: Pick<PlanVersion, "charges">,
  feature: Pick<Feature, "id" | "creditCosts"> | undefined,
  at: Date,
): PriceOfUse | null {
  const charge = charges.find((one) => one.kind === "USAGE" && one.featureId === feature?.id);
  if (charge?.kind === "USAGE") return { unit: charge.unit, pricing: charge.pricing };
  const cost = costForAll(feature, at);
  if (!cost) return null;
  return {
    unit: { kind: "credits", creditUnit: cost.creditUnit },
    pricing: {
      ...({ model: "PER_UNIT", unitAmount: cost.creditsPerUnit, freeUnits: NOTHING_USED } as const),
      ...{ minimum: null, maximum: null },
    },
  };
}

/** The credit cost of then, but for property values with one of their own. */
const costForAll = (feature: Pick<Feature, "creditCosts"> | undefined, at: Date) =>
  feature?.creditCosts
    .filter(({ property, effectiveFrom }) => property === null && effectiveFrom <= at)
    .toSorted((a, b) => b.effectiveFrom.getTime() - a.effectiveFrom.getTime())[0];
