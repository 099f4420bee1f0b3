"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { ProductChanges, ProductInput } from "@/lib/catalog/schema/product";
import { archiveProduct } from "@/lib/catalog/writes/archive-product";
import { createProduct } from "@/lib/catalog/writes/create-product";
import { restoreProduct } from "@/lib/catalog/writes/restore-product";
import { updateProduct } from "@/lib/catalog/writes/update-product";
import { ProductId } from "@/lib/ids";
import { action } from "@/lib/transport/action";

const OneProduct = z.object({ productId: ProductId });

export const createProductAction = action({
  permission: "catalog:write",
  input: z.object({ product: ProductInput }),
  async run(ctx, { product }) {
    const { id, name } = await createProduct(ctx, product);
    revalidatePath("/plans", "layout");
    return { id, name };
  },
});

export const updateProductAction = action({
  permission: "catalog:write",
  input: OneProduct.extend({ changes: ProductChanges }),
  async run(ctx, { productId, changes }) {
    const { name } = await updateProduct(ctx, productId, changes);
    revalidatePath("/plans", "layout");
    return { name };
  },
});

export const archiveProductAction = action({
  permission: "catalog:write",
  input: OneProduct,
  async run(ctx, { productId }) {
    const { name } = await archiveProduct(ctx, productId);
    revalidatePath("/plans", "layout");
    return { name };
  },
});

export const restoreProductAction = action({
  permission: "catalog:write",
  input: OneProduct,
  async run(ctx, { productId }) {
    const { name } = await restoreProduct(ctx, productId);
    revalidatePath("/plans", "layout");
    return { name };
  },
});
