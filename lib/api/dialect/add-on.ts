import * as z from "zod";
import type { PlanDetail, PlanRow } from "@/lib/catalog/schema/plan";
import type { Context } from "@/lib/context";
import { PlanDialect, planDialect, planRowDialect } from "./plan";

export const AddOnDialect = PlanDialect.extend({
  /** The dialect's; a subscription says how many it has. */
  type: z.literal("multiple_instance"),
}).meta({ id: "AddOn" });
export type AddOnDialect = z.infer<typeof AddOnDialect>;

const ADDON = "ADDON" as const;

export function addOnDialect(ctx: Context, addOn: PlanDetail): AddOnDialect {
  const { prices, ...dialect } = planDialect(ctx, addOn);
  return {
    ...dialect,
    type: "multiple_instance",
    prices: prices?.map((price) => ({ ...price, entity_type: ADDON })) ?? null,
  };
}

export const addOnRowDialect = (ctx: Context, row: PlanRow): AddOnDialect => ({
  ...planRowDialect(ctx, row),
  type: "multiple_instance",
});
