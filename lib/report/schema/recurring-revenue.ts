import * as z from "zod";

/** What running subscriptions pay for a plan or add-on by the month, in one currency. */
export const RevenueView = z.object({
  currency: z.string(),
  monthly: z.string(),
  /** Of all that is paid by the month in this currency, in percent with one place. */
  share: z.string(),
});
export type RevenueView = z.infer<typeof RevenueView>;

/** By a plan's id; a plan that nobody pays for is not told. */
export type RevenueByPlan = Readonly<Record<string, readonly RevenueView[]>>;
