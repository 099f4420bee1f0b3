/** A price of use of any model (SEMANTICS 7.4) as it is kept with a subscription: amounts as decimal text. */
import { pricingOf } from "@/lib/catalog/rules/price-terms";
import type { Pricing, PricingModel } from "@/lib/catalog/rules/pricing";
import { decimalText, parseDecimal } from "@/lib/money/decimal";
import { nanounits, type Quantity } from "@/lib/money/quantity";

export type KeptPrice = {
  readonly model: PricingModel["model"];
  /** The flat amount, unit price or package price; PERCENTAGE's share. */
  readonly amount: string | null;
  readonly packageSize: string | null;
  readonly tiers: readonly {
    readonly upTo: string | null;
    readonly unitAmount: string;
    readonly flatAmount: string;
  }[];
  readonly freeUnits: string | null;
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly fixedPerEvent: string | null;
  readonly freeEvents: number;
  readonly freeAmount: string | null;
};

const NO_TERMS = {
  ...{ amount: null, packageSize: null, tiers: [], fixedPerEvent: null },
  ...{ freeEvents: 0, freeAmount: null },
};

/** A price of the catalogue in the same words. */
export const keptPrice = (pricing: Pricing): KeptPrice => ({
  ...NO_TERMS,
  ...keptModel(pricing),
  freeUnits: pricing.freeUnits === 0n ? null : decimalText(pricing.freeUnits),
  minimum: pricing.minimum === null ? null : decimalText(pricing.minimum),
  maximum: pricing.maximum === null ? null : decimalText(pricing.maximum),
});

function keptModel(pricing: PricingModel): Pick<KeptPrice, "model"> & Partial<KeptPrice> {
  const { model } = pricing;
  switch (pricing.model) {
    case "FLAT":
      return { model, amount: decimalText(pricing.amount) };
    case "PER_UNIT":
      return { model, amount: decimalText(pricing.unitAmount) };
    case "PACKAGE":
      return {
        ...{ model, amount: decimalText(pricing.amount) },
        packageSize: decimalText(pricing.size),
      };
    case "GRADUATED":
    case "VOLUME":
    case "STAIRSTEP":
      return {
        model,
        tiers: pricing.tiers.map(({ upTo, unitAmount, flatAmount }) => ({
          upTo: upTo === null ? null : decimalText(upTo),
          unitAmount: decimalText(unitAmount),
          flatAmount: decimalText(flatAmount),
        })),
      };
    case "PERCENTAGE":
      return {
        ...{ model, amount: decimalText(pricing.share), freeEvents: pricing.freeEvents },
        fixedPerEvent: decimalText(pricing.fixedPerEvent),
        freeAmount: decimalText(pricing.freeAmount),
      };
  }
}

/** @throws RangeError for what was never accepted. */
export const pricingKept = (price: KeptPrice): Pricing =>
  pricingOf({
    ...{ model: price.model, freeEvents: price.freeEvents },
    amount: inText(price.amount, amountIn),
    packageSize: inText(price.packageSize, unitsIn),
    tiers: price.tiers.map(({ upTo, unitAmount, flatAmount }) => ({
      upTo: inText(upTo, unitsIn),
      unitAmount: amountIn(unitAmount),
      flatAmount: amountIn(flatAmount),
    })),
    freeUnits: inText(price.freeUnits, unitsIn),
    minimum: inText(price.minimum, amountIn),
    maximum: inText(price.maximum, amountIn),
    fixedPerEvent: inText(price.fixedPerEvent, amountIn),
    freeAmount: inText(price.freeAmount, unitsIn),
  });

const inText = <Count>(text: string | null, read: (text: string) => Count): Count | null =>
  text === null ? null : read(text);

/** @throws RangeError for what was never accepted. */
export function amountIn(text: string): bigint {
  const amount = parseDecimal(text);
  if (amount === undefined) throw new RangeError(`not an amount: ${text}`);
  return amount;
}

export const unitsIn = (text: string): Quantity => nanounits(amountIn(text));
