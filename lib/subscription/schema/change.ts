/** Changes of plan or tier: what is asked, what it comes to, and what is scheduled. */
import * as z from "zod";
import { ChargeId, PlanId } from "@/lib/ids";
import { FiguresView } from "@/lib/ledger/schema";
import { Metadata, Reference } from "@/lib/text/schema";
import { PERIOD_LENGTHS } from "@/lib/time/period-length";
import { CHANGE_MODES } from "../rules/change-credit";
import { CHANGE_TIMES, CHANGE_TYPES } from "../rules/change-direction";
import { BILLING_CYCLES } from "../rules/subscription";
import { AllowedFeatureView } from "./timeline";
import { UsedLately } from "./used-lately";

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

/** What of a fee in credits goes back to the credits that paid it. */
export const FeeReturnView = z.object({
  name: z.string(),
  creditUnit: z.string(),
  drawn: z.string(),
  credits: z.string(),
  decidedBy: z.enum(["time", "credits"]),
  share: z.string(),
});
export type FeeReturnView = z.infer<typeof FeeReturnView>;

const BalanceView = z.object({
  walletId: z.string(),
  name: z.string(),
  creditUnit: z.string(),
  before: FiguresView,
  after: FiguresView,
});

const AskedLines = z.object({
  lines: z.array(z.object({ kind: z.string(), description: z.string(), amount: z.string() })),
  /** 0 where there is no invoice. */
  total: z.string(),
});
export type AskedLines = z.infer<typeof AskedLines>;

/** What a change came to, or would come to. */
export const ChangeOutcome = z.object({
  type: z.enum(CHANGE_TYPES),
  currency: z.string(),
  from: BilledPlanView,
  to: BilledPlanView,
  /** The first period on the new plan. */
  periodStart: z.iso.datetime(),
  periodEnd: z.iso.datetime(),
  /** The invoice of the change. */
  ...AskedLines.shape,
  /** Until when it may be paid; null: there is none. */
  invoiceDueAt: z.iso.datetime().nullable(),
  /** Whether what is issued comes with a payment. */
  awaitsPayment: z.boolean(),
  /**
   * The old plan's own last invoice, beside that of the change: fees that are asked afterwards, use,
   * overage. Null: there is none, or the change is still to come.
   */
  closing: AskedLines.nullable(),
  /** Fees and what else is asked for, before anything is given back. */
  charged: z.string(),
  /** Of the old price. */
  givenBack: z.string(),
  /** Money that later invoices take over. */
  carried: z.string(),
  feeCredits: z.array(FeeCreditView),
  /** Credits of the old period: given or to come, and what of them was left unspent. */
  oldCredits: z.array(z.object({ creditUnit: z.string(), given: z.string(), unspent: z.string() })),
  returned: z.array(FeeReturnView),
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
  /** Where the renewal date is moved, all else staying as it is; null: it is a change of plan or tier. */
  renewal: z
    .object({
      /** Periods are reckoned from here. */
      anchorAt: z.iso.datetime(),
      billingCycle: z.enum(BILLING_CYCLES),
    })
    .nullable(),
  outcome: ChangeOutcome,
  metadata: z.record(z.string(), z.string()),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ChangeView = z.infer<typeof ChangeView>;

/** The customer's balance to the end of the first period after the change, if none is used. */
export const DailyBalancesView = z.object({
  /** Which the days are of. */
  zone: z.string(),
  units: z.array(
    z.object({
      creditUnit: z.string(),
      days: z.array(
        z.object({
          on: z.iso.date(),
          /** At the day's end: available and held, less what is owed. */
          changed: z.string(),
          /** The same if nothing is changed. */
          unchanged: z.string(),
        }),
      ),
    }),
  ),
});
export type DailyBalancesView = z.infer<typeof DailyBalancesView>;

/** What the plans say of a feature, where they do not say the same. */
export const FeatureChangeView = z.object({
  featureId: z.string(),
  name: z.string(),
  /** Null: the plan does not list it. */
  before: AllowedFeatureView.nullable(),
  after: AllowedFeatureView.nullable(),
  /** In the seven days before; null: not at all. */
  usedLately: UsedLately.nullable(),
});
export type FeatureChangeView = z.infer<typeof FeatureChangeView>;

/** What a change would come to; nothing was changed. */
export type ChangePreview = {
  readonly change: ChangeView;
  /** Empty where the new plan allows the same. */
  readonly features: readonly FeatureChangeView[];
  readonly daily: DailyBalancesView;
  readonly fingerprint: string;
};
