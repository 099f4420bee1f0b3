"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { PlanChanges, PlanDraftInput, PlanInput } from "@/lib/catalog/schema/plan";
import { archivePlan } from "@/lib/catalog/writes/archive-plan";
import { createPlan } from "@/lib/catalog/writes/create-plan";
import { openDraft } from "@/lib/catalog/writes/open-draft";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { restorePlan } from "@/lib/catalog/writes/restore-plan";
import { updateDraft } from "@/lib/catalog/writes/update-draft";
import { updatePlan } from "@/lib/catalog/writes/update-plan";
import { PlanId } from "@/lib/ids";
import { action } from "@/lib/transport/action";

const OnePlan = z.object({ planId: PlanId });

export const createPlanAction = action({
  permission: "catalog:write",
  input: z.object({ plan: PlanInput }),
  async run(ctx, { plan }) {
    const { id, name } = await createPlan(ctx, plan);
    revalidatePath("/plans");
    return { id, name };
  },
});

export const updatePlanAction = action({
  permission: "catalog:write",
  input: OnePlan.extend({ changes: PlanChanges }),
  async run(ctx, { planId, changes }) {
    const { name } = await updatePlan(ctx, planId, changes);
    revalidatePath("/plans", "layout");
    return { name };
  },
});

export const openDraftAction = action({
  permission: "catalog:write",
  input: OnePlan,
  async run(ctx, { planId }) {
    const { draft } = await openDraft(ctx, planId);
    revalidatePath("/plans", "layout");
    return { number: draft?.number ?? null };
  },
});

/** Nothing is revalidated: the editor is on the screen, and it owns what it shows. */
export const updateDraftAction = action({
  permission: "catalog:write",
  input: OnePlan.extend({ draft: PlanDraftInput }),
  async run(ctx, { planId, draft }) {
    const { issues, updatedAt } = await updateDraft(ctx, planId, draft);
    return { issues, updatedAt };
  },
});

export const publishPlanAction = action({
  permission: "catalog:write",
  input: OnePlan,
  async run(ctx, { planId }) {
    const { name, live } = await publishPlan(ctx, planId);
    revalidatePath("/plans", "layout");
    return { name, number: live?.number ?? null };
  },
});

export const archivePlanAction = action({
  permission: "catalog:write",
  input: OnePlan,
  async run(ctx, { planId }) {
    const { name } = await archivePlan(ctx, planId);
    revalidatePath("/plans", "layout");
    return { name };
  },
});

export const restorePlanAction = action({
  permission: "catalog:write",
  input: OnePlan,
  async run(ctx, { planId }) {
    const { name } = await restorePlan(ctx, planId);
    revalidatePath("/plans", "layout");
    return { name };
  },
});
