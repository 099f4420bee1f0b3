/** Many starts of one plan, each for a customer by its external id. */
import * as z from "zod";
import { ExternalId } from "@/lib/customer/schema";
import { plainText } from "@/lib/text/schema";
import { StartInput } from "../schema";

/** So many at once: a run goes from chunk to chunk, and shows how far it is. */
export const BULK_CHUNK = 20;

export const BulkTerms = StartInput.omit({
  customerId: true,
  startsAt: true,
  reference: true,
  metadata: true,
}).extend({
  /** A day of each customer's own calendar; null: now. */
  startsOn: z.iso.date("Enter a day").nullable().default(null),
});
export type BulkTerms = z.output<typeof BulkTerms>;
export type BulkTermsFields = z.input<typeof BulkTerms>;

export const BulkInput = z.object({
  terms: BulkTerms,
  externalIds: z.array(ExternalId).min(1).max(BULK_CHUNK),
  /** Names the run: a repeat under the same name starts nobody twice. */
  run: plainText(100).min(1),
});
export type BulkInput = z.output<typeof BulkInput>;

export const BULK_OUTCOMES = ["will_start", "started", "was_started", "refused"] as const;

/** How one of them fares. */
export const BulkResult = z.object({
  externalId: z.string(),
  customerId: z.string().nullable(),
  customerName: z.string().nullable(),
  outcome: z.enum(BULK_OUTCOMES),
  /** Why it is refused. */
  message: z.string().nullable(),
  subscriptionId: z.string().nullable(),
  /** Of a dry run: what is invoiced at once, in `currency`. */
  invoiced: z.string().nullable(),
  currency: z.string().nullable(),
  /** Of a dry run: what is given at once. */
  credits: z.array(z.object({ creditUnit: z.string(), amount: z.string() })),
});
export type BulkResult = z.infer<typeof BulkResult>;
