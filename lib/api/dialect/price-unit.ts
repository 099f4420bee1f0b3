import * as z from "zod";
import type { CreditUnitView } from "@/lib/catalog/schema/credit-unit";
import type { Context } from "@/lib/context";
import { AuditKeys, auditKeys } from "./audit";

export const PriceUnitDialect = z
  .object({
    ...AuditKeys,
    /** A unit is named by its code. */
    id: z.string(),
    code: z.string(),
    name: z.string(),
    singular: z.string(),
    symbol: z.string(),
    precision: z.int(),
    base_currency: z.string(),
    /** Money that one is worth; new wallets begin with it, or with 1. */
    conversion_rate: z.string().nullable(),
    is_default: z.boolean(),
    metadata: z.record(z.string(), z.string()),
  })
  .meta({ id: "PriceUnit" });
export type PriceUnitDialect = z.infer<typeof PriceUnitDialect>;

export const priceUnitDialect = (ctx: Context, unit: CreditUnitView): PriceUnitDialect => ({
  ...auditKeys(ctx, {}),
  id: unit.code,
  code: unit.code,
  name: unit.plural,
  singular: unit.singular,
  symbol: unit.code,
  precision: unit.precision,
  base_currency: unit.currency,
  conversion_rate: unit.conversionRate,
  is_default: unit.isDefault,
  metadata: {},
});
