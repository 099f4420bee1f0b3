import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { DomainError } from "@/lib/errors";
import type { ProductId } from "@/lib/ids";
import { DEFAULT_PRODUCT_KEY, type ProductView } from "../schema/product";
import { countOnSale } from "../store/products";
import { productView } from "../view/product";
import { changeCatalog } from "./change-catalog";
import { productIn } from "./create-product";

/**
 * Puts a product away once nothing of it is on sale. Archived before: the same answer.
 *
 * @throws DomainError `not_found`; `invalid_state` while plans of it are on sale, and for the
 *   product of plans that name none.
 */
export function archiveProduct(ctx: Context, id: ProductId): Promise<ProductView> {
  return changeCatalog(ctx, async (tx) => {
    const before = await productIn(tx, ctx, id);
    if (before.archivedAt !== null) return productView(before);
    if (before.key === DEFAULT_PRODUCT_KEY) {
      throw inUse("Plans that name no product belong to this one", "default");
    }
    if ((await countOnSale(tx.prisma, id)) > 0) {
      throw inUse("Plans of this product are on sale; archive them first", "on_sale");
    }
    const data = { archivedAt: ctx.at, updatedAt: ctx.at };
    const after = productView(await tx.prisma.product.update({ where: { id }, data }));
    await recordAudit(tx, ctx, {
      action: "product.archived",
      entity: "product",
      entityId: id,
      before: productView(before),
      after,
    });
    return after;
  });
}

const inUse = (message: string, state: string) =>
  new DomainError("invalid_state", message, { entity: "product", state });
