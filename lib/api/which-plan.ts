/** Wherever a body names a plan: by `plan_id`, or as the dialect's entity. */
import * as z from "zod";
import { invalidField } from "@/lib/errors";
import { PlanId } from "@/lib/ids";

/** The keys, for a body's shape. */
export const WhichPlan = {
  plan_id: PlanId.nullish(),
  entity_id: PlanId.nullish(),
  /** An add-on is named like a plan. */
  entity_type: z.enum(["PLAN", "ADDON"], "PLAN or ADDON").nullish(),
};

/** @throws DomainError `validation_error` if none is named. */
export function planNamed(body: {
  readonly plan_id?: PlanId | null | undefined;
  readonly entity_id?: PlanId | null | undefined;
}): PlanId {
  const planId = body.plan_id ?? body.entity_id;
  if (!planId) throw invalidField("plan_id", "Name a plan: plan_id, or entity_id");
  return planId;
}
