import * as z from "zod";
import type { CreditCostView, FeatureView, MeterView } from "@/lib/catalog/schema/feature";
import type { Context } from "@/lib/context";
import { AmountText } from "../amounts";
import { AuditKeys, auditKeys } from "./audit";

const MeterDialect = z
  .object({
    ...AuditKeys,
    id: z.string(),
    name: z.string(),
    event_name: z.string(),
    aggregation: z.object({
      type: z.string(),
      field: z.string().nullable(),
      multiplier: z.string().nullable(),
      bucket_size: z.null(),
      group_by: z.null(),
    }),
    filters: z.array(z.object({ key: z.string(), values: z.array(z.string()) })),
    reset_usage: z.string(),
  })
  .meta({ id: "Meter" });

export const CreditCostDialect = z
  .object({
    id: z.string(),
    feature_id: z.string(),
    credits_per_unit: AmountText,
    credit_unit: z.string(),
    property: z.string().nullable(),
    values: z.array(z.string()),
    effective_from: z.string(),
    is_current: z.boolean(),
    created_at: z.string(),
    created_by: z.string(),
  })
  .meta({ id: "CreditCost" });

export const FeatureDialect = z
  .object({
    ...AuditKeys,
    id: z.string(),
    name: z.string(),
    lookup_key: z.string(),
    description: z.string(),
    type: z.enum(["metered", "boolean", "static"]),
    credit_unit: z.string(),
    unit_singular: z.string(),
    unit_plural: z.string(),
    reporting_unit: z
      .object({ unit_singular: z.string(), unit_plural: z.string(), conversion_rate: AmountText })
      .nullable(),
    charge_once: z
      .object({
        property: z.string(),
        window: z.enum(["ever", "days", "billing_period"]),
        days: z.int().nullable(),
        per: z.enum(["customer", "member"]),
      })
      .nullable(),
    allow_returns: z.boolean(),
    metadata: z.record(z.string(), z.string()),
    meter: MeterDialect.nullable(),
    meter_id: z.string().nullable(),
    credit_cost: CreditCostDialect.nullable(),
    alert_settings: z.null(),
    group: z.null(),
    group_id: z.null(),
  })
  .meta({ id: "Feature" });
export type FeatureDialect = z.infer<typeof FeatureDialect>;

/** A feature as another object names it: every key of the dialect, what is not told here null. */
export const FeatureNameDialect = z.object({
  ...Object.fromEntries(Object.keys(FeatureDialect.shape).map((key) => [key, z.null()])),
  id: z.string(),
  name: z.string(),
  lookup_key: z.string(),
  type: z.enum(["metered", "boolean", "static"]),
  unit_singular: z.string(),
  unit_plural: z.string(),
});

type FeatureName = Pick<
  FeatureView,
  "id" | "key" | "name" | "type" | "unitSingular" | "unitPlural"
>;

export const featureNameDialect = (feature: FeatureName) => ({
  ...Object.fromEntries(Object.keys(FeatureDialect.shape).map((key) => [key, null])),
  id: feature.id,
  name: feature.name,
  lookup_key: feature.key,
  type: FEATURE_TYPES[feature.type],
  unit_singular: feature.unitSingular,
  unit_plural: feature.unitPlural,
});

export const FEATURE_TYPES = { METERED: "metered", BOOLEAN: "boolean", STATIC: "static" } as const;

const WINDOWS = { EVER: "ever", DAYS: "days", BILLING_PERIOD: "billing_period" } as const;

export const featureDialect = (ctx: Context, view: FeatureView): FeatureDialect => ({
  ...auditKeys(ctx, { ...view, isArchived: view.status === "ARCHIVED" }),
  id: view.id,
  name: view.name,
  lookup_key: view.key,
  description: view.description,
  type: FEATURE_TYPES[view.type],
  credit_unit: view.creditUnit,
  unit_singular: view.unitSingular,
  unit_plural: view.unitPlural,
  reporting_unit: view.reportingUnit && {
    unit_singular: view.reportingUnit.unitSingular,
    unit_plural: view.reportingUnit.unitPlural,
    conversion_rate: view.reportingUnit.conversionRate,
  },
  charge_once: view.chargeOnce && {
    ...view.chargeOnce,
    window: WINDOWS[view.chargeOnce.window],
  },
  allow_returns: view.allowsReturns,
  metadata: view.metadata,
  meter: view.meter && meterDialect(ctx, view.meter, view),
  meter_id: view.meter?.id ?? null,
  credit_cost: view.cost && creditCostDialect(view.id, view.cost),
  alert_settings: null,
  group: null,
  group_id: null,
});

const meterDialect = (ctx: Context, meter: MeterView, feature: FeatureView) => ({
  ...auditKeys(ctx, feature),
  id: meter.id,
  name: feature.name,
  event_name: meter.eventName,
  aggregation: {
    type: aggregationWord(meter),
    field: meter.property,
    multiplier: hasMultiplier(meter) ? meter.multiplier : null,
    bucket_size: null,
    group_by: null,
  },
  filters: meter.filters.map(({ property, values }) => ({ key: property, values })),
  reset_usage: "BILLING_PERIOD",
});

/** The dialect has a word of its own for a sum that is multiplied, and for counting values. */
function aggregationWord(meter: MeterView): string {
  if (meter.aggregation === "UNIQUE_COUNT") return "COUNT_UNIQUE";
  return meter.aggregation === "SUM" && hasMultiplier(meter)
    ? "SUM_WITH_MULTIPLIER"
    : meter.aggregation;
}

const hasMultiplier = ({ multiplier }: MeterView) => multiplier !== "1";

export const creditCostDialect = (featureId: string, cost: CreditCostView) => ({
  id: cost.id,
  feature_id: featureId,
  credits_per_unit: cost.creditsPerUnit,
  credit_unit: cost.creditUnit,
  property: cost.property,
  values: cost.values,
  effective_from: cost.effectiveFrom,
  is_current: cost.isCurrent,
  created_at: cost.createdAt,
  created_by: cost.createdBy,
});
