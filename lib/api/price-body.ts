/** The body of a price, in the dialect's words, poured into the catalogue's charge. */
import * as z from "zod";
import { type ChargeFields, ChargeInput, FEE_SHORTAGES } from "@/lib/catalog/schema/charge";
import { CreditUnit } from "@/lib/catalog/schema/text";
import { FeatureId, idText } from "@/lib/ids";
import { decimalText, parseDecimal } from "@/lib/money/decimal";
import { MoneyOrZero, QuantityOrZero } from "@/lib/money/schema";
import { Metadata } from "@/lib/text/schema";
import { amountText } from "./amounts";
import { PERIOD_WORDS, PERIODS_IN } from "./dialect/periods";
import { LifeFields, lifeOf } from "./life-fields";
import { poured } from "./pour";
import { WhichPlan } from "./which-plan";

const Price = amountText(MoneyOrZero).nullish();
const Units = amountText(QuantityOrZero).nullish();

const Tier = z.strictObject({
  up_to: Units,
  unit_amount: Price,
  flat_amount: Price,
  /** Of type CREDITS: so many credits for so much. */
  credits: Units,
  price: Price,
});

const UnitConfig = z.strictObject({
  price_unit: CreditUnit,
  amount: Price,
  price_unit_tiers: z.array(Tier).max(100).nullish(),
});

/** What a price says of itself, whatever charges it. */
export const OwnPrice = {
  type: z.enum(["FIXED", "USAGE", "CREDITS"]),
  billing_model: z.enum(["FLAT_FEE", "PACKAGE", "TIERED", "PERCENTAGE"]).default("FLAT_FEE"),
  tier_mode: z.enum(["VOLUME", "SLAB", "STAIRSTEP"]).nullish(),
  billing_cadence: z.literal("RECURRING", "Only RECURRING").nullish(),
  billing_period: z.enum(PERIOD_WORDS).default("MONTHLY"),
  billing_period_count: z.literal(1, "Only 1").nullish(),
  invoice_cadence: z.enum(["ADVANCE", "ARREAR"]).default("ADVANCE"),
  trial_period_days: z.int().min(0).max(730).nullish(),
  trial_period: z.int().min(0).max(730).nullish(),
  amount: Price,
  /** Has to be the plan's. */
  currency: z.string().max(32).nullish(),
  feature_id: FeatureId.nullish(),
  meter_id: z.string().max(64).nullish(),
  tiers: z.array(Tier).max(100).nullish(),
  transform_quantity: z
    .strictObject({ divide_by: amountText(QuantityOrZero), round: z.literal("up").nullish() })
    .nullish(),
  price_unit: CreditUnit.nullish(),
  price_unit_config: UnitConfig.nullish(),
  price_unit_type: z.enum(["FIAT", "CUSTOM"]).nullish(),
  free_units: Units,
  minimum: Price,
  maximum: Price,
  overage: Price,
  percent: Price,
  fixed_per_event: Price,
  free_events: z.int().min(0).nullish(),
  free_amount: Units,
  settle: z.enum(["wallet_then_invoice", "invoice"]).nullish(),
  cadence: z.enum(["PERIOD_START", "MONTHLY"]).nullish(),
  /** Of a FIXED price: so many pieces, some of them free; in credits where `price_unit` names some. */
  quantity: z.int().min(1).max(1_000_000).nullish(),
  free_quantity: z.int().min(0).max(1_000_000).nullish(),
  on_shortage: z.enum(FEE_SHORTAGES).nullish(),
  ...LifeFields,
  display_name: z.string().nullish(),
  description: z.string().nullish(),
  lookup_key: z.string().nullish(),
  metadata: Metadata.nullish(),
  // Sent by clients of the dialect, without meaning here.
  start_date: z.unknown().optional(),
  end_date: z.unknown().optional(),
  group_id: z.unknown().optional(),
  min_quantity: z.unknown().optional(),
};

const Fields = z.strictObject({ ...WhichPlan, ...OwnPrice });
export type PriceFields = z.output<typeof Fields>;

/** What of a price says how use is reckoned. */
export const PRICING_FIELDS = Fields.pick({
  ...({ billing_model: true, tier_mode: true, amount: true, tiers: true } as const),
  ...({ transform_quantity: true, free_units: true, minimum: true, maximum: true } as const),
  ...({ percent: true, fixed_per_event: true, free_events: true, free_amount: true } as const),
}).shape;

type UsageBody = Partial<Omit<PriceFields, "type">> & Pick<PriceFields, "billing_model">;

export const PRICE_NAMES = {
  kind: "type",
  period: "billing_period",
  trialDays: "trial_period_days",
  featureId: "feature_id",
  model: "billing_model",
  creditUnit: "price_unit",
  packageSize: "transform_quantity",
  overagePrice: "overage",
  expirationKind: "expiration_type",
  expirationUnit: "expiration_duration_unit",
  name: "display_name",
};

/** A price as it is sent. */
export const PriceBody = Fields.transform((body, issue) => {
  if (body.type === "USAGE" && !body.feature_id && !body.meter_id) {
    const message = "A USAGE price needs feature_id, or meter_id";
    issue.addIssue({ code: "custom", path: ["feature_id"], message, params: { fault: "missing" } });
  }
  return body;
});

/** @throws DomainError `validation_error`, by the body's names. */
export const chargeOf = (body: PriceFields, featureId: FeatureId | undefined): ChargeInput =>
  poured(ChargeInput, chargeFields({ ...body, feature_id: featureId }), PRICE_NAMES);

function chargeFields(body: PriceFields): ChargeFields {
  const common = {
    name: body.display_name ?? body.description ?? "",
    lookupKey: body.lookup_key ?? null,
    metadata: body.metadata ?? {},
  };
  const asked = {
    period: PERIODS_IN[body.billing_period],
    invoiceCadence: body.invoice_cadence,
    trialDays: body.trial_period_days ?? body.trial_period ?? 0,
  };
  switch (body.type) {
    case "FIXED":
      return {
        ...common,
        kind: "RECURRING",
        ...asked,
        ...feeFields(body),
      };
    case "USAGE":
      return { ...common, ...usageFields(body) };
    case "CREDITS":
      return {
        ...common,
        kind: "CREDITS",
        ...asked,
        ...(body.price_unit && { creditUnit: body.price_unit }),
        gives: lifeOf(body),
        cadence: body.cadence ?? "PERIOD_START",
        tiers: (body.tiers ?? []).map(({ credits, price, flat_amount }) => ({
          credits: credits ?? "0",
          price: price ?? flat_amount ?? "0",
        })),
      };
  }
}

const feeFields = ({ price_unit_config: own, ...body }: PriceFields) => ({
  amount: own?.amount ?? body.amount ?? "0",
  creditUnit: own?.price_unit ?? body.price_unit ?? null,
  ...(body.quantity && { quantity: body.quantity }),
  freeQuantity: body.free_quantity ?? 0,
  ...(body.on_shortage && { onShortage: body.on_shortage }),
});

type UsageFields = Extract<ChargeFields, { kind: "USAGE" }>;

function usageFields(body: PriceFields): UsageFields {
  return {
    kind: "USAGE",
    featureId: body.feature_id ? idText("feat", body.feature_id) : "",
    ...pricingFields(body),
    settlement: body.settle === "invoice" ? "INVOICE" : "WALLET_THEN_INVOICE",
    overagePrice: body.overage ?? null,
  };
}

/** How use is reckoned, in the catalogue's words. */
export function pricingFields(body: UsageBody) {
  return {
    ...unitFields(body),
    packageSize: body.transform_quantity?.divide_by ?? null,
    freeUnits: body.free_units ?? null,
    minimum: body.minimum ?? null,
    maximum: body.maximum ?? null,
    fixedPerEvent: body.fixed_per_event ?? null,
    freeEvents: body.free_events ?? 0,
    freeAmount: body.free_amount ?? null,
  };
}

/** How much, in which unit: the dialect says it beside the price, or in a configuration of its own. */
function unitFields(body: UsageBody) {
  const own = body.price_unit_config;
  const model = modelOf(body);
  const tiers = own?.price_unit_tiers ?? body.tiers ?? [];
  return {
    model,
    creditUnit: own?.price_unit ?? body.price_unit ?? null,
    amount: model === "PERCENTAGE" ? share(body.percent) : (own?.amount ?? body.amount ?? null),
    tiers: tiers.map(({ up_to = null, unit_amount, flat_amount }) => ({
      upTo: up_to,
      unitAmount: unit_amount ?? "0",
      flatAmount: flat_amount ?? "0",
    })),
  };
}

const TIER_MODELS = { VOLUME: "VOLUME", SLAB: "GRADUATED", STAIRSTEP: "STAIRSTEP" } as const;

function modelOf({ billing_model, tier_mode }: UsageBody): NonNullable<UsageFields["model"]> {
  switch (billing_model) {
    case "FLAT_FEE":
      return "PER_UNIT";
    case "TIERED":
      return TIER_MODELS[tier_mode ?? "VOLUME"];
    case "PACKAGE":
    case "PERCENTAGE":
      return billing_model;
  }
}

/** 2 percent is a share of 0.02; digits past the ninth place are cut. */
function share(percent: string | null | undefined): string | null {
  const count = percent ? parseDecimal(percent) : undefined;
  return count === undefined ? null : decimalText(count / 100n);
}
