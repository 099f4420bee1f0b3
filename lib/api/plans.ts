/** Plans: drafted, published, and what they give. Parts are added in their own files. */
import * as z from "zod";
import { findPlan, listPlans, listPlanVersions } from "@/lib/catalog/reads/plans";
import { PlanChanges, type PlanDetail, PlanInput } from "@/lib/catalog/schema/plan";
import { keyOf } from "@/lib/catalog/schema/text";
import { archivePlan } from "@/lib/catalog/writes/archive-plan";
import { createPlan } from "@/lib/catalog/writes/create-plan";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { updatePlan } from "@/lib/catalog/writes/update-plan";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { idText, PlanId, ProductId } from "@/lib/ids";
import { Metadata } from "@/lib/text/schema";
import { EntitlementDialect, entitlementDialect } from "./dialect/entitlement";
import {
  PlanDialect,
  PlanVersionDialect,
  planDialect,
  planRowDialect,
  planVersionDialect,
  versionShown,
} from "./dialect/plan";
import { PlanGrantDialect, planGrantDialect } from "./dialect/plan-grant";
import { PriceDialect, priceDialect } from "./dialect/price";
import { inDraftWords } from "./draft-words";
import { listOf, Message, PageQuery, wholeList } from "./fields";
import { pour } from "./pour";
import { type Route, route } from "./route";

const Params = z.object({ planId: PlanId });

async function planNamed(ctx: Context, planId: PlanId): Promise<PlanDetail> {
  const plan = await findPlan(ctx, planId);
  if (!plan) throw notFound("plan", idText("plan", planId));
  return plan;
}

const createPlanRoute = route({
  method: "post",
  path: "/plans",
  scope: "catalog:write",
  summary: "Create a plan, with an empty draft",
  body: z
    .strictObject({
      name: PlanInput.shape.name,
      lookup_key: PlanInput.shape.key.nullish(),
      description: PlanInput.shape.description.unwrap().nullish(),
      currency: z.string().nullish(),
      product_id: ProductId.nullish(),
      metadata: Metadata.nullish(),
      display_order: z.unknown().optional(),
    })
    .transform((body, issue) =>
      pour(
        PlanInput,
        {
          name: body.name,
          key: body.lookup_key ?? keyOf(body.name),
          description: body.description ?? "",
          currency: body.currency ?? null,
          productId: body.product_id ? idText("prod", body.product_id) : null,
          metadata: body.metadata ?? {},
        },
        { issue, names: { key: "lookup_key" } },
      ),
    ),
  reply: PlanDialect,
  status: 201,
  refusals: ["validation_error", "already_exists"],
  run: async (ctx, { body }) => planDialect(ctx, await createPlan(ctx, body)),
});

const listPlansRoute = route({
  method: "get",
  path: "/plans",
  scope: "catalog:read",
  summary: "List plans, newest first",
  query: PageQuery.extend({ search: z.string().max(200).default("") }),
  reply: listOf(PlanDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { query }) => {
    const { limit, offset, search } = query;
    const page = await listPlans(ctx, { limit, offset, search, status: null });
    return {
      items: page.items.map((row) => planRowDialect(ctx, row)),
      pagination: { total: page.total, limit, offset },
      next_cursor: null,
    };
  },
});

const getPlanRoute = route({
  method: "get",
  path: "/plans/{planId}",
  scope: "catalog:read",
  summary: "Get a plan with what subscribers get, or its draft while there is nothing else",
  params: Params,
  reply: PlanDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { planId } }) => planDialect(ctx, await planNamed(ctx, planId)),
});

const updatePlanRoute = route({
  method: "put",
  path: "/plans/{planId}",
  scope: "catalog:write",
  summary: "Change a plan's words",
  params: Params,
  body: z.strictObject({
    name: PlanChanges.shape.name,
    description: PlanChanges.shape.description,
    metadata: PlanChanges.shape.metadata,
    product_id: ProductId.optional(),
    display_order: z.unknown().optional(),
  }),
  reply: PlanDialect,
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { planId }, body: { name, description, metadata, product_id } }) => {
    await updatePlan(ctx, planId, { name, description, metadata, productId: product_id });
    return planDialect(ctx, await planNamed(ctx, planId));
  },
});

const publishPlanRoute = route({
  method: "post",
  path: "/plans/{planId}/publish",
  scope: "catalog:write",
  summary: "Publish a plan's draft, for good; subscribers stay on their version",
  params: Params,
  reply: PlanDialect,
  status: 200,
  refusals: ["not_found", "invalid_state", "validation_error"],
  run: async (ctx, { params: { planId } }) =>
    planDialect(ctx, await inDraftWords(ctx, planId, () => publishPlan(ctx, planId))),
});

const deletePlanRoute = route({
  method: "delete",
  path: "/plans/{planId}",
  scope: "catalog:write",
  summary: "Archive a plan; its subscribers renew as before",
  params: Params,
  reply: Message,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { planId } }) => {
    await archivePlan(ctx, planId);
    return { message: "Plan archived" };
  },
});

const listVersionsRoute = route({
  method: "get",
  path: "/plans/{planId}/versions",
  scope: "catalog:read",
  summary: "List a plan's versions, latest first",
  params: Params,
  reply: listOf(PlanVersionDialect),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { planId } }) => {
    const versions = await listPlanVersions(ctx, planId);
    if (!versions) throw notFound("plan", idText("plan", planId));
    return wholeList(versions.map(planVersionDialect));
  },
});

const listPlanGrantsRoute = route({
  method: "get",
  path: "/plans/{planId}/creditgrants",
  scope: "catalog:read",
  summary: "List the credits that a plan gives",
  params: Params,
  reply: listOf(PlanGrantDialect),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { planId } }) => {
    const plan = await planNamed(ctx, planId);
    const grants = versionShown(plan)?.grants ?? [];
    return wholeList(grants.map((grant) => planGrantDialect(ctx, plan.id, grant)));
  },
});

const listPlanEntitlementsRoute = route({
  method: "get",
  path: "/plans/{planId}/entitlements",
  scope: "catalog:read",
  summary: "List what a plan allows; the dialect's answer is the plan, and the list stands beside",
  params: Params,
  reply: PlanDialect.extend(listOf(EntitlementDialect).shape),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { planId } }) => {
    const plan = await planNamed(ctx, planId);
    const entitlements = versionShown(plan)?.entitlements ?? [];
    return {
      ...planDialect(ctx, plan),
      ...wholeList(entitlements.map((view) => entitlementDialect(ctx, plan.id, view))),
    };
  },
});

const listPlanPricesRoute = route({
  method: "get",
  path: "/plans/{planId}/prices",
  scope: "catalog:read",
  summary: "List what a plan charges",
  params: Params,
  reply: listOf(PriceDialect),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { planId } }) => {
    const plan = await planNamed(ctx, planId);
    const charges = versionShown(plan)?.charges ?? [];
    return wholeList(charges.map((charge) => priceDialect(ctx, plan.id, charge)));
  },
});

export const PLAN_ROUTES: readonly Route[] = [
  createPlanRoute,
  listPlansRoute,
  getPlanRoute,
  updatePlanRoute,
  publishPlanRoute,
  deletePlanRoute,
  listVersionsRoute,
  listPlanGrantsRoute,
  listPlanEntitlementsRoute,
  listPlanPricesRoute,
].flat();
