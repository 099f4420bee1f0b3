/** Products: what plans belong to, and whether a customer may have several of them at a time. */
import * as z from "zod";
import { findProduct, listProducts } from "@/lib/catalog/reads/products";
import { type ProductChanges, ProductInput, type ProductRow } from "@/lib/catalog/schema/product";
import { keyOf } from "@/lib/catalog/schema/text";
import { archiveProduct } from "@/lib/catalog/writes/archive-product";
import { createProduct } from "@/lib/catalog/writes/create-product";
import { updateProduct } from "@/lib/catalog/writes/update-product";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { idText, ProductId } from "@/lib/ids";
import { ProductDialect, productDialect } from "./dialect/product";
import { listOf, Message, PageQuery } from "./fields";
import { pour } from "./pour";
import { type Route, route } from "./route";

const Params = z.object({ productId: ProductId });
const NAMES = { key: "lookup_key", isSingleActive: "single_active" };

async function productNamed(ctx: Context, id: ProductId): Promise<ProductRow> {
  const product = await findProduct(ctx, id);
  if (!product) throw notFound("product", idText("prod", id));
  return product;
}

const createProductRoute = route({
  method: "post",
  path: "/products",
  scope: "catalog:write",
  summary: "Create a product",
  body: z
    .strictObject({
      name: ProductInput.shape.name,
      lookup_key: ProductInput.shape.key.nullish(),
      description: ProductInput.shape.description.unwrap().nullish(),
      single_active: z.boolean().nullish(),
    })
    .transform((body, issue) =>
      pour(
        ProductInput,
        {
          name: body.name,
          key: body.lookup_key ?? keyOf(body.name),
          description: body.description ?? "",
          isSingleActive: body.single_active ?? true,
        },
        { issue, names: NAMES },
      ),
    ),
  reply: ProductDialect,
  status: 201,
  refusals: ["validation_error", "already_exists"],
  run: async (ctx, { body }) => {
    const { id } = await createProduct(ctx, body);
    return productDialect(ctx, await productNamed(ctx, ProductId.parse(id)));
  },
});

const listProductsRoute = route({
  method: "get",
  path: "/products",
  scope: "catalog:read",
  summary: "List products, by name",
  query: PageQuery.extend({ search: z.string().max(200).default("") }),
  reply: listOf(ProductDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { query: { limit, offset, search } }) => {
    const page = await listProducts(ctx, { limit, offset, search, status: null });
    return {
      items: page.items.map((row) => productDialect(ctx, row)),
      pagination: { total: page.total, limit, offset },
      next_cursor: null,
    };
  },
});

const getProductRoute = route({
  method: "get",
  path: "/products/{productId}",
  scope: "catalog:read",
  summary: "Get a product",
  params: Params,
  reply: ProductDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { productId } }) =>
    productDialect(ctx, await productNamed(ctx, productId)),
});

const updateProductRoute = route({
  method: "put",
  path: "/products/{productId}",
  scope: "catalog:write",
  summary: "Change a product; refused to be single while a customer has several of it",
  params: Params,
  body: z
    .strictObject({
      name: ProductInput.shape.name.nullish(),
      description: ProductInput.shape.description.unwrap().nullish(),
      single_active: z.boolean().nullish(),
    })
    .transform(
      (body): ProductChanges => ({
        name: body.name ?? undefined,
        description: body.description ?? undefined,
        isSingleActive: body.single_active ?? undefined,
      }),
    ),
  reply: ProductDialect,
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { productId }, body }) => {
    await updateProduct(ctx, productId, body);
    return productDialect(ctx, await productNamed(ctx, productId));
  },
});

const deleteProductRoute = route({
  method: "delete",
  path: "/products/{productId}",
  scope: "catalog:write",
  summary: "Archive a product; refused while plans of it are on sale",
  params: Params,
  reply: Message,
  status: 200,
  refusals: ["not_found", "invalid_state"],
  run: async (ctx, { params: { productId } }) => {
    await archiveProduct(ctx, productId);
    return { message: "Product archived" };
  },
});

export const PRODUCT_ROUTES: readonly Route[] = [
  createProductRoute,
  listProductsRoute,
  getProductRoute,
  updateProductRoute,
  deleteProductRoute,
].flat();
