import * as z from "zod";
import { DebitPreviewView } from "@/lib/ledger/schema";

/** A debit's preview, with what it means for how long the customer's credits last. */
export const DebitOutlookView = z.object({
  preview: DebitPreviewView,
  /** Whole days at the pace of the last seven; null: no forecast, or another unit than the default. */
  daysLeftBefore: z.int().nullable(),
  daysLeftAfter: z.int().nullable(),
  /** More than a quarter of what is available: the amount is to be typed again. */
  isLarge: z.boolean(),
});
export type DebitOutlookView = z.infer<typeof DebitOutlookView>;
