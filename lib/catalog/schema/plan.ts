import * as z from "zod";
import { ProductId } from "@/lib/ids";
import { CurrencyCode, MoneyOrZero, orNone, PositiveMoney } from "@/lib/money/schema";
import { Metadata } from "@/lib/text/schema";
import { BILLING_PERIODS, ChargeInput, ChargeView } from "./charge";
import { EntitlementInput, EntitlementView } from "./entitlement";
import { CATALOG_STATUSES } from "./feature";
import { PlanGrantInput, PlanGrantView } from "./plan-grant";
import { CreditUnit, Description, Key, ListQuery, Name } from "./text";

export const PLAN_VERSION_STATUSES = ["DRAFT", "PUBLISHED", "SUPERSEDED", "ARCHIVED"] as const;
export type PlanVersionStatus = (typeof PLAN_VERSION_STATUSES)[number];

/** An add-on is sold on top of a subscription; in all else it is a plan. */
export const PLAN_KINDS = ["PLAN", "ADD_ON"] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

/** What becomes of overage when a billing period ends (SEMANTICS §3). */
export const OVERAGE_RULES = ["CARRY", "INVOICE"] as const;

export const PlanInput = z.object({
  /** For good: a plan never becomes an add-on. */
  kind: z.enum(PLAN_KINDS).default("PLAN"),
  name: Name,
  key: Key,
  description: Description.default(""),
  /** Null: the organization's default product, of which a customer has one subscription. */
  productId: ProductId.nullable().default(null),
  /** Null: the organization's. */
  currency: CurrencyCode.nullable().default(null),
  metadata: Metadata.default({}),
});
export type PlanInput = z.output<typeof PlanInput>;
export type PlanFields = z.input<typeof PlanInput>;

export const PlanChanges = z.object({
  name: Name.optional(),
  description: Description.optional(),
  productId: ProductId.optional(),
  metadata: Metadata.optional(),
});
export type PlanChanges = z.output<typeof PlanChanges>;

export const COMMITMENT_SHORTFALLS = ["TRUE_UP", "ROLL"] as const;

/** What a subscriber agrees to spend in each period (SEMANTICS 8.2). */
export const CommitmentInput = z.object({
  amount: MoneyOrZero,
  /** Null: the amount is money of the version's currency. */
  creditUnit: CreditUnit.nullable().default(null),
  period: z.enum(BILLING_PERIODS).default("ANNUAL"),
  /** What was not spent is invoiced at the period's end, or added to the next period's. */
  shortfall: z.enum(COMMITMENT_SHORTFALLS).default("TRUE_UP"),
});
export type CommitmentInput = z.output<typeof CommitmentInput>;

export const CommitmentView = z.object({
  amount: z.string(),
  creditUnit: z.string().nullable(),
  period: z.enum(BILLING_PERIODS),
  shortfall: z.enum(COMMITMENT_SHORTFALLS),
});
export type CommitmentView = z.infer<typeof CommitmentView>;

/**
 * A draft version, whole: what it does not list is no longer in it. Its form is checked here,
 * its sense by `rules/draft-issues.ts`, so that a half-made draft can be kept.
 */
export const PlanDraftInput = z.object({
  currency: CurrencyCode,
  overageRule: z.enum(OVERAGE_RULES).default("CARRY"),
  /** Money per credit of overage; of rule INVOICE. */
  overagePrice: orNone(PositiveMoney).default(null),
  commitment: CommitmentInput.nullable().default(null),
  charges: z.array(ChargeInput).max(200, "At most 200 charges").default([]),
  grants: z.array(PlanGrantInput).max(50, "At most 50 grants").default([]),
  entitlements: z.array(EntitlementInput).max(500, "At most 500 entitlements").default([]),
});
export type PlanDraftInput = z.output<typeof PlanDraftInput>;
export type PlanDraftFields = z.input<typeof PlanDraftInput>;

/** One thing that keeps a draft from being published; `path` names its field, as in a form. */
export const DraftIssue = z.object({ path: z.string(), message: z.string() });
export type DraftIssue = z.infer<typeof DraftIssue>;

export const PlanVersionView = z.object({
  id: z.string(),
  planId: z.string(),
  number: z.int(),
  status: z.enum(PLAN_VERSION_STATUSES),
  currency: z.string(),
  overageRule: z.enum(OVERAGE_RULES),
  overagePrice: z.string().nullable(),
  commitment: CommitmentView.nullable(),
  charges: z.array(ChargeView),
  grants: z.array(PlanGrantView),
  entitlements: z.array(EntitlementView),
  /** Of a draft; a published version has none. */
  issues: z.array(DraftIssue),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().nullable(),
});
export type PlanVersionView = z.infer<typeof PlanVersionView>;

export const PlanView = z.object({
  id: z.string(),
  kind: z.enum(PLAN_KINDS),
  key: z.string(),
  name: z.string(),
  description: z.string(),
  productId: z.string(),
  status: z.enum(CATALOG_STATUSES),
  metadata: Metadata,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type PlanView = z.infer<typeof PlanView>;

/** A plan with what a subscriber gets today and what is being drafted. */
export const PlanDetail = PlanView.extend({
  live: PlanVersionView.nullable(),
  draft: PlanVersionView.nullable(),
  /** Running subscriptions of any version. */
  subscribers: z.int(),
});
export type PlanDetail = z.infer<typeof PlanDetail>;

/** A plan as the list shows it; price and credits are those of the live version, else the draft. */
export const PlanRow = PlanView.extend({
  version: z.int(),
  versionStatus: z.enum(PLAN_VERSION_STATUSES),
  hasDraft: z.boolean(),
  currency: z.string(),
  /** `isFrom`: more can be chosen for more. */
  prices: z.array(
    z.object({
      amount: z.string(),
      /** Null: money. */
      creditUnit: z.string().nullable(),
      period: z.string(),
      isFrom: z.boolean(),
    }),
  ),
  credits: z.array(
    z.object({
      credits: z.string(),
      creditUnit: z.string(),
      cadence: z.string(),
      period: z.string(),
      isFrom: z.boolean(),
    }),
  ),
  subscribers: z.int(),
});
export type PlanRow = z.infer<typeof PlanRow>;

export const PlanVersionRow = z.object({
  id: z.string(),
  number: z.int(),
  status: z.enum(PLAN_VERSION_STATUSES),
  subscribers: z.int(),
  createdAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().nullable(),
});
export type PlanVersionRow = z.infer<typeof PlanVersionRow>;

export const PlanQuery = ListQuery.extend({
  /** Absent: plans. */
  kind: z.enum(PLAN_KINDS).optional(),
  productId: ProductId.optional(),
  status: z.enum(CATALOG_STATUSES).nullable().default("ACTIVE"),
});
export type PlanQuery = z.output<typeof PlanQuery>;
export type PlanQueryFields = z.input<typeof PlanQuery>;
