import type { Context } from "@/lib/context";
import { invalidField } from "@/lib/errors";
import { decimalText } from "@/lib/money/decimal";
import { nanounits, ONE_UNIT, quantityText } from "@/lib/money/quantity";
import { pricingOf } from "../rules/price-terms";
import type { Pricing } from "../rules/pricing";
import { quotePrice } from "../rules/quote";
import { priceIssues } from "../rules/usage-issues";
import type { ChargeInput } from "../schema/charge";
import type { QuoteInput, QuoteView } from "../schema/quote";
import { findCatalogDefaults } from "./defaults";

/**
 * What so much use, or so many pieces of a fee, would cost; the price need not exist.
 *
 * @throws DomainError `validation_error` for a price that could not be published, and for tiers of
 *   credits, of which a customer chooses one.
 */
export async function findQuote(
  ctx: Context,
  charge: ChargeInput,
  { quantity, events }: QuoteInput,
): Promise<QuoteView> {
  const { total, billable, tiers, bound } = quotePrice(priceAsked(charge), quantity, events);
  const currency = charge.creditUnit === null ? (await findCatalogDefaults(ctx)).currency : null;
  return {
    ...{ total: decimalText(total), currency, creditUnit: charge.creditUnit, bound },
    billable: quantityText(billable),
    tiers: tiers.map(({ tier, units, amount }) => ({
      upTo: tier.upTo === null ? null : quantityText(tier.upTo),
      unitAmount: decimalText(tier.unitAmount),
      flatAmount: decimalText(tier.flatAmount),
      units: quantityText(units),
      amount: decimalText(amount),
    })),
  };
}

function priceAsked(charge: ChargeInput): Pricing {
  switch (charge.kind) {
    case "RECURRING": {
      const freeUnits = nanounits(BigInt(charge.freeQuantity) * ONE_UNIT);
      const model = { model: "PER_UNIT", unitAmount: charge.amount } as const;
      return { ...model, freeUnits, minimum: null, maximum: null };
    }
    case "USAGE":
      for (const { path, message } of priceIssues(charge)) throw invalidField(path, message);
      return pricingOf(charge);
    case "CREDITS":
      throw invalidField(
        "kind",
        "Tiers of credits have one price each: there is nothing to add up",
      );
  }
}
