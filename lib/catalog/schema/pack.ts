import * as z from "zod";
import { PlanId } from "@/lib/ids";
import { CurrencyCode, MoneyOrZero, PositiveCredits } from "@/lib/money/schema";
import { CATALOG_STATUSES } from "./feature";
import { CreditUnit, ListQuery, Name } from "./text";

/** PUBLIC: told of where credits run out. HIDDEN: sold by staff alone. */
export const PACK_VISIBILITIES = ["PUBLIC", "HIDDEN"] as const;

const Pieces = z
  .int("Enter a whole number")
  .min(1, "At least one piece")
  .max(1_000_000, "At most 1,000,000");

/** Credits for a price, once: 1,000 for 29 USD. */
export const PackInput = z
  .object({
    name: Name,
    credits: PositiveCredits,
    /** Null: the organization's. */
    creditUnit: CreditUnit.nullable().default(null),
    price: MoneyOrZero,
    /** Null: the organization's. */
    currency: CurrencyCode.nullable().default(null),
    /** Days from payment; null never expires. */
    expiresAfterDays: z
      .int("Enter a whole number of days")
      .min(1, "At least one day")
      .max(3660, "At most 3660 days")
      .nullable()
      .default(null),
    /** Of its credits, where a sale names none; lower burns first. */
    priority: z.int("Enter a whole number").min(0).max(1000).default(10),
    /** Pieces a sale: the fewest, the most (null: any number), how many more at a time. */
    minQuantity: Pieces.default(1),
    maxQuantity: Pieces.nullable().default(null),
    quantityStep: Pieces.default(1),
    /** Pieces that one customer may buy in all; null: any number. */
    maxPerCustomer: Pieces.nullable().default(null),
    /** Only for subscribers of one of these; empty: for everybody. */
    planIds: z.array(PlanId).max(100, "At most 100 plans").default([]),
    visibility: z.enum(PACK_VISIBILITIES).default("PUBLIC"),
  })
  .refine(({ minQuantity, maxQuantity }) => maxQuantity === null || maxQuantity >= minQuantity, {
    path: ["maxQuantity"],
    message: "Not fewer than the fewest that a sale takes",
  })
  .refine(
    ({ minQuantity, maxPerCustomer }) => maxPerCustomer === null || maxPerCustomer >= minQuantity,
    { path: ["maxPerCustomer"], message: "Not fewer than the fewest that a sale takes" },
  );
export type PackInput = z.output<typeof PackInput>;
export type PackFields = z.input<typeof PackInput>;

export const PackView = z.object({
  id: z.string(),
  name: z.string(),
  credits: z.string(),
  creditUnit: z.string(),
  price: z.string(),
  currency: z.string(),
  /** Price ÷ credits, to nine places. */
  unitPrice: z.string(),
  expiresAfterDays: z.int().nullable(),
  priority: z.int(),
  minQuantity: z.int(),
  maxQuantity: z.int().nullable(),
  quantityStep: z.int(),
  maxPerCustomer: z.int().nullable(),
  planIds: z.array(z.string()),
  visibility: z.enum(PACK_VISIBILITIES),
  status: z.enum(CATALOG_STATUSES),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type PackView = z.infer<typeof PackView>;

export const PackQuery = ListQuery.extend({
  status: z.enum(CATALOG_STATUSES).nullable().default("ACTIVE"),
});
export type PackQuery = z.output<typeof PackQuery>;
export type PackQueryFields = z.input<typeof PackQuery>;
