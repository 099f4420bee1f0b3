import type { Context } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { idFromRow, type PlanId } from "@/lib/ids";
import type { PlanDetail } from "../schema/plan";
import { planVersionView, planView } from "../view/plan";
import { loadFeatureNames, loadVersionOf, type PlanRecord } from "./plans";
import { countSubscribersOf } from "./subscribers";

/** A plan with its live version and its draft; of an archived plan, the version it ended with. */
export async function loadPlanDetail(
  client: Prisma.TransactionClient,
  ctx: Context,
  plan: PlanRecord,
): Promise<PlanDetail> {
  const id = idFromRow<PlanId>(plan.id);
  const features = await loadFeatureNames(client, ctx.organizationId);
  const live = await loadVersionOf(client, id, plan.archivedAt ? "ARCHIVED" : "PUBLISHED");
  const draft = await loadVersionOf(client, id, "DRAFT");
  return {
    ...planView(plan),
    live: live && planVersionView(live, features),
    draft: draft && planVersionView(draft, features),
    subscribers: await countSubscribersOf(client, ctx, id),
  };
}
