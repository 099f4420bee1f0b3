/** Many starts of one plan, each for a customer by its external id. */
import * as z from "zod";
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

/** Names a run: a repeat under the same name starts nobody twice. */
export const RunName = plainText(100).min(1);

export const BulkInput = z.object({
  terms: BulkTerms,
  /** Whatever a list has: what is no id is refused by itself, and holds up nobody. */
  externalIds: z.array(z.string().max(10_000)).min(1).max(BULK_CHUNK),
  run: RunName,
  /** How many of the run come before these. */
  from: z.int().nonnegative().default(0),
});
export type BulkInput = z.output<typeof BulkInput>;

/** What a run is about: kept until it is through, for whoever goes on with it. */
export const KeepRunInput = z.object({
  name: RunName,
  externalIds: z.array(z.string().max(10_000)).min(1).max(20_000),
  /** What was chosen, as the form has it; read again by the start of each. */
  fields: z.looseObject({ planId: z.string() }),
});
export type KeepRunInput = z.output<typeof KeepRunInput>;

/** A run that is not through. */
export const LeftRunView = z.object({
  name: z.string(),
  externalIds: z.array(z.string()),
  fields: z.record(z.string(), z.unknown()),
  /** So many of them were tried. */
  done: z.int(),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
});
export type LeftRunView = z.infer<typeof LeftRunView>;

export const BULK_OUTCOMES = ["will_start", "started", "was_started", "refused"] as const;

const CreditsByUnit = z.array(z.object({ creditUnit: z.string(), amount: z.string() }));

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
  credits: CreditsByUnit,
  /** Of a dry run: what is given with the payment of what is invoiced at once. */
  pending: CreditsByUnit,
  /** Of a dry run: what one should know before. */
  warnings: z.array(z.string()),
});
export type BulkResult = z.infer<typeof BulkResult>;
