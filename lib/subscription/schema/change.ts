/** Changes of plan or tier: what is asked, what it comes to, and what is scheduled. */
import * as z from "zod";
import { ChargeId, PlanId } from "@/lib/ids";
import { FiguresView } from "@/lib/ledger/schema";
import { Metadata, Reference } from "@/lib/text/schema";
import { PERIOD_LENGTHS } from "@/lib/time/period-length";
import { CHANGE_MODES } from "../rules/change-credit";
import { CHANGE_TIMES, CHANGE_TYPES } from "../rules/change-direction";

const Tier = z.int().min(0).max(99);

export const ChangeInput = z.object({
  /** Its published version is taken. Null: the plan stays. */
  planId: PlanId.nullable().default(null),
  /** Null: as before, or the plan's only one. */
  billingPeriod: z.enum(PERIOD_LENGTHS).nullable().default(null),
  /** Of the plan's one charge with tiers of credits, 0 for the first; null: the only one there is. */
  tier: Tier.nullable().default(null),
  /** Where it has several such charges, the tier of each. */
  tiers: z.record(ChargeId, Tier).default({}),
  mode: z.enum(CHANGE_MODES).default("restart"),
  /** Null: now for a dearer plan, the period's end for a cheaper one. */
  when: z.enum(CHANGE_TIMES).nullable().default(null),
  /** The caller's own name for this change; asking twice under one name changes once. */
  reference: Reference.nullable().default(null),
  metadata: Metadata.default({}),
});
export type ChangeInput = z.output<typeof ChangeInput>;
export type ChangeFields = z.input<typeof ChangeInput>;

/** A plan as a subscription has it. */
export const BilledPlanView = z.object({
  planId: z.string(),
  planVersionId: z.string(),
  planName: z.string(),
  planVersionNumber: z.int(),
  billingPeriod: z.enum(PERIOD_LENGTHS),
  /** Recurring fees of a whole billing period. */
  recurringAmount: z.string(),
  /** Credits that one billing period gives, by unit. */
  credits: z.array(z.object({ creditUnit: z.string(), credits: z.string() })),
  /** Of each charge with tiers of credits: which it has, 0 for the first. */
  tiers: z.record(z.string(), z.int()),
});
export type BilledPlanView = z.infer<typeof BilledPlanView>;

/** What becomes of a grant that the customer has. */
const FateView = z.object({
  grantId: z.string(),
  name: z.string(),
  source: z.string(),
  creditUnit: z.string(),
  credits: z.string(),
  /** Stays held for what it was held for. */
  held: z.string(),
  expiresAt: z.iso.datetime().nullable(),
});
export type FateView = z.infer<typeof FateView>;

/** What of an old fee is given back, and why so much. */
const FeeCreditView = z.object({
  description: z.string(),
  price: z.string(),
  amount: z.string(),
  /** The lesser of the two shares. */
  decidedBy: z.enum(["time", "credits"]),
  /** A decimal between 0 and 1, cut to nine places. */
  share: z.string(),
});
export type FeeCreditView = z.infer<typeof FeeCreditView>;

const BalanceView = z.object({
  walletId: z.string(),
  name: z.string(),
  creditUnit: z.string(),
  before: FiguresView,
  after: FiguresView,
});

/** What a change came to, or would come to. */
export const ChangeOutcome = z.object({
  type: z.enum(CHANGE_TYPES),
  currency: z.string(),
  from: BilledPlanView,
  to: BilledPlanView,
  /** The first period on the new plan. */
  periodStart: z.iso.datetime(),
  periodEnd: z.iso.datetime(),
  lines: z.array(z.object({ kind: z.string(), description: z.string(), amount: z.string() })),
  /** What the invoice of the change asks for; 0 where there is none. */
  total: z.string(),
  /** Fees and what else is asked for, before anything is given back. */
  charged: z.string(),
  /** Of the old price. */
  givenBack: z.string(),
  /** Money that later invoices take over. */
  carried: z.string(),
  feeCredits: z.array(FeeCreditView),
  /** Credits of the old period: given or to come, and what of them was left unspent. */
  oldCredits: z.array(z.object({ creditUnit: z.string(), given: z.string(), unspent: z.string() })),
  voided: z.array(FateView),
  kept: z.array(FateView),
  issued: z.array(
    z.object({
      name: z.string(),
      creditUnit: z.string(),
      credits: z.string(),
      expiresAt: z.iso.datetime().nullable(),
    }),
  ),
  /** Empty for a change that is still to come. */
  balances: z.array(BalanceView),
  /** Names of features that the new plan does not give any more. */
  lostFeatures: z.array(z.string()),
});
export type ChangeOutcome = z.infer<typeof ChangeOutcome>;

export const ChangeView = z.object({
  id: z.string(),
  /** CANCELLED: it was scheduled, and called off or replaced. */
  status: z.enum(["SCHEDULED", "DONE", "CANCELLED"]),
  subscriptionId: z.string(),
  /** The one that took its place; null until then. */
  successorId: z.string().nullable(),
  customerId: z.string(),
  mode: z.enum(CHANGE_MODES),
  /** When it happens, or happened. */
  dueAt: z.iso.datetime(),
  invoiceId: z.string().nullable(),
  outcome: ChangeOutcome,
  metadata: z.record(z.string(), z.string()),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ChangeView = z.infer<typeof ChangeView>;

/** What a change would come to; nothing was changed. */
export type ChangePreview = {
  readonly change: ChangeView;
  readonly fingerprint: string;
};
