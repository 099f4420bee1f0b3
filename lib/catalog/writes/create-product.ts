import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { ColdTx } from "@/lib/db/transact";
import { notFound } from "@/lib/errors";
import { idText, newId, type ProductId } from "@/lib/ids";
import type { ProductInput, ProductView } from "../schema/product";
import { isProductKeyTaken, loadProduct, type ProductRecord } from "../store/products";
import { productView } from "../view/product";
import { changeCatalog } from "./change-catalog";
import { keyTaken } from "./create-feature";

/** @throws DomainError `already_exists` if the key is taken, by an archived product too. */
export function createProduct(ctx: Context, input: ProductInput): Promise<ProductView> {
  return changeCatalog(ctx, async (tx) => {
    const { organizationId, at } = ctx;
    if (await isProductKeyTaken(tx, organizationId, input.key)) {
      throw keyTaken("product", input.key);
    }
    const id = newId<ProductId>();
    const product = productView(
      await tx.prisma.product.create({
        data: { ...input, id, organizationId, createdAt: at, updatedAt: at },
      }),
    );
    await recordAudit(tx, ctx, {
      action: "product.created",
      entity: "product",
      entityId: id,
      after: product,
    });
    return product;
  });
}

/** @throws DomainError `not_found`. */
export async function productIn(tx: ColdTx, ctx: Context, id: ProductId): Promise<ProductRecord> {
  const product = await loadProduct(tx.prisma, ctx.organizationId, id);
  if (!product) throw notFound("product", idText("prod", id));
  return product;
}
