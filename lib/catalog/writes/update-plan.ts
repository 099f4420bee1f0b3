import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { ColdTx } from "@/lib/db/transact";
import { invalidField } from "@/lib/errors";
import { idFromRow, type PlanId, type ProductId } from "@/lib/ids";
import type { PlanChanges, PlanView } from "../schema/plan";
import type { PlanRecord } from "../store/plans";
import { loadProduct } from "../store/products";
import { countSubscribersOf } from "../store/subscribers";
import { planView } from "../view/plan";
import { changeCatalog } from "./change-catalog";
import { planIn } from "./create-plan";

/**
 * Changes what a plan is called and which product it belongs to; what it sells is changed by a draft.
 *
 * @throws DomainError `not_found`; `validation_error` for a product that is not on sale, or another
 *   one while the plan has subscribers: theirs would count for the product that they left.
 */
export function updatePlan(ctx: Context, id: PlanId, changes: PlanChanges): Promise<PlanView> {
  return changeCatalog(ctx, async (tx) => {
    const before = await planIn(tx, ctx, id);
    const productId = await productFor(tx, ctx, before, changes.productId);
    const after = await tx.prisma.plan.update({
      where: { id },
      data: {
        name: changes.name ?? before.name,
        description: changes.description ?? before.description,
        productId,
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

async function productFor(
  tx: ColdTx,
  ctx: Context,
  plan: PlanRecord,
  named: ProductId | undefined,
): Promise<string> {
  if (named === undefined || named === plan.productId) return plan.productId;
  const product = await loadProduct(tx.prisma, ctx.organizationId, named);
  if (!product || product.archivedAt !== null) {
    throw invalidField("productId", "No such product on sale");
  }
  if ((await countSubscribersOf(tx.prisma, ctx, idFromRow<PlanId>(plan.id))) > 0) {
    throw invalidField("productId", "A plan with subscribers stays with its product");
  }
  return product.id;
}
