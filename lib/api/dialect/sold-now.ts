/** What comes at once of more of something within a period. */
import * as z from "zod";
import type { SoldNow as Now } from "@/lib/subscription/schema/sold-parts";

export const SoldNow = {
  /** Invoiced at once, in the subscription's currency. */
  charged_now: z.string(),
  /** Credits that are given at once. */
  credits_now: z.string(),
  /** Credits that come with the payment of what is invoiced. */
  pending_now: z.string(),
  /** Fees in credits that are drawn at once. */
  drawn_now: z.string(),
};

export const soldNow = ({ charged, given, pending, drawn }: Now) => ({
  ...{ charged_now: charged, credits_now: given, pending_now: pending, drawn_now: drawn },
});
