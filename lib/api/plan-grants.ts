/** One of the credits that a plan gives: read, and taken out of its draft. */
import * as z from "zod";
import { findPlan, findPlanOfPart } from "@/lib/catalog/reads/plans";
import { removeFromDraft } from "@/lib/catalog/writes/add-to-draft";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { idText, PlanGrantId } from "@/lib/ids";
import { PlanGrantDialect, planGrantDialect } from "./dialect/plan-grant";
import { Message } from "./fields";
import { type Route, route } from "./route";

const Params = z.object({ planGrantId: PlanGrantId });

async function planGrantNamed(ctx: Context, planGrantId: PlanGrantId) {
  const id = idText("pgr", planGrantId);
  const planId = await findPlanOfPart(ctx, planGrantId);
  const plan = planId && (await findPlan(ctx, planId));
  const all = [...(plan?.live?.grants ?? []), ...(plan?.draft?.grants ?? [])];
  const view = all.find((candidate) => candidate.id === id);
  if (!planId || !view) throw notFound("plan grant", id);
  return { planId, view };
}

const getRoute = route({
  method: "get",
  path: "/creditgrants/{planGrantId}",
  scope: "catalog:read",
  summary: "Get one of the credits that a plan gives",
  params: Params,
  reply: PlanGrantDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { planGrantId } }) => {
    const { planId, view } = await planGrantNamed(ctx, planGrantId);
    return planGrantDialect(ctx, idText("plan", planId), view);
  },
});

const deleteRoute = route({
  method: "delete",
  path: "/creditgrants/{planGrantId}",
  scope: "catalog:write",
  summary: "Take credits out of a plan's draft",
  params: Params,
  reply: Message,
  status: 200,
  refusals: ["not_found", "invalid_state"],
  run: async (ctx, { params: { planGrantId } }) => {
    const { planId } = await planGrantNamed(ctx, planGrantId);
    await removeFromDraft(ctx, planId, planGrantId);
    return { message: "Credit grant removed from the draft" };
  },
});

export const PLAN_GRANT_ROUTES: readonly Route[] = [getRoute, deleteRoute].flat();
