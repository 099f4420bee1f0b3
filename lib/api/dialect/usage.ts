/** What a customer has and uses, in the dialect's two shapes. */
import * as z from "zod";
import type { FeatureView } from "@/lib/catalog/schema/feature";
import type { Context } from "@/lib/context";
import { decimalText, ONE, parseDecimal, timesOverHalfUp } from "@/lib/money/decimal";
import type {
  CustomerUsageView,
  EntitlementSource,
  FeatureUseView,
} from "@/lib/usage/schema/access";
import { FeatureDialect, featureDialect } from "./feature";
import { RESET_NAMES } from "./periods";

const SourceDialect = z.object({
  entitlement_id: z.string(),
  entity_id: z.string(),
  entity_name: z.string(),
  entity_type: z.literal("plan"),
  is_enabled: z.boolean(),
  quantity: z.int(),
  static_value: z.string().nullable(),
  subscription_id: z.string(),
  usage_limit: z.string().nullable(),
  usage_reset_period: z.string(),
});

const sourceDialect = (source: EntitlementSource) => ({
  entitlement_id: source.entitlementId,
  entity_id: source.planId,
  entity_name: source.planName,
  entity_type: "plan" as const,
  is_enabled: source.isEnabled,
  quantity: 1,
  static_value: source.staticValue,
  subscription_id: source.subscriptionId,
  usage_limit: source.usageLimit,
  usage_reset_period: RESET_NAMES[source.reset],
});

export const CustomerEntitlementsDialect = z
  .object({
    customer_id: z.string(),
    features: z.array(
      z.object({
        feature: FeatureDialect.nullable(),
        entitlement: z.object({
          is_enabled: z.boolean(),
          is_soft_limit: z.boolean(),
          static_values: z.array(z.string()),
          included_units: z.string().nullable(),
          usage_limit: z.string().nullable(),
          usage_reset_period: z.string().nullable(),
        }),
        sources: z.array(SourceDialect),
      }),
    ),
  })
  .meta({ id: "CustomerEntitlements" });

/** The features by id: a view of use names them only. */
export type Features = ReadonlyMap<string, FeatureView>;

const isSoft = ({ sources }: FeatureUseView) => sources.some(({ isSoftLimit }) => isSoftLimit);

const featureOf = (ctx: Context, features: Features, { featureId }: FeatureUseView) => {
  const feature = features.get(featureId);
  return feature ? featureDialect(ctx, feature) : null;
};

export const customerEntitlementsDialect = (
  ctx: Context,
  view: CustomerUsageView,
  features: Features,
) => ({
  customer_id: view.customerId,
  features: view.features.map((use) => ({
    feature: featureOf(ctx, features, use),
    entitlement: {
      is_enabled: use.isAllowed,
      is_soft_limit: isSoft(use),
      static_values: use.entitlement.staticValues,
      included_units: use.entitlement.included,
      usage_limit: use.entitlement.limit ?? use.entitlement.included,
      usage_reset_period: use.entitlement.reset && RESET_NAMES[use.entitlement.reset],
    },
    sources: use.sources.map(sourceDialect),
  })),
});

export const CustomerUsageDialect = z
  .object({
    customer_id: z.string(),
    features: z.array(
      z.object({
        feature: FeatureDialect.nullable(),
        is_enabled: z.boolean(),
        is_soft_limit: z.boolean(),
        is_unlimited: z.boolean(),
        current_usage: z.string(),
        total_limit: z.string().nullable(),
        usage_percent: z.string(),
        next_usage_reset_at: z.string().nullable(),
        credits: z.string(),
        owed: z.object({ currency: z.string(), amount: z.string() }).nullable(),
        events: z.int(),
        refused_events: z.int(),
        sources: z.array(SourceDialect),
      }),
    ),
    period: z.object({ start_time: z.string(), end_time: z.string(), period: z.string() }),
    pagination: z.object({ total: z.int(), limit: z.int(), offset: z.int() }),
  })
  .meta({ id: "CustomerUsage" });

export const customerUsageDialect = (
  ctx: Context,
  view: CustomerUsageView,
  features: Features,
) => ({
  customer_id: view.customerId,
  features: view.features.map((use) => {
    const limit = use.entitlement.limit ?? use.entitlement.included;
    const used = usedOf(use);
    return {
      feature: featureOf(ctx, features, use),
      is_enabled: use.isAllowed,
      is_soft_limit: isSoft(use),
      is_unlimited: use.entitlement.limit === null,
      current_usage: used,
      total_limit: limit,
      usage_percent: percentOf(used, limit),
      next_usage_reset_at: use.entitlement.resetsAt,
      credits: use.period.credits,
      owed: use.owed,
      events: use.period.events,
      refused_events: use.period.refused,
      sources: use.sources.map(sourceDialect),
    };
  }),
  period: { start_time: view.periodStart, end_time: view.periodEnd, period: "BILLING_PERIOD" },
  pagination: { total: view.features.length, limit: view.features.length, offset: 0 },
});

/** Units are kept against an allowance; where no plan lists the feature, none are, and the period tells. */
const usedOf = ({ entitlement, period }: FeatureUseView): string =>
  entitlement.by === "plan" ? (entitlement.used ?? period.quantity) : period.quantity;

function percentOf(used: string, limit: string | null): string {
  const whole = limit === null ? 0n : (parseDecimal(limit) ?? 0n);
  if (whole === 0n) return "0";
  return decimalText(timesOverHalfUp((parseDecimal(used) ?? 0n) * 100n, ONE, whole));
}
