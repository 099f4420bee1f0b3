import * as z from "zod";
import { CurrencyCode, MoneyOrZero, PositiveCredits } from "@/lib/money/schema";
import { CATALOG_STATUSES } from "./feature";
import { CreditUnit, ListQuery, Name } from "./text";

/** Credits for a price, once: 1,000 for 29 USD. */
export const PackInput = z.object({
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
});
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
