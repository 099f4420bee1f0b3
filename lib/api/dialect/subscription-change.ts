/** Changes of subscriptions in the dialect's words, and what else the product tells of them. */
import * as z from "zod";
import {
  ChangeOutcome,
  type ChangePreview,
  ChangeView,
  DailyBalancesView,
  FeatureChangeView,
} from "@/lib/subscription/schema/change";
import { type UsedLately, usedWords } from "@/lib/subscription/schema/used-lately";
import { PERIOD_NAMES } from "./periods";
import { snake, snakeSchema } from "./snake";

const Prorated = z.object({
  charge_amount: z.string(),
  charge_description: z.string(),
  credit_amount: z.string(),
  credit_description: z.string(),
  net_amount: z.string(),
  currency: z.string(),
});

const Summary = z.object({ id: z.string(), plan_id: z.string() });

/** The product's own words: grants voided, kept and issued, balances, the arithmetic of the money. */
const Outcome = snakeSchema(ChangeOutcome);

/** To the end of the first period on the new plan, if nobody uses any. */
const DailyBalances = snakeSchema(DailyBalancesView);

/** Where the renewal date is moved; null: it is a change of plan or tier. */
const Renewal = snakeSchema(ChangeView.shape.renewal);

const SharedKeys = {
  change_type: z.enum(["upgrade", "downgrade", "lateral"]),
  effective_date: z.string(),
  metadata: z.record(z.string(), z.string()),
  mode: z.enum(["restart", "prorate", "keep"]),
  outcome: Outcome,
};

export const ChangeDialect = z
  .object({
    ...SharedKeys,
    id: z.string(),
    status: z.enum(["scheduled", "done", "cancelled"]),
    is_scheduled: z.boolean(),
    schedule_id: z.string().optional(),
    scheduled_at: z.string().optional(),
    invoice_id: z.string().nullable(),
    renewal: Renewal,
    new_subscription: Summary.optional(),
    old_subscription: Summary,
    proration_applied: Prorated,
  })
  .meta({ id: "SubscriptionChange" });

export const ChangePreviewDialect = z
  .object({
    ...SharedKeys,
    subscription_id: z.string(),
    current_plan: z.object({ id: z.string(), name: z.string() }),
    target_plan: z.object({ id: z.string(), name: z.string() }),
    new_billing_cycle: z.object({
      billing_period: z.string(),
      billing_period_count: z.int(),
      billing_cadence: z.literal("RECURRING"),
      period_start: z.string(),
      period_end: z.string(),
    }),
    next_invoice_preview: z.object({
      currency: z.string(),
      subtotal: z.string(),
      tax_amount: z.string(),
      total: z.string(),
    }),
    proration_details: Prorated,
    warnings: z.array(z.string()),
    is_scheduled: z.boolean(),
    /** What becomes of features that the plans do not allow alike, and how they were used of late. */
    feature_changes: z.array(snakeSchema(FeatureChangeView)),
    daily_balances: DailyBalances,
    fingerprint: z.string(),
  })
  .meta({ id: "SubscriptionChangePreview" });

const sharedKeys = (view: ChangeView) => ({
  change_type: view.outcome.type,
  effective_date: view.dueAt,
  metadata: view.metadata,
  mode: view.mode,
  outcome: snake(view.outcome) as z.input<typeof Outcome>,
});

export const changeDialect = (view: ChangeView): z.input<typeof ChangeDialect> => ({
  ...sharedKeys(view),
  id: view.id,
  status: view.status.toLowerCase() as "scheduled" | "done" | "cancelled",
  is_scheduled: view.status === "SCHEDULED",
  ...(view.status !== "DONE" && { schedule_id: view.id, scheduled_at: view.dueAt }),
  invoice_id: view.invoiceId,
  renewal: snake(view.renewal) as z.input<typeof Renewal>,
  ...(view.successorId && {
    new_subscription: { id: view.successorId, plan_id: view.outcome.to.planId },
  }),
  old_subscription: { id: view.subscriptionId, plan_id: view.outcome.from.planId },
  proration_applied: prorated(view),
});

export const changePreviewDialect = ({
  change: view,
  features,
  daily,
  fingerprint,
}: ChangePreview): z.input<typeof ChangePreviewDialect> => {
  const { from, to, periodStart, periodEnd, total, currency, lostFeatures } = view.outcome;
  const usedOf = new Map(features.map(({ name, usedLately }) => [name, usedLately]));
  return {
    ...sharedKeys(view),
    subscription_id: view.subscriptionId,
    current_plan: { id: from.planId, name: from.planName },
    target_plan: { id: to.planId, name: to.planName },
    new_billing_cycle: {
      billing_period: PERIOD_NAMES[to.billingPeriod],
      billing_period_count: 1,
      billing_cadence: "RECURRING",
      period_start: periodStart,
      period_end: periodEnd,
    },
    next_invoice_preview: { currency, subtotal: total, tax_amount: "0", total },
    proration_details: prorated(view),
    warnings: lostFeatures.map((name) => lostWords(name, usedOf.get(name) ?? null)),
    is_scheduled: view.status === "SCHEDULED",
    feature_changes: features.map((feature) => snake(feature)),
    daily_balances: snake(daily) as z.input<typeof DailyBalances>,
    fingerprint,
  };
};

const lostWords = (name: string, used: UsedLately | null): string =>
  `${name} is not part of the new plan${used ? `: ${usedWords(used)}` : ""}`;

function prorated({ outcome }: ChangeView): z.input<typeof Prorated> {
  const { from, to, currency, total } = outcome;
  return {
    charge_amount: outcome.charged,
    charge_description: to.planName,
    credit_amount: outcome.givenBack,
    credit_description: `Unused: ${from.planName}`,
    net_amount: total,
    currency,
  };
}
