import { type ChargeId, idText, type SubscriptionId } from "@/lib/ids";
import type { BillingMethod } from "@/lib/invoicing/rules/billing";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import type { Issue } from "./rules/issue";
import { grantName } from "./rules/plan-grant-command";
import type { SubscriptionView, UpcomingGrantView } from "./schema";
import type { ViewRow } from "./store/view-row";

export const subscriptionView = (row: ViewRow): SubscriptionView => ({
  id: idText("sub", row.id),
  customerId: idText("cus", row.customerId),
  customerName: row.customerName,
  customerExternalId: row.customerExternalId,
  planId: idText("plan", row.planId),
  planVersionId: idText("plv", row.planVersionId),
  planKey: row.planKey,
  planName: row.planName,
  planVersionNumber: row.planVersionNumber,
  status: row.status,
  currency: row.currency,
  billingPeriod: row.course.cadence.length,
  billingPeriodCount: row.course.cadence.count,
  billingCycle: row.billingCycle,
  ...billingView(row.billing),
  zone: row.course.zone,
  anchorAt: row.course.anchorAt.toISOString(),
  startedAt: row.course.startedAt.toISOString(),
  trialEndsAt: row.course.trialEndsAt?.toISOString() ?? null,
  currentPeriodStart: row.course.period.start.toISOString(),
  currentPeriodEnd: row.course.period.end.toISOString(),
  pausedAt: row.course.pausedAt?.toISOString() ?? null,
  resumesAt: row.course.resumesAt?.toISOString() ?? null,
  endsAt: row.course.endsAt?.toISOString() ?? null,
  previousSubscriptionId: row.previousId && idText("sub", row.previousId),
  tiers: byChargeText(row.choices.tiers),
  quantities: byChargeText(row.choices.quantities),
  nextQuantities: row.choices.quantitiesNext ? byChargeText(row.choices.quantitiesNext) : null,
  addOns: row.addOns.map(({ version, quantity, tier, nextQuantity, nextTier }) => ({
    planId: idText("plan", version.planId),
    planVersionId: idText("plv", version.id),
    name: version.planName,
    ...{ quantity, tier, nextQuantity, nextTier },
  })),
  suspendedItems: row.suspended.map(({ id, name }) => ({ chargeId: idText("price", id), name })),
  cancelledAt: row.cancelledAt?.toISOString() ?? null,
  nextGrantAt: row.nextGrant?.at.toISOString() ?? null,
  nextGrantCredits: row.nextGrant && creditsText(row.nextGrant.credits),
  latestInvoiceId: row.latestInvoiceId && idText("inv", row.latestInvoiceId),
  recurringAmount: moneyText(row.recurringAmount),
  reference: row.reference,
  metadata: row.metadata,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

export const billingView = ({ netDays, poNumber, grantOn }: BillingMethod) => ({
  ...{ netDays, poNumber, grantOn, collectionMethod: "send_invoice" as const },
});

const byChargeText = (named: Readonly<Record<ChargeId, number>>) =>
  Object.fromEntries(
    Object.entries(named).map(([id, number]) => [idText("price", id as ChargeId), number]),
  );

export const plannedGrantView = ({ grant, occurrence }: Issue, planName: string) => ({
  planGrantId: idText("pgr", grant.id),
  planName,
  name: grantName(grant),
  credits: creditsText(grant.amount),
  creditUnit: grant.creditUnit,
  dueAt: occurrence.dueAt.toISOString(),
  expiresAt: occurrence.expiresAt?.toISOString() ?? null,
  periodStart: occurrence.period.start.toISOString(),
  periodEnd: occurrence.period.end.toISOString(),
});

export const upcomingGrantView = (
  issue: Issue,
  of: { readonly id: SubscriptionId; readonly planName: string; readonly awaitsPayment: boolean },
): UpcomingGrantView => ({
  subscriptionId: idText("sub", of.id),
  ...plannedGrantView(issue, of.planName),
  awaitsPayment: of.awaitsPayment,
});
