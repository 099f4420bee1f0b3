import type { Context } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { prisma } from "@/lib/db/prisma";
import type { ProductId } from "@/lib/ids";
import type { ProductQuery, ProductRow } from "../schema/product";
import { runningAt } from "../store/plans";
import type { ProductRecord } from "../store/products";
import { productView } from "../view/product";
import type { Page } from "./features";

/** What a choice of a product is made of. */
export const ALL_ON_SALE = {
  search: "",
  status: "ACTIVE",
  limit: 1000,
  offset: 0,
} as const satisfies ProductQuery;

/** By name: there are few. */
export async function listProducts(ctx: Context, query: ProductQuery): Promise<Page<ProductRow>> {
  const contains = { contains: query.search, mode: "insensitive" as const };
  const where = {
    organizationId: ctx.organizationId,
    ...(query.status && { archivedAt: query.status === "ACTIVE" ? null : { not: null } }),
    ...(query.search && { OR: [{ name: contains }, { key: contains }] }),
  };
  const [products, total] = await Promise.all([
    prisma().product.findMany({
      where,
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: query.limit,
      skip: query.offset,
    }),
    prisma().product.count({ where }),
  ]);
  return { items: await productRows(ctx, products), total };
}

export async function findProduct(ctx: Context, id: ProductId): Promise<ProductRow | undefined> {
  const found = await prisma().product.findMany({
    where: { id, organizationId: ctx.organizationId },
  });
  const [row] = await productRows(ctx, found);
  return row;
}

async function productRows(
  ctx: Context,
  products: readonly ProductRecord[],
): Promise<ProductRow[]> {
  const ofThese = { productId: { in: products.map(({ id }) => id) } };
  const [plans, addOns, subscribers] = await Promise.all([
    countOnSale({ ...ofThese, kind: "PLAN" }),
    countOnSale({ ...ofThese, kind: "ADD_ON" }),
    prisma().subscription.groupBy({
      by: ["productId"],
      where: { ...ofThese, ...runningAt(ctx.at) },
      _count: { _all: true },
    }),
  ]);
  const running = new Map(subscribers.map((group) => [group.productId, group._count._all]));
  return products.map((product) => ({
    ...productView(product),
    plans: plans.get(product.id) ?? 0,
    addOns: addOns.get(product.id) ?? 0,
    subscribers: running.get(product.id) ?? 0,
  }));
}

async function countOnSale(where: Prisma.PlanWhereInput): Promise<ReadonlyMap<string, number>> {
  const groups = await prisma().plan.groupBy({
    by: ["productId"],
    where: { ...where, archivedAt: null },
    _count: { _all: true },
  });
  return new Map(groups.map((group) => [group.productId, group._count._all]));
}
