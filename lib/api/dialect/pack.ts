import * as z from "zod";
import { PACK_VISIBILITIES, type PackView } from "@/lib/catalog/schema/pack";
import type { Context } from "@/lib/context";
import { AmountText } from "../amounts";
import { AuditKeys, auditKeys } from "./audit";

export const PackDialect = z
  .object({
    ...AuditKeys,
    id: z.string(),
    name: z.string(),
    credits: AmountText,
    credit_unit: z.string(),
    price: AmountText,
    currency: z.string(),
    /** Price ÷ credits, to nine places. */
    unit_price: AmountText,
    /** Days from payment; null never expires. */
    expires_after_days: z.int().nullable(),
    /** Of its credits, where a top-up names none; lower burns first. */
    priority: z.int(),
    /** Pieces a top-up; a largest number of null: any. */
    min_quantity: z.int(),
    max_quantity: z.int().nullable(),
    quantity_step: z.int(),
    /** Pieces that one customer may buy in all; null: any number. */
    max_per_customer: z.int().nullable(),
    /** Only for subscribers of one of these; empty: for everybody. */
    plan_ids: z.array(z.string()),
    /** `HIDDEN`: not told of where credits run out. */
    visibility: z.enum(PACK_VISIBILITIES),
  })
  .meta({ id: "Pack" });
export type PackDialect = z.infer<typeof PackDialect>;

export const packDialect = (ctx: Context, pack: PackView): PackDialect => ({
  ...auditKeys(ctx, { ...pack, isArchived: pack.status === "ARCHIVED" }),
  id: pack.id,
  name: pack.name,
  credits: pack.credits,
  credit_unit: pack.creditUnit,
  price: pack.price,
  currency: pack.currency,
  unit_price: pack.unitPrice,
  expires_after_days: pack.expiresAfterDays,
  priority: pack.priority,
  min_quantity: pack.minQuantity,
  max_quantity: pack.maxQuantity,
  quantity_step: pack.quantityStep,
  max_per_customer: pack.maxPerCustomer,
  plan_ids: pack.planIds,
  visibility: pack.visibility,
});
