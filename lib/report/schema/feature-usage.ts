import * as z from "zod";

/** How one feature was used in thirty days; days are those of each customer's zone. */
export const FeatureUsageView = z.object({
  days: z.array(z.object({ day: z.iso.date(), credits: z.string(), events: z.int() })),
  credits: z.string(),
  events: z.int(),
  /** Those who used the most, by credits and then by events. */
  customers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      credits: z.string(),
      events: z.int(),
      refused: z.int(),
    }),
  ),
  customerCount: z.int(),
});
export type FeatureUsageView = z.infer<typeof FeatureUsageView>;
