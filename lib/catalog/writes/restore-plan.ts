import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { PlanId } from "@/lib/ids";
import type { PlanDetail } from "../schema/plan";
import { changeCatalog } from "./change-catalog";
import { planDetailIn } from "./create-plan";

/**
 * Sells an archived plan again, by the version it ended with. On sale already: the same answer.
 *
 * @throws DomainError `not_found`.
 */
export function restorePlan(ctx: Context, planId: PlanId): Promise<PlanDetail> {
  return changeCatalog(ctx, async (tx) => {
    const before = await planDetailIn(tx, ctx, planId);
    if (before.status === "ACTIVE") return before;

    await tx.prisma.plan.update({
      where: { id: planId },
      data: { archivedAt: null, updatedAt: ctx.at },
    });
    if (before.live) {
      await tx.prisma.planVersion.updateMany({
        where: { planId, status: "ARCHIVED", number: before.live.number },
        data: { status: "PUBLISHED", updatedAt: ctx.at },
      });
    }
    const after = await planDetailIn(tx, ctx, planId);
    await recordAudit(tx, ctx, {
      action: "plan.restored",
      entity: "plan",
      entityId: planId,
      before,
      after,
    });
    return after;
  });
}
