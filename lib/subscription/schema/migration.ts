/** Moving a plan's subscribers to its latest version: what it would do to each, and how far it is. */
import * as z from "zod";
import { PlanId } from "@/lib/ids";
import { CHANGE_TIMES } from "../rules/change-direction";

export const MigrateInput = z.object({
  planId: PlanId,
  /** Now by the share of time that is left, or at each one's next renewal. */
  when: z.enum(CHANGE_TIMES).default("period_end"),
});
export type MigrateInput = z.output<typeof MigrateInput>;
export type MigrateFields = z.input<typeof MigrateInput>;

/** What the migration would do to one subscriber. */
export type MigrationImpact = {
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly versionNumber: number;
  /** When it would happen; null: it cannot be moved. */
  readonly at: string | null;
  readonly zone: string;
  readonly currency: string;
  readonly feeBefore: string;
  readonly feeAfter: string | null;
  /** Of a billing period, by unit. */
  readonly creditsBefore: readonly { readonly creditUnit: string; readonly credits: string }[];
  readonly creditsAfter: readonly { readonly creditUnit: string; readonly credits: string }[];
  readonly lostFeatures: readonly string[];
  /** Why it cannot be moved. */
  readonly obstacle: string | null;
};

/** Nothing was changed. */
export type MigrationDryRun = {
  readonly planId: string;
  readonly planName: string;
  readonly versionNumber: number;
  /** Who would be moved, in all. */
  readonly total: number;
  /** The first of them. */
  readonly impacts: readonly MigrationImpact[];
};

export type MigrationView = {
  readonly id: string;
  readonly status: "RUNNING" | "DONE";
  readonly when: (typeof CHANGE_TIMES)[number];
  readonly total: number;
  readonly moved: number;
  readonly failures: readonly {
    readonly subscriptionId: string;
    readonly code: string;
    readonly message: string;
  }[];
  readonly requestedBy: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
};
