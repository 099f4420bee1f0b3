/** Moving a plan's subscribers to its latest version: what it would do to each, and how far it is. */
import * as z from "zod";
import { PlanId } from "@/lib/ids";
import { plainLines } from "@/lib/text/schema";
import { CHANGE_TIMES } from "../rules/change-direction";

export const MigrateInput = z.object({
  planId: PlanId,
  /** Now by the share of time that is left, or at each one's next renewal. */
  when: z.enum(CHANGE_TIMES).default("period_end"),
  reason: plainLines(500).default(""),
  /** Of the dry run that was shown. */
  fingerprint: z.string().max(64).optional(),
});
export type MigrateInput = z.output<typeof MigrateInput>;
export type MigrateFields = z.input<typeof MigrateInput>;

const Credits = z.array(z.object({ creditUnit: z.string(), credits: z.string() }));

/** What the migration would do to one subscriber. */
export const MigrationImpact = z.object({
  subscriptionId: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  customerExternalId: z.string(),
  versionNumber: z.int(),
  /** When it would happen; null: it cannot be moved. */
  at: z.iso.datetime().nullable(),
  zone: z.string(),
  currency: z.string(),
  feeBefore: z.string(),
  feeAfter: z.string().nullable(),
  /** Of a billing period, by unit. */
  creditsBefore: Credits,
  creditsAfter: Credits,
  lostFeatures: z.array(z.string()),
  /** Why it cannot be moved. */
  obstacle: z.string().nullable(),
});
export type MigrationImpact = z.infer<typeof MigrationImpact>;

/** Nothing was changed. */
export const MigrationDryRun = z.object({
  planId: z.string(),
  planName: z.string(),
  versionNumber: z.int(),
  /** Who would be moved, in all. */
  total: z.int(),
  /** The first of them. */
  impacts: z.array(MigrationImpact),
  /** Sent along, it holds the migration to this version and so many. */
  fingerprint: z.string(),
});
export type MigrationDryRun = z.infer<typeof MigrationDryRun>;

export const MigrationView = z.object({
  id: z.string(),
  status: z.enum(["RUNNING", "DONE"]),
  when: z.enum(CHANGE_TIMES),
  total: z.int(),
  moved: z.int(),
  failures: z.array(
    z.object({ subscriptionId: z.string(), code: z.string(), message: z.string() }),
  ),
  requestedBy: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type MigrationView = z.infer<typeof MigrationView>;
