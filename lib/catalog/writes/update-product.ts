import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { ColdTx } from "@/lib/db/transact";
import { invalidField } from "@/lib/errors";
import type { ProductId } from "@/lib/ids";
import type { ProductChanges, ProductView } from "../schema/product";
import { findCustomerWithSeveral } from "../store/products";
import { productView } from "../view/product";
import { changeCatalog } from "./change-catalog";
import { productIn } from "./create-product";

/**
 * Changes what a product is called, and whether a customer may have several of it.
 *
 * @throws DomainError `not_found`; `validation_error` on `isSingleActive` while somebody has several.
 */
export function updateProduct(
  ctx: Context,
  id: ProductId,
  changes: ProductChanges,
): Promise<ProductView> {
  return changeCatalog(ctx, async (tx) => {
    const before = await productIn(tx, ctx, id);
    if (changes.isSingleActive && !before.isSingleActive) await refuseWhileSeveral(tx, ctx, id);
    const after = productView(
      await tx.prisma.product.update({
        where: { id },
        data: {
          name: changes.name ?? before.name,
          description: changes.description ?? before.description,
          isSingleActive: changes.isSingleActive ?? before.isSingleActive,
          updatedAt: ctx.at,
        },
      }),
    );
    await recordAudit(tx, ctx, {
      action: "product.updated",
      entity: "product",
      entityId: id,
      before: productView(before),
      after,
    });
    return after;
  });
}

async function refuseWhileSeveral(tx: ColdTx, ctx: Context, id: ProductId): Promise<void> {
  const name = await findCustomerWithSeveral(tx, id, ctx.at);
  if (name) throw invalidField("isSingleActive", `${name} has several subscriptions of it`);
}
