import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { PlanId } from "@/lib/ids";
import type { PlanChanges, PlanView } from "../schema/plan";
import { planView } from "../view/plan";
import { changeCatalog } from "./change-catalog";
import { planIn } from "./create-plan";

/**
 * Changes what a plan is called; what it sells is changed by a draft.
 *
 * @throws DomainError `not_found`.
 */
export function updatePlan(ctx: Context, id: PlanId, changes: PlanChanges): Promise<PlanView> {
  return changeCatalog(ctx, async (tx) => {
    const before = await planIn(tx, ctx, id);
    const after = await tx.prisma.plan.update({
      where: { id },
      data: {
        name: changes.name ?? before.name,
        description: changes.description ?? before.description,
        metadata: changes.metadata ?? before.metadata ?? {},
        updatedAt: ctx.at,
      },
    });
    const view = planView(after);
    await recordAudit(tx, ctx, {
      action: "plan.updated",
      entity: "plan",
      entityId: id,
      before: planView(before),
      after: view,
    });
    return view;
  });
}
