/** What credits are counted in: an organization starts with `credits`, and may have others. */
import * as z from "zod";
import { orNone, PositiveMoney } from "@/lib/money/schema";
import { plainText } from "@/lib/text/schema";
import { CreditUnit } from "./text";

export const CreditUnitInput = z.object({
  /** As programs call it; it never changes. */
  code: CreditUnit,
  singular: plainText(40).min(1, "Say what one is called"),
  plural: plainText(40).min(1, "Say what several are called"),
  /** Decimals that are shown, and that shares are rounded down to; what is counted has nine. */
  precision: z.int("Enter a whole number").min(0, "From 0 to 9").max(9, "From 0 to 9").default(2),
  /** Money of the organization's currency that one is worth: 0.01. New wallets begin with it; empty: 1. */
  conversionRate: orNone(PositiveMoney).default(null),
});
export type CreditUnitInput = z.output<typeof CreditUnitInput>;
export type CreditUnitFields = z.input<typeof CreditUnitInput>;

export const CreditUnitChanges = CreditUnitInput.omit({ code: true });
export type CreditUnitChanges = z.output<typeof CreditUnitChanges>;

export const CreditUnitView = z.object({
  code: z.string(),
  singular: z.string(),
  plural: z.string(),
  precision: z.int(),
  conversionRate: z.string().nullable(),
  /** Of the rate: the organization's. */
  currency: z.string(),
  /** What is granted, sold and limited when no unit is named. */
  isDefault: z.boolean(),
});
export type CreditUnitView = z.infer<typeof CreditUnitView>;
