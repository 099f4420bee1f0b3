import * as z from "zod";
import { type ChargeView, CREDIT_CADENCES, FEE_SHORTAGES } from "@/lib/catalog/schema/charge";
import type { Context } from "@/lib/context";
import { AuditKeys, auditKeys } from "./audit";
import { GivesDialect, givesDialect } from "./gives";
import { PERIOD_NAMES } from "./periods";

const TierDialect = z.object({
  up_to: z.string().nullable(),
  unit_amount: z.string(),
  flat_amount: z.string(),
  /** Of a CREDITS price: so many credits for so much. */
  credits: z.string().nullable(),
  price: z.string().nullable(),
});

export const PriceDialect = z
  .object({
    ...AuditKeys,
    id: z.string(),
    type: z.enum(["FIXED", "USAGE", "CREDITS"]),
    entity_type: z.enum(["PLAN", "ADDON"]),
    entity_id: z.string(),
    feature_id: z.string().nullable(),
    amount: z.string().nullable(),
    currency: z.string().nullable(),
    billing_model: z.enum(["FLAT_FEE", "PACKAGE", "TIERED", "PERCENTAGE"]),
    tier_mode: z.enum(["VOLUME", "SLAB", "STAIRSTEP"]).nullable(),
    tiers: z.array(TierDialect),
    transform_quantity: z.object({ divide_by: z.string(), round: z.string() }).nullable(),
    billing_cadence: z.literal("RECURRING"),
    billing_period: z.string().nullable(),
    billing_period_count: z.int(),
    invoice_cadence: z.enum(["ADVANCE", "ARREAR"]),
    trial_period: z.int(),
    trial_period_days: z.int(),
    price_unit: z.string().nullable(),
    price_unit_amount: z.string().nullable(),
    price_unit_tiers: z.array(TierDialect),
    price_unit_type: z.enum(["FIAT", "CUSTOM"]),
    price_unit_id: z.null(),
    pricing_unit: z.null(),
    conversion_rate: z.null(),
    free_units: z.string().nullable(),
    minimum: z.string().nullable(),
    maximum: z.string().nullable(),
    overage: z.string().nullable(),
    /** Of a FIXED price: so many pieces, some of them free. */
    quantity: z.int(),
    free_quantity: z.int(),
    on_shortage: z.enum(FEE_SHORTAGES).nullable(),
    /** Of a CREDITS price: when its credits come, and how they live. */
    cadence: z.enum(CREDIT_CADENCES).nullable(),
    gives: GivesDialect.nullable(),
    fixed_per_event: z.string().nullable(),
    free_events: z.int(),
    free_amount: z.string().nullable(),
    display_name: z.string(),
    display_amount: z.string().nullable(),
    display_price_unit_amount: z.string().nullable(),
    description: z.string(),
    lookup_key: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
    addon: z.null(),
    plan: z.null(),
    group: z.null(),
    group_id: z.null(),
    meter: z.null(),
    meter_id: z.string().nullable(),
    min_quantity: z.string().nullable(),
    parent_price_id: z.null(),
    sequence: z.int().nullable(),
    start_date: z.string().nullable(),
    end_date: z.string().nullable(),
  })
  .meta({ id: "Price" });
export type PriceDialect = z.infer<typeof PriceDialect>;

/** What no kind of price has, so that every key is there. */
const EMPTY = {
  entity_type: "PLAN" as "PLAN" | "ADDON",
  feature_id: null,
  tier_mode: null,
  tiers: [],
  transform_quantity: null,
  billing_cadence: "RECURRING",
  billing_period: null,
  billing_period_count: 1,
  invoice_cadence: "ARREAR",
  trial_period: 0,
  trial_period_days: 0,
  price_unit: null,
  price_unit_amount: null,
  price_unit_tiers: [],
  price_unit_type: "FIAT",
  price_unit_id: null,
  pricing_unit: null,
  conversion_rate: null,
  free_units: null,
  minimum: null,
  maximum: null,
  overage: null,
  quantity: 1,
  free_quantity: 0,
  on_shortage: null,
  cadence: null,
  gives: null,
  fixed_per_event: null,
  free_events: 0,
  free_amount: null,
  display_price_unit_amount: null,
  addon: null,
  plan: null,
  group: null,
  group_id: null,
  meter: null,
  meter_id: null,
  min_quantity: null,
  parent_price_id: null,
  sequence: null,
  start_date: null,
  end_date: null,
} as const satisfies Partial<PriceDialect>;

export function priceDialect(ctx: Context, planId: string, charge: ChargeView): PriceDialect {
  const common = {
    ...EMPTY,
    ...auditKeys(ctx, charge),
    tiers: [],
    price_unit_tiers: [],
    id: charge.id,
    entity_id: planId,
    currency: charge.currency,
    display_name: charge.name,
    description: charge.name,
    lookup_key: charge.lookupKey,
    metadata: charge.metadata,
  };
  switch (charge.kind) {
    case "RECURRING":
      return { ...common, ...recurring(charge) };
    case "USAGE":
      return { ...common, ...usage(charge) };
    case "CREDITS":
      return { ...common, ...credits(charge) };
  }
}

const recurring = (charge: Extract<ChargeView, { kind: "RECURRING" }>) => ({
  type: "FIXED" as const,
  billing_model: "FLAT_FEE" as const,
  amount: charge.amount,
  display_amount: `${charge.amount} ${charge.creditUnit ?? charge.currency}`,
  price_unit: charge.creditUnit,
  price_unit_type: charge.creditUnit === null ? ("FIAT" as const) : ("CUSTOM" as const),
  price_unit_amount: charge.creditUnit === null ? null : charge.amount,
  quantity: charge.quantity,
  free_quantity: charge.freeQuantity,
  on_shortage: charge.onShortage,
  ...asked(charge),
});

const asked = (charge: Exclude<ChargeView, { kind: "USAGE" }>) => ({
  billing_period: PERIOD_NAMES[charge.period],
  invoice_cadence: charge.invoiceCadence,
  trial_period: charge.trialDays,
  trial_period_days: charge.trialDays,
});

type Usage = Extract<ChargeView, { kind: "USAGE" }>;

const MODELS = {
  FLAT: { billing_model: "FLAT_FEE", tier_mode: null },
  PER_UNIT: { billing_model: "FLAT_FEE", tier_mode: null },
  PACKAGE: { billing_model: "PACKAGE", tier_mode: null },
  GRADUATED: { billing_model: "TIERED", tier_mode: "SLAB" },
  VOLUME: { billing_model: "TIERED", tier_mode: "VOLUME" },
  STAIRSTEP: { billing_model: "TIERED", tier_mode: "STAIRSTEP" },
  PERCENTAGE: { billing_model: "PERCENTAGE", tier_mode: null },
} as const satisfies Record<Usage["model"], object>;

function usage(charge: Usage) {
  const isCredits = charge.creditUnit !== null;
  const tiers = charge.tiers.map(({ upTo, unitAmount, flatAmount }) => ({
    up_to: upTo,
    unit_amount: unitAmount,
    flat_amount: flatAmount,
    credits: null,
    price: null,
  }));
  return {
    type: "USAGE" as const,
    ...MODELS[charge.model],
    feature_id: charge.feature.id,
    amount: charge.amount,
    display_amount: charge.amount,
    tiers,
    transform_quantity:
      charge.packageSize === null ? null : { divide_by: charge.packageSize, round: "up" },
    price_unit: charge.creditUnit,
    price_unit_type: isCredits ? ("CUSTOM" as const) : ("FIAT" as const),
    price_unit_amount: isCredits ? charge.amount : null,
    price_unit_tiers: isCredits ? tiers : [],
    free_units: charge.freeUnits,
    minimum: charge.minimum,
    maximum: charge.maximum,
    overage: charge.overagePrice,
    fixed_per_event: charge.fixedPerEvent,
    free_events: charge.freeEvents,
    free_amount: charge.freeAmount,
  };
}

const credits = (charge: Extract<ChargeView, { kind: "CREDITS" }>) => ({
  type: "CREDITS" as const,
  billing_model: "TIERED" as const,
  tier_mode: "STAIRSTEP" as const,
  amount: null,
  display_amount: null,
  price_unit: charge.creditUnit,
  ...asked(charge),
  cadence: charge.cadence,
  gives: givesDialect(charge.gives),
  tiers: charge.tiers.map((tier) => ({
    up_to: null,
    unit_amount: "0",
    flat_amount: tier.price,
    credits: tier.credits,
    price: tier.price,
  })),
});
