/** What a plan allows of a feature; added to its draft. */
import * as z from "zod";
import { findPlanOfPart } from "@/lib/catalog/reads/plans";
import { EntitlementInput } from "@/lib/catalog/schema/entitlement";
import { addEntitlement, removeFromDraft } from "@/lib/catalog/writes/add-to-draft";
import { notFound } from "@/lib/errors";
import { EntitlementId, FeatureId, idText } from "@/lib/ids";
import { QuantityOrZero } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { EntitlementDialect, entitlementDialect } from "./dialect/entitlement";
import { RESET_WORDS, RESETS_IN } from "./dialect/periods";
import { Message } from "./fields";
import { pour } from "./pour";
import { type Route, route } from "./route";
import { planNamed, WhichPlan } from "./which-plan";

const NAMES = { reset: "usage_reset_period" };

const Body = z
  .strictObject({
    ...WhichPlan,
    feature_id: FeatureId,
    is_enabled: z.boolean().nullish(),
    included_units: amountText(QuantityOrZero).nullish(),
    usage_limit: amountText(QuantityOrZero).nullish(),
    is_soft_limit: z.boolean().nullish(),
    usage_reset_period: z.enum(RESET_WORDS).nullish(),
    per: EntitlementInput.shape.per.unwrap().nullish(),
    static_value: z.string().nullish(),
    // The feature says its own type; the others name what this product does not have.
    feature_type: z.unknown().optional(),
    parent_entitlement_id: z.unknown().optional(),
    start_date: z.unknown().optional(),
    end_date: z.unknown().optional(),
  })
  .transform((body, issue) => ({
    plan_id: body.plan_id,
    entity_id: body.entity_id,
    entitlement: pour(
      EntitlementInput,
      {
        featureId: idText("feat", body.feature_id),
        isEnabled: body.is_enabled ?? true,
        includedUnits: body.included_units ?? null,
        usageLimit: body.usage_limit ?? null,
        isSoftLimit: body.is_soft_limit ?? false,
        ...(body.usage_reset_period && { reset: RESETS_IN[body.usage_reset_period] }),
        ...(body.per && { per: body.per }),
        staticValue: body.static_value ?? null,
      },
      { issue, names: NAMES },
    ),
  }));

const createEntitlementRoute = route({
  method: "post",
  path: "/entitlements",
  scope: "catalog:write",
  summary: "Add to a plan's draft what it allows of a feature",
  body: Body,
  reply: EntitlementDialect,
  status: 201,
  refusals: ["validation_error", "not_found", "invalid_state"],
  run: async (ctx, { body }) => {
    const planId = planNamed(body);
    const view = await addEntitlement(ctx, planId, body.entitlement);
    return entitlementDialect(ctx, idText("plan", planId), view);
  },
});

const deleteEntitlementRoute = route({
  method: "delete",
  path: "/entitlements/{entitlementId}",
  scope: "catalog:write",
  summary: "Take an entitlement out of a plan's draft",
  params: z.object({ entitlementId: EntitlementId }),
  reply: Message,
  status: 200,
  refusals: ["not_found", "invalid_state"],
  run: async (ctx, { params: { entitlementId } }) => {
    const planId = await findPlanOfPart(ctx, entitlementId);
    if (!planId) throw notFound("entitlement", idText("ent", entitlementId));
    await removeFromDraft(ctx, planId, entitlementId);
    return { message: "Entitlement removed from the draft" };
  },
});

export const ENTITLEMENT_ROUTES: readonly Route[] = [
  createEntitlementRoute,
  deleteEntitlementRoute,
].flat();
