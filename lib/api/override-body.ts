/** The body of a term of a subscription's own, poured into the product's input. */
import * as z from "zod";
import { ChargeId, FeatureId, idText, PlanGrantId } from "@/lib/ids";
import { CreditsOrZero, MoneyOrZero, QuantityOrZero } from "@/lib/money/schema";
import type { OverrideFields } from "@/lib/subscription/schema/override";
import { amountText } from "./amounts";
import { InstantText } from "./fields";
import { PRICING_FIELDS, pricingFields } from "./price-body";

const Units = amountText(QuantityOrZero).nullable().optional();

export const OVERRIDE_FIELDS = {
  /** A recurring fee, a grant's credits, the price of a feature's use, or how far it goes. */
  type: z.enum(["fee", "credits", "price", "limit"]),
  /** Of a fee: with `amount`, its price a piece. */
  price_id: ChargeId.nullish(),
  /** Of credits: with `credits`, what each issue gives. */
  credit_grant_id: PlanGrantId.nullish(),
  credits: amountText(CreditsOrZero).nullish(),
  /** Of a price or a limit. */
  feature_id: FeatureId.nullish(),
  ...PRICING_FIELDS,
  amount: amountText(MoneyOrZero).nullish(),
  /** Of a limit; left out as the plan says, null: none. */
  included_units: Units,
  usage_limit: Units,
  /** Left out: from now on. */
  start_date: InstantText.nullish(),
  /** Exclusive; left out: for good. */
  end_date: InstantText.nullish(),
};

const Body = z.object(OVERRIDE_FIELDS);
type Body = z.output<typeof Body>;

export const OVERRIDE_NAMES = {
  ...{ kind: "type", chargeId: "price_id", planGrantId: "credit_grant_id" },
  ...{ since: "start_date", until: "end_date", model: "billing_model", upTo: "up_to" },
  ...{ packageSize: "transform_quantity" },
};

export function overrideFields(body: Body, reason: string): OverrideFields {
  const when = { since: body.start_date ?? null, until: body.end_date ?? null, reason };
  const featureId = body.feature_id ? idText("feat", body.feature_id) : "";
  switch (body.type) {
    case "fee": {
      const chargeId = body.price_id ? idText("price", body.price_id) : "";
      return { kind: "fee", chargeId, amount: body.amount ?? "", ...when };
    }
    case "credits": {
      const planGrantId = body.credit_grant_id ? idText("pgr", body.credit_grant_id) : "";
      return { kind: "credits", planGrantId, credits: body.credits ?? "", ...when };
    }
    case "price": {
      const { creditUnit: _, ...pricing } = pricingFields(body);
      return { kind: "price", featureId, ...pricing, ...when };
    }
    case "limit": {
      const { included_units: includedUnits, usage_limit: usageLimit } = body;
      return {
        ...{ kind: "limit" as const, featureId, ...when },
        ...(includedUnits !== undefined && { includedUnits }),
        ...(usageLimit !== undefined && { usageLimit }),
      };
    }
  }
}
