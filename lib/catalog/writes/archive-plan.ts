import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { PlanId } from "@/lib/ids";
import type { PlanDetail } from "../schema/plan";
import { changeCatalog } from "./change-catalog";
import { planDetailIn } from "./create-plan";

/**
 * Sells a plan no more. Its subscribers stay on their version and renew as before. Archived
 * before: the same answer.
 *
 * @throws DomainError `not_found`.
 */
export function archivePlan(ctx: Context, planId: PlanId): Promise<PlanDetail> {
  return changeCatalog(ctx, async (tx) => {
    const before = await planDetailIn(tx, ctx, planId);
    if (before.status === "ARCHIVED") return before;

    await tx.prisma.plan.update({
      where: { id: planId },
      data: { archivedAt: ctx.at, updatedAt: ctx.at },
    });
    await tx.prisma.planVersion.updateMany({
      where: { planId, status: "PUBLISHED" },
      data: { status: "ARCHIVED", updatedAt: ctx.at },
    });
    const after = await planDetailIn(tx, ctx, planId);
    await recordAudit(tx, ctx, {
      action: "plan.archived",
      entity: "plan",
      entityId: planId,
      before,
      after,
    });
    return after;
  });
}
