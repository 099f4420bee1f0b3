/** The credits that a plan gives: the dialect's credit grant (API.md §3). */
import * as z from "zod";
import type { PlanGrantView } from "@/lib/catalog/schema/plan-grant";
import type { Context } from "@/lib/context";
import { AuditKeys, auditKeys } from "./audit";
import { PERIOD_NAMES } from "./periods";

export const PlanGrantDialect = z
  .object({
    ...AuditKeys,
    id: z.string(),
    name: z.string(),
    scope: z.literal("PLAN"),
    plan_id: z.string(),
    subscription_id: z.null(),
    addon_id: z.null(),
    credits: z.string(),
    credit_unit: z.string(),
    category: z.string(),
    cadence: z.enum(["ONETIME", "RECURRING"]),
    period: z.string().nullable(),
    period_count: z.int(),
    expiration_type: z.string(),
    expiration_duration: z.int().nullable(),
    expiration_duration_unit: z.string().nullable(),
    priority: z.int(),
    rollover: z.object({
      mode: z.string(),
      cap: z.string().nullable(),
      percent: z.int().nullable(),
      periods: z.int(),
    }),
    prorated: z.boolean(),
    feature_ids: z.array(z.string()),
    metadata: z.record(z.string(), z.string()),
    conversion_rate: z.null(),
    topup_conversion_rate: z.null(),
    credit_grant_anchor: z.null(),
    start_date: z.null(),
    end_date: z.null(),
  })
  .meta({ id: "PlanCreditGrant" });
export type PlanGrantDialect = z.infer<typeof PlanGrantDialect>;

export const planGrantDialect = (
  ctx: Context,
  planId: string,
  view: PlanGrantView,
): PlanGrantDialect => ({
  ...auditKeys(ctx, view),
  id: view.id,
  name: view.name,
  scope: "PLAN",
  plan_id: planId,
  subscription_id: null,
  addon_id: null,
  credits: view.credits,
  credit_unit: view.creditUnit,
  category: view.category,
  cadence: view.cadence,
  period: view.cadence === "RECURRING" ? PERIOD_NAMES[view.period] : null,
  period_count: 1,
  expiration_type: view.expirationKind,
  expiration_duration: view.expirationDuration,
  expiration_duration_unit: view.expirationUnit,
  priority: view.priority,
  rollover: view.rollover,
  prorated: view.isProrated,
  feature_ids: view.featureIds,
  metadata: view.metadata,
  conversion_rate: null,
  topup_conversion_rate: null,
  credit_grant_anchor: null,
  start_date: null,
  end_date: null,
});
