/** Products: what plans belong to, and whether a customer may have several of them at a time. */
import * as z from "zod";
import { CATALOG_STATUSES } from "./feature";
import { Description, Key, ListQuery, Name } from "./text";

/** The product of plans that name none. */
export const DEFAULT_PRODUCT_KEY = "default";

export const ProductInput = z.object({
  name: Name,
  key: Key,
  description: Description.default(""),
  /** One subscription of it per customer. */
  isSingleActive: z.boolean().default(true),
});
export type ProductInput = z.output<typeof ProductInput>;
export type ProductFields = z.input<typeof ProductInput>;

export const ProductChanges = z.object({
  name: Name.optional(),
  description: Description.optional(),
  isSingleActive: z.boolean().optional(),
});
export type ProductChanges = z.output<typeof ProductChanges>;

export const ProductView = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  description: z.string(),
  isSingleActive: z.boolean(),
  status: z.enum(CATALOG_STATUSES),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ProductView = z.infer<typeof ProductView>;

/** A product as the list shows it. */
export const ProductRow = ProductView.extend({
  /** On sale; add-ons apart. */
  plans: z.int(),
  addOns: z.int(),
  /** Running subscriptions. */
  subscribers: z.int(),
});
export type ProductRow = z.infer<typeof ProductRow>;

export const ProductQuery = ListQuery.extend({
  status: z.enum(CATALOG_STATUSES).nullable().default("ACTIVE"),
});
export type ProductQuery = z.output<typeof ProductQuery>;
