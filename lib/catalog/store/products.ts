/** Products, as rows. */
import type { Prisma } from "@/lib/db/generated/client";
import type { ColdTx } from "@/lib/db/transact";
import { idFromRow, newId, type OrganizationId, type ProductId } from "@/lib/ids";
import { DEFAULT_PRODUCT_KEY } from "../schema/product";
import { runningAt } from "./plans";

export type ProductRecord = Prisma.ProductGetPayload<object>;

export const loadProduct = (
  client: Prisma.TransactionClient,
  organizationId: OrganizationId,
  id: ProductId,
): Promise<ProductRecord | null> => client.product.findFirst({ where: { id, organizationId } });

export async function isProductKeyTaken(
  tx: ColdTx,
  organizationId: OrganizationId,
  key: string,
): Promise<boolean> {
  return (await tx.prisma.product.count({ where: { organizationId, key } })) > 0;
}

/** The product of this id, if it is not archived; without an id the organization's default one, made at first need. */
export async function findOrCreateProduct(
  tx: ColdTx,
  organizationId: OrganizationId,
  { id, at }: { readonly id: ProductId | null; readonly at: Date },
): Promise<ProductId | undefined> {
  const wanted =
    id === null
      ? { organizationId, key: DEFAULT_PRODUCT_KEY }
      : { organizationId, id, archivedAt: null };
  const found = await tx.prisma.product.findFirst({ where: wanted });
  if (found) return idFromRow<ProductId>(found.id);
  if (id !== null) return undefined;
  const made = newId<ProductId>();
  const times = { createdAt: at, updatedAt: at };
  await tx.prisma.product.create({
    data: { id: made, organizationId, key: DEFAULT_PRODUCT_KEY, name: "Plans", ...times },
  });
  return made;
}

/** How many of a product's plans and add-ons are on sale. */
export const countOnSale = (client: Prisma.TransactionClient, id: ProductId): Promise<number> =>
  client.plan.count({ where: { productId: id, archivedAt: null } });

/** A customer who has several running subscriptions of it; undefined if nobody has. */
export async function findCustomerWithSeveral(
  tx: ColdTx,
  id: ProductId,
  at: Date,
): Promise<string | undefined> {
  const [several] = await tx.prisma.subscription.groupBy({
    by: ["customerId"],
    where: { productId: id, ...runningAt(at) },
    having: { customerId: { _count: { gt: 1 } } },
    orderBy: { customerId: "asc" },
    take: 1,
  });
  if (!several) return undefined;
  const customer = await tx.prisma.customer.findUnique({ where: { id: several.customerId } });
  return customer?.name;
}
