import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { ProductId } from "@/lib/ids";
import type { ProductView } from "../schema/product";
import { productView } from "../view/product";
import { changeCatalog } from "./change-catalog";
import { productIn } from "./create-product";

/**
 * Plans may belong to an archived product again. Not archived: the same answer.
 *
 * @throws DomainError `not_found`.
 */
export function restoreProduct(ctx: Context, id: ProductId): Promise<ProductView> {
  return changeCatalog(ctx, async (tx) => {
    const before = await productIn(tx, ctx, id);
    if (before.archivedAt === null) return productView(before);
    const data = { archivedAt: null, updatedAt: ctx.at };
    const after = productView(await tx.prisma.product.update({ where: { id }, data }));
    await recordAudit(tx, ctx, {
      action: "product.restored",
      entity: "product",
      entityId: id,
      before: productView(before),
      after,
    });
    return after;
  });
}
