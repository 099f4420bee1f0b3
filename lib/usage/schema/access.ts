/** The questions before the act: may this customer use that feature, and what has been used. */
import * as z from "zod";
import { ReportingUnitView } from "@/lib/catalog/schema/reporting-unit";
import { DrawView, FiguresView } from "@/lib/ledger/schema";
import { ONE_UNIT } from "@/lib/money/quantity";
import { QuantityText } from "@/lib/money/schema";
import { storable } from "@/lib/text/schema";
import { MoneyAmount } from "./event";
import { named, Properties } from "./text";

export const CheckInput = z.object({
  externalCustomerId: named(255),
  featureKey: named(100),
  quantity: QuantityText.refine((quantity) => quantity > 0n, "Enter a quantity above zero").default(
    ONE_UNIT,
  ),
  member: storable(255).nullish(),
  /** The run that it is part of. */
  groupId: storable(255).nullish(),
  properties: Properties,
});
export type CheckInput = z.output<typeof CheckInput>;

const RESETS = ["DAY", "WEEK", "MONTH", "BILLING_PERIOD", "NEVER"] as const;

/** What a customer has of one feature, and what of it is used in the window that runs. */
export const EntitlementUseView = z.object({
  /** `plan` if a plan lists the feature, `price` if it is open to whoever pays; null: neither. */
  by: z.enum(["plan", "price"]).nullable(),
  /** Free units in all; null for features that are not metered. */
  included: z.string().nullable(),
  used: z.string().nullable(),
  /** What is left of the free units. */
  remaining: z.string().nullable(),
  /** Beyond it use is refused; null: no ceiling. */
  limit: z.string().nullable(),
  reset: z.enum(RESETS).nullable(),
  /** Null: it never starts anew. */
  resetsAt: z.iso.datetime().nullable(),
  staticValues: z.array(z.string()),
});
export type EntitlementUseView = z.infer<typeof EntitlementUseView>;

export const CHECK_REASONS = ["not_entitled", "limit_reached", "insufficient_credits"] as const;

const Cure = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("top_up"), credits: z.string() }),
  z.object({
    kind: z.literal("pack"),
    pack_id: z.string(),
    name: z.string(),
    credits: z.string(),
    price: z.string(),
    currency: z.string(),
  }),
  z.object({ kind: z.literal("upgrade"), plan_id: z.string(), name: z.string() }),
  z.object({ kind: z.literal("raise_limit") }),
]);

/** In the order in which they are asked. */
export const CHECK_STEPS = [
  "customer",
  "subscription",
  "access",
  "charge_once",
  "included",
  "ceiling",
  "price",
  "member_limit",
  "overage_limit",
  "balance",
  "draw",
  "invoice",
] as const;

/** One step of the decision: what was found, and whether it lets the use pass. */
export const CheckReason = z.object({
  step: z.enum(CHECK_STEPS),
  ok: z.boolean(),
  text: z.string(),
  /** The id of what it speaks of: the customer, a subscription, a plan, a wallet or a grant. */
  subjectId: z.string().nullable(),
});
export type CheckReason = z.infer<typeof CheckReason>;

export const CheckView = z.object({
  allowed: z.boolean(),
  reason: z.enum(CHECK_REASONS).nullable(),
  /** Why, step by step; the first that is not passed is the last to be asked. */
  reasons: z.array(CheckReason),
  featureKey: z.string(),
  customerId: z.string(),
  quantity: z.string(),
  /** Credits that this use would cost now. */
  cost: z.string(),
  creditUnit: z.string().nullable(),
  /** Of a price in money: what it would cost, and what of it no wallet covers; null: another price. */
  money: z.object({ currency: z.string(), cost: z.string(), owed: z.string() }).nullable(),
  /** Of the cost: what a capping wallet would drop, and what would be owed. */
  dropped: z.string(),
  overage: z.string(),
  entitlement: EntitlementUseView,
  /** The limit that stands in the way, else the feature's ceiling, else the member's limit. */
  limit: z
    .object({
      /** Units of the feature, or credits of a member. */
      scope: z.enum(["feature", "member"]),
      limit: z.string(),
      used: z.string(),
      remaining: z.string(),
      resetsAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  /** The five figures of each wallet of the unit. */
  balances: z.array(FiguresView.extend({ walletId: z.string() })),
  wouldDraw: z.array(DrawView),
  /** What would make a refused use possible. */
  cures: z.array(Cure),
});
export type CheckView = z.infer<typeof CheckView>;

/** A use to be taken at once, if it is allowed. */
export const ConsumeInput = CheckInput.extend({
  /** Names the use, and the event that keeps it: asked twice, taken once. */
  reference: named(255),
  /** What the caller was shown; refused if it would come to something else. */
  fingerprint: z.string().max(64).optional(),
});
export type ConsumeInput = z.output<typeof ConsumeInput>;

/**
 * The check's answer, as it stands after the use: `wouldDraw` is what was drawn. Why it was allowed
 * is not told again.
 */
export const ConsumeView = CheckView.omit({ reasons: true }).extend({
  /** The event that keeps the use. */
  eventId: z.string(),
  /** Null: it cost nothing. */
  transactionId: z.string().nullable(),
});
export type ConsumeView = z.infer<typeof ConsumeView>;

/** What a consume would answer, as it stands before. */
export const ConsumePreview = CheckView.extend({ fingerprint: z.string() });
export type ConsumePreview = z.infer<typeof ConsumePreview>;

/** Where an entitlement comes from. */
export const EntitlementSource = z.object({
  entitlementId: z.string(),
  subscriptionId: z.string(),
  planId: z.string(),
  planName: z.string(),
  isEnabled: z.boolean(),
  includedUnits: z.string().nullable(),
  usageLimit: z.string().nullable(),
  isSoftLimit: z.boolean(),
  reset: z.enum(RESETS),
  /** Who shares its units: all of the customer, each member, run or value of a property. */
  per: z.discriminatedUnion("kind", [
    z.object({ kind: z.enum(["customer", "member", "group"]) }),
    z.object({ kind: z.literal("property"), property: z.string() }),
  ]),
  staticValue: z.string().nullable(),
});
export type EntitlementSource = z.infer<typeof EntitlementSource>;

export const FeatureUseView = z.object({
  featureId: z.string(),
  featureKey: z.string(),
  featureName: z.string(),
  featureType: z.enum(["METERED", "BOOLEAN", "STATIC"]),
  unitSingular: z.string(),
  unitPlural: z.string(),
  /** What quantities are read in; null: as they are counted. */
  reportingUnit: ReportingUnitView.nullable(),
  isAllowed: z.boolean(),
  entitlement: EntitlementUseView,
  sources: z.array(EntitlementSource),
  /** Where members or values are counted apart: those that used most in the window that runs. */
  apart: z.array(z.object({ value: z.string(), used: z.string() })),
  /** Credits per unit now, if its price is that simple; null: no price, or one in tiers or money. */
  creditsPerUnit: z.string().nullable(),
  /** Of a price in money: what no wallet has covered in the period that runs; null: another price. */
  owed: MoneyAmount.nullable(),
  /** In the period that runs: units, credits taken, events, and events refused. */
  period: z.object({
    quantity: z.string(),
    credits: z.string(),
    events: z.int(),
    refused: z.int(),
  }),
});
export type FeatureUseView = z.infer<typeof FeatureUseView>;

export const CustomerUsageView = z.object({
  customerId: z.string(),
  /** The first running subscription's period, else the calendar month. */
  periodStart: z.iso.datetime(),
  periodEnd: z.iso.datetime(),
  features: z.array(FeatureUseView),
});
export type CustomerUsageView = z.infer<typeof CustomerUsageView>;
