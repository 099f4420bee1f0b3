import * as z from "zod";
import { ChargeId, CustomerId, PlanId } from "@/lib/ids";
import { BILLING_FIELDS, BillingMethodView } from "@/lib/invoicing/schema/billing";
import { Instant, Metadata, plainLines, Reference } from "@/lib/text/schema";
import { PERIOD_LENGTHS } from "@/lib/time/period-length";
import { BILLING_CYCLES, SUBSCRIPTION_STATUSES } from "./rules/subscription";
import { AgreedOverrideInput, StartOverridesInput } from "./schema/override";
import { AllowedFeatureView, BookedAtOnceView, TimelineView } from "./schema/timeline";

const Tier = z.int().min(0).max(99);
const Pieces = z
  .int("Enter a whole number")
  .min(0, "Not below zero")
  .max(1_000_000, "At most 1,000,000");

export const StartInput = z.object({
  customerId: CustomerId,
  planId: PlanId,
  /** The plan's published version of today is taken. Null: now. It may lie behind or ahead. */
  startsAt: Instant.nullable().default(null),
  billingCycle: z.enum(BILLING_CYCLES).default("ANNIVERSARY"),
  /** Null: that of the plan's fees; to be named where they have several. */
  billingPeriod: z.enum(PERIOD_LENGTHS).nullable().default(null),
  /** Of the plan's one charge with tiers of credits, 0 for the first; null: the only one there is. */
  tier: Tier.nullable().default(null),
  /** Where it has several such charges, the tier of each. */
  tiers: z.record(ChargeId, Tier).default({}),
  /** Of a recurring fee, how many pieces, where it is not as many as the plan says. */
  quantities: z.record(ChargeId, Pieces).default({}),
  /** What is sold on top of the plan, and how many of each. */
  addOns: z
    .array(
      z.object({
        planId: PlanId,
        quantity: z.int().min(1).max(10_000, "At most 10,000"),
        /** Where it has several tiers of credits: 0 for the first. */
        tier: Tier.nullable().default(null),
      }),
    )
    .max(20, "At most 20 add-ons")
    .default([]),
  overrides: StartOverridesInput.prefault({}),
  /** The same with prices of any model, and for a time. */
  ownTerms: z.array(AgreedOverrideInput).max(100, "At most 100 terms").default([]),
  /** How long it is tried before the plan starts; null: as the plan says, 0: not at all. */
  trialDays: z
    .int("Enter a whole number of days")
    .min(0, "Not below zero")
    .max(730, "At most 730 days")
    .nullable()
    .default(null),
  ...BILLING_FIELDS,
  /** The caller's own name for this start; asking twice under one name starts once. */
  reference: Reference.nullable().default(null),
  metadata: Metadata.default({}),
});
export type StartInput = z.output<typeof StartInput>;
export type StartFields = z.input<typeof StartInput>;

export const CancelInput = z.object({
  when: z.enum(["period_end", "now"]).default("period_end"),
  /** Of a cancellation now: whether the plan's unspent credits are voided or stay to their end. */
  credits: z.enum(["void", "keep"]).default("void"),
  /** Of one now that voids them: whether unused time is given back, as far as it was paid for. */
  unused: z.enum(["none", "credit"]).default("none"),
  reason: plainLines(500).default(""),
  /** The caller's own name for it; asked again under one name, the first answer is given. */
  reference: Reference.nullable().optional(),
});
export type CancelInput = z.output<typeof CancelInput>;
export type CancelFields = z.input<typeof CancelInput>;

/** How many of an add-on there are to be; 0: none. */
export const AddOnInput = z.object({
  planId: PlanId,
  quantity: z.int("Enter a whole number").min(0, "Not below zero").max(10_000, "At most 10,000"),
  /** Where it has several tiers of credits, 0 for the first; null: as it is. */
  tier: Tier.nullable().default(null),
  reason: plainLines(500).default(""),
});
export type AddOnInput = z.output<typeof AddOnInput>;
export type AddOnFields = z.input<typeof AddOnInput>;

/** How many pieces of a recurring fee there are to be. */
export const QuantityInput = z.object({
  chargeId: ChargeId,
  quantity: Pieces,
  reason: plainLines(500).default(""),
});
export type QuantityInput = z.output<typeof QuantityInput>;
export type QuantityFields = z.input<typeof QuantityInput>;

/** Pausing, resuming, taking a cancellation back. */
export const TurnInput = z.object({
  reason: plainLines(500).default(""),
  /** Of a pause: when it goes on by itself. Null: when somebody says so; left out: as it is. */
  resumesAt: Instant.nullable().optional(),
  /** The caller's own name for it; asked again under one name, the first answer is given. */
  reference: Reference.nullable().optional(),
});
export type TurnInput = z.output<typeof TurnInput>;
export type TurnFields = z.input<typeof TurnInput>;

/** Credits that a subscription will give. */
export const UpcomingGrantView = z.object({
  subscriptionId: z.string(),
  planGrantId: z.string(),
  planName: z.string(),
  name: z.string(),
  credits: z.string(),
  creditUnit: z.string(),
  dueAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  periodStart: z.iso.datetime(),
  periodEnd: z.iso.datetime(),
  /** They come with the payment of an invoice: due then, but nothing can be spent before. */
  awaitsPayment: z.boolean(),
});
export type UpcomingGrantView = z.infer<typeof UpcomingGrantView>;

/** The same before there is a subscription; what waits for a payment is told by the timeline. */
const PlannedGrantView = UpcomingGrantView.omit({ subscriptionId: true, awaitsPayment: true });

export const SubscriptionView = z.object({
  id: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  customerExternalId: z.string(),
  planId: z.string(),
  planVersionId: z.string(),
  planKey: z.string(),
  planName: z.string(),
  planVersionNumber: z.int(),
  status: z.enum(SUBSCRIPTION_STATUSES),
  currency: z.string(),
  billingPeriod: z.enum(PERIOD_LENGTHS),
  billingPeriodCount: z.int(),
  billingCycle: z.enum(BILLING_CYCLES),
  ...BillingMethodView.shape,
  zone: z.string(),
  anchorAt: z.iso.datetime(),
  startedAt: z.iso.datetime(),
  /** Exclusive. Null: it was not tried before. */
  trialEndsAt: z.iso.datetime().nullable(),
  currentPeriodStart: z.iso.datetime(),
  currentPeriodEnd: z.iso.datetime(),
  /** Since when it is paused; null: it is not. */
  pausedAt: z.iso.datetime().nullable(),
  /** While it is paused: when it goes on by itself; null: when somebody says so. */
  resumesAt: z.iso.datetime().nullable(),
  /** When it ends, or ended; null while it renews. */
  endsAt: z.iso.datetime().nullable(),
  /** The one that this took the place of, at a change of plan or tier. */
  previousSubscriptionId: z.string().nullable(),
  /** Of each charge with tiers of credits: which it has, 0 for the first. */
  tiers: z.record(z.string(), z.int()),
  /** Of recurring fees: how many pieces, where it is not as many as the plan says. */
  quantities: z.record(z.string(), z.int()),
  /** Those of the next period, where they will be other ones. */
  nextQuantities: z.record(z.string(), z.int()).nullable(),
  /** What is sold on top of the plan; `nextQuantity`: from the next period on. */
  addOns: z.array(
    z.object({
      planId: z.string(),
      planVersionId: z.string(),
      name: z.string(),
      quantity: z.int(),
      /** Of those with several tiers of credits: 0 for the first; null: it has none. */
      tier: z.int().nullable(),
      nextQuantity: z.int(),
      nextTier: z.int().nullable(),
    }),
  ),
  /** What is suspended because its fee in credits could not be paid. */
  suspendedItems: z.array(z.object({ chargeId: z.string(), name: z.string() })),
  cancelledAt: z.iso.datetime().nullable(),
  nextGrantAt: z.iso.datetime().nullable(),
  /** Credits given at `nextGrantAt`. */
  nextGrantCredits: z.string().nullable(),
  latestInvoiceId: z.string().nullable(),
  /** Recurring fees of a whole billing period, in `currency`. */
  recurringAmount: z.string(),
  reference: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type SubscriptionView = z.infer<typeof SubscriptionView>;

/** What a start would do; nothing was changed. */
export const StartPreview = z.object({
  planName: z.string(),
  planVersionNumber: z.int(),
  currency: z.string(),
  billingPeriod: z.enum(PERIOD_LENGTHS),
  periodStart: z.iso.datetime(),
  periodEnd: z.iso.datetime(),
  /** Until when nothing is asked; null: there is no trial. */
  trialEndsAt: z.iso.datetime().nullable(),
  /** As the start says, or as the organization has it. */
  ...BillingMethodView.shape,
  /** Until when the first invoice may be paid; null: nothing is asked at the start. */
  dueAt: z.iso.datetime().nullable(),
  lines: z.array(z.object({ description: z.string(), amount: z.string() })),
  total: z.string(),
  /** Fees in credits that are drawn at once. */
  feesNow: z.array(z.object({ name: z.string(), credits: z.string(), creditUnit: z.string() })),
  grantsNow: z.array(PlannedGrantView),
  grantsLater: z.array(PlannedGrantView),
  /** What is booked at once, and so told by the button. */
  booked: BookedAtOnceView,
  timeline: TimelineView,
  /** What the plan allows of each feature that it lists. */
  features: z.array(AllowedFeatureView),
  /** What one should know before, in words. */
  warnings: z.array(z.string()),
});
export type StartPreview = z.infer<typeof StartPreview>;

/** Sent back, the fingerprint holds the start to what was shown. */
export type ShownStart = StartPreview & { readonly fingerprint: string };

export const SubscriptionQuery = z.object({
  customerId: CustomerId.nullable().default(null),
  planId: PlanId.nullable().default(null),
  status: z.enum(SUBSCRIPTION_STATUSES).nullable().default(null),
  /** Part of the customer's name or external id, or of the plan's name. */
  search: z.string().trim().max(200).default(""),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(500).nullable().default(null),
  offset: z.int().min(0).max(100_000).default(0),
  limit: z.int().min(1).max(1000).default(50),
});
export type SubscriptionQuery = z.output<typeof SubscriptionQuery>;
export type SubscriptionQueryFields = z.input<typeof SubscriptionQuery>;

export type SubscriptionPage = {
  readonly items: readonly SubscriptionView[];
  readonly total: number;
  readonly nextCursor: string | null;
};
