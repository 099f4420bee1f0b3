/** A subscription as the dashboard's list shows it. */
import * as z from "zod";
import { CustomerId, PlanId } from "@/lib/ids";
import { PERIOD_LENGTHS } from "@/lib/time/period-length";
import { SUBSCRIPTION_STATUSES } from "../rules/subscription";
import { SubscriptionView } from "../schema";

export const SubscriptionRow = SubscriptionView.extend({
  /** The tiers of credits that it chose. */
  chosenTiers: z.array(z.object({ credits: z.string(), creditUnit: z.string() })),
  /** Terms of its own in place of the plan's. */
  hasOverrides: z.boolean(),
  nextInvoiceAt: z.iso.datetime().nullable(),
  /** Without what use adds; null: none is to come. */
  nextInvoiceTotal: z.string().nullable(),
  isOnTestClock: z.boolean(),
});
export type SubscriptionRow = z.infer<typeof SubscriptionRow>;

export const SubscriptionRowQuery = z.object({
  search: z.string().trim().max(200).default(""),
  status: z.enum(SUBSCRIPTION_STATUSES).nullable().default(null),
  customerId: CustomerId.nullable().default(null),
  planId: PlanId.nullable().default(null),
  billingPeriod: z.enum(PERIOD_LENGTHS).nullable().default(null),
  /** Whether it has terms of its own. */
  hasOverrides: z.boolean().nullable().default(null),
  /** Local days in the subscription's own zone; both ends included. */
  renewsFrom: z.iso.date().nullable().default(null),
  renewsUntil: z.iso.date().nullable().default(null),
  startedFrom: z.iso.date().nullable().default(null),
  startedUntil: z.iso.date().nullable().default(null),
  cursor: z.string().max(500).nullable().default(null),
  offset: z.int().min(0).max(100_000).default(0),
  limit: z.int().min(1).max(1000).default(50),
});
export type SubscriptionRowQuery = z.output<typeof SubscriptionRowQuery>;

export type SubscriptionRowPage = {
  readonly items: readonly SubscriptionRow[];
  readonly total: number;
  readonly nextCursor: string | null;
};
