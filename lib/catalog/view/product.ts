import { idFromRow, idText, type ProductId } from "@/lib/ids";
import type { ProductView } from "../schema/product";
import type { ProductRecord } from "../store/products";

export const productView = (product: ProductRecord): ProductView => ({
  id: idText("prod", idFromRow<ProductId>(product.id)),
  key: product.key,
  name: product.name,
  description: product.description ?? "",
  isSingleActive: product.isSingleActive,
  status: product.archivedAt === null ? "ACTIVE" : "ARCHIVED",
  createdAt: product.createdAt.toISOString(),
  updatedAt: product.updatedAt.toISOString(),
});
