/** What a price would come to, asked before anything is used or published. */
import * as z from "zod";
import { QuantityOrZero } from "@/lib/money/schema";

export const QuoteInput = z.object({
  /** In the feature's units, over the price's period. */
  quantity: QuantityOrZero,
  /** How many events it comes from, all of the same size. */
  events: z
    .int("Enter a whole number")
    .min(0, "Not below zero")
    .max(1_000_000_000, "At most 1,000,000,000")
    .default(1),
});
export type QuoteInput = z.output<typeof QuoteInput>;

export const QuoteView = z.object({
  /** In `currency`, or in credits of `creditUnit`; minimum and maximum applied. */
  total: z.string(),
  currency: z.string().nullable(),
  creditUnit: z.string().nullable(),
  /** What is left of the quantity after the price's own free units or free amount. */
  billable: z.string(),
  tiers: z.array(
    z.object({
      upTo: z.string().nullable(),
      unitAmount: z.string(),
      flatAmount: z.string(),
      units: z.string(),
      amount: z.string(),
    }),
  ),
  /** Which of the price's bounds decided the total. */
  bound: z.enum(["minimum", "maximum"]).nullable(),
});
export type QuoteView = z.infer<typeof QuoteView>;
