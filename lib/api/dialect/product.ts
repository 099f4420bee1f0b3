import * as z from "zod";
import type { ProductRow } from "@/lib/catalog/schema/product";
import type { Context } from "@/lib/context";
import { AuditKeys, auditKeys } from "./audit";

export const ProductDialect = z
  .object({
    ...AuditKeys,
    id: z.string(),
    name: z.string(),
    lookup_key: z.string(),
    description: z.string(),
    /** Whether a customer has one subscription of it at a time. */
    single_active: z.boolean(),
    /** On sale. */
    plans: z.int(),
    addons: z.int(),
    subscribers: z.int(),
  })
  .meta({ id: "Product" });
export type ProductDialect = z.infer<typeof ProductDialect>;

export const productDialect = (ctx: Context, row: ProductRow): ProductDialect => ({
  ...auditKeys(ctx, { ...row, isArchived: row.status === "ARCHIVED" }),
  id: row.id,
  name: row.name,
  lookup_key: row.key,
  description: row.description,
  single_active: row.isSingleActive,
  plans: row.plans,
  addons: row.addOns,
  subscribers: row.subscribers,
});
