/** What a plan allows of a feature; added to its draft. */
import * as z from "zod";
import { findPlan, findPlanOfPart } from "@/lib/catalog/reads/plans";
import { EntitlementInput } from "@/lib/catalog/schema/entitlement";
import {
  addEntitlement,
  changeEntitlement,
  removeFromDraft,
} from "@/lib/catalog/writes/add-to-draft";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { EntitlementId, FeatureId, idText } from "@/lib/ids";
import { QuantityOrZero } from "@/lib/money/schema";
import { amount, amountText } from "./amounts";
import { EntitlementDialect, entitlementDialect } from "./dialect/entitlement";
import { RESET_WORDS, RESETS_IN } from "./dialect/periods";
import { inPartWords } from "./draft-words";
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
    const view = await addEntitlement(ctx, planId, body.entitlement).catch(inPartWords(NAMES));
    return entitlementDialect(ctx, idText("plan", planId), view);
  },
});

const Params = z.object({ entitlementId: EntitlementId });

/** Of what subscribers get, else of the draft. */
async function entitlementNamed(ctx: Context, entitlementId: EntitlementId) {
  const id = idText("ent", entitlementId);
  const planId = await findPlanOfPart(ctx, entitlementId);
  const plan = planId && (await findPlan(ctx, planId));
  const all = [...(plan?.live?.entitlements ?? []), ...(plan?.draft?.entitlements ?? [])];
  const view = all.find((candidate) => candidate.id === id);
  if (!planId || !view) throw notFound("entitlement", id);
  return { planId, view };
}

const getEntitlementRoute = route({
  method: "get",
  path: "/entitlements/{entitlementId}",
  scope: "catalog:read",
  summary: "Get what a plan allows of a feature",
  params: Params,
  reply: EntitlementDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { entitlementId } }) => {
    const { planId, view } = await entitlementNamed(ctx, entitlementId);
    return entitlementDialect(ctx, idText("plan", planId), view);
  },
});

const ChangeBody = z.strictObject({
  is_enabled: z.boolean().optional(),
  included_units: amount(QuantityOrZero).nullable().optional(),
  usage_limit: amount(QuantityOrZero).nullable().optional(),
  is_soft_limit: z.boolean().optional(),
  usage_reset_period: z.enum(RESET_WORDS).optional(),
  static_value: EntitlementInput.shape.staticValue.unwrap().unwrap().nullable().optional(),
});

/** What is left out stays. */
function changesOf(body: z.output<typeof ChangeBody>) {
  const changes = {
    isEnabled: body.is_enabled,
    includedUnits: body.included_units,
    usageLimit: body.usage_limit,
    isSoftLimit: body.is_soft_limit,
    reset: body.usage_reset_period && RESETS_IN[body.usage_reset_period],
    staticValue: body.static_value,
  };
  return Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  ) as Partial<EntitlementInput>;
}

const updateEntitlementRoute = route({
  method: "put",
  path: "/entitlements/{entitlementId}",
  scope: "catalog:write",
  summary: "Change what a plan allows of a feature, in its draft; subscribers keep what they have",
  params: Params,
  body: ChangeBody,
  reply: EntitlementDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "invalid_state"],
  run: async (ctx, { params: { entitlementId }, body }) => {
    const { planId, view } = await entitlementNamed(ctx, entitlementId);
    const featureId = FeatureId.parse(view.feature.id);
    const changed = await changeEntitlement(ctx, planId, featureId, changesOf(body));
    return entitlementDialect(ctx, idText("plan", planId), changed);
  },
});

const deleteEntitlementRoute = route({
  method: "delete",
  path: "/entitlements/{entitlementId}",
  scope: "catalog:write",
  summary: "Take an entitlement out of a plan's draft",
  params: Params,
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
  getEntitlementRoute,
  updateEntitlementRoute,
  deleteEntitlementRoute,
].flat();
