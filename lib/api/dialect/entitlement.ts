import * as z from "zod";
import type { EntitlementView } from "@/lib/catalog/schema/entitlement";
import type { Context } from "@/lib/context";
import { AuditKeys, auditKeys } from "./audit";
import { FEATURE_TYPES, FeatureNameDialect, featureNameDialect } from "./feature";
import { RESET_NAMES } from "./periods";

export const EntitlementDialect = z
  .object({
    ...AuditKeys,
    id: z.string(),
    plan_id: z.string(),
    entity_id: z.string(),
    entity_type: z.literal("PLAN"),
    feature_id: z.string(),
    feature_type: z.enum(["metered", "boolean", "static"]),
    feature: FeatureNameDialect,
    is_enabled: z.boolean(),
    included_units: z.string().nullable(),
    usage_limit: z.string().nullable(),
    is_soft_limit: z.boolean(),
    usage_reset_period: z.string(),
    per: z.string(),
    static_value: z.string().nullable(),
    addon: z.null(),
    aggregation_mode: z.null(),
    config_value: z.null(),
    display_order: z.int().nullable(),
    end_date: z.null(),
    grant_allocation_behavior: z.null(),
    grant_duration_unit: z.null(),
    grant_duration_value: z.null(),
    grant_measure: z.null(),
    grant_quota: z.null(),
    parent_entitlement_id: z.null(),
    plan: z.null(),
    start_date: z.null(),
  })
  .meta({ id: "Entitlement" });
export type EntitlementDialect = z.infer<typeof EntitlementDialect>;

export const entitlementDialect = (
  ctx: Context,
  planId: string,
  view: EntitlementView,
): EntitlementDialect => ({
  ...auditKeys(ctx, view),
  id: view.id,
  plan_id: planId,
  entity_id: planId,
  entity_type: "PLAN",
  feature_id: view.feature.id,
  feature_type: FEATURE_TYPES[view.feature.type],
  feature: featureNameDialect(view.feature),
  is_enabled: view.isEnabled,
  included_units: view.includedUnits,
  usage_limit: view.usageLimit,
  is_soft_limit: view.isSoftLimit,
  usage_reset_period: RESET_NAMES[view.reset],
  per: view.per,
  static_value: view.staticValue,
  addon: null,
  aggregation_mode: null,
  config_value: null,
  display_order: null,
  end_date: null,
  grant_allocation_behavior: null,
  grant_duration_unit: null,
  grant_duration_value: null,
  grant_measure: null,
  grant_quota: null,
  parent_entitlement_id: null,
  plan: null,
  start_date: null,
});
