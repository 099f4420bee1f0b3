/** A price of use as people agree it, whatever its model, made into the model that prices. */
import { NOTHING_USED, ONE_UNIT, type Quantity } from "@/lib/money/quantity";
import type { Pricing, PricingModel, PricingTier } from "./pricing";

/** Each model reads the terms that it has; the others are there without meaning. */
export type PriceTerms = {
  readonly model: PricingModel["model"];
  /** The flat amount, unit price or package price; PERCENTAGE's share, 0.02 for 2 %. */
  readonly amount: bigint | null;
  readonly packageSize: Quantity | null;
  readonly tiers: readonly PricingTier[];
  readonly freeUnits: Quantity | null;
  readonly minimum: bigint | null;
  readonly maximum: bigint | null;
  readonly fixedPerEvent: bigint | null;
  readonly freeEvents: number;
  readonly freeAmount: Quantity | null;
};

export const pricingOf = (terms: PriceTerms): Pricing => ({
  ...modelOf(terms),
  freeUnits: terms.freeUnits ?? NOTHING_USED,
  minimum: terms.minimum,
  maximum: terms.maximum,
});

function modelOf(terms: PriceTerms): PricingModel {
  const { model } = terms;
  const amount = terms.amount ?? 0n;
  switch (model) {
    case "FLAT":
      return { model, amount };
    case "PER_UNIT":
      return { model, unitAmount: amount };
    case "PACKAGE":
      return { model, size: terms.packageSize ?? ONE_UNIT, amount };
    case "GRADUATED":
    case "VOLUME":
    case "STAIRSTEP":
      return { model, tiers: terms.tiers };
    case "PERCENTAGE":
      return {
        ...{ model, share: amount, freeEvents: terms.freeEvents },
        fixedPerEvent: terms.fixedPerEvent ?? 0n,
        freeAmount: terms.freeAmount ?? NOTHING_USED,
      };
  }
}
