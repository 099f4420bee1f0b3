/** A plan version in memory: billed annually, 2,500 credits each month. */
import type { PlanGrant, PlanVersion, RecurringCharge } from "@/lib/catalog/rules/catalog";
import type { ChargeId, PlanGrantId, PlanId, PlanVersionId } from "@/lib/ids";
import { credits, money } from "./amounts";

export const START = new Date("2026-01-31T09:00:00Z");

export const fee = (amount: string, over: Partial<RecurringCharge> = {}): RecurringCharge => ({
  kind: "RECURRING",
  id: "price-fee" as ChargeId,
  name: "Basic",
  unit: { kind: "money", currency: "USD" },
  amount: money(amount),
  billingPeriod: "ANNUAL",
  timing: "ADVANCE",
  trialDays: 0,
  quantity: 1,
  freeQuantity: 0,
  onShortage: "OVERAGE",
  places: 2,
  ...over,
});
export const monthlyGrant: PlanGrant = {
  id: "grant-monthly" as PlanGrantId,
  name: "Monthly credits",
  amount: credits("2500"),
  creditUnit: "credits",
  cadence: "RECURRING",
  period: { length: "MONTHLY", count: 1 },
  expiry: { kind: "GRANT_PERIOD" },
  category: "COMMITTED",
  priority: 10,
  featureIds: [],
  rollover: null,
  isProrated: false,
  places: 2,
};
export const basic = (over: Partial<PlanVersion> = {}): PlanVersion => ({
  id: "plv" as PlanVersionId,
  planId: "plan" as PlanId,
  productId: null,
  kind: "PLAN",
  planKey: "basic",
  planName: "Basic",
  number: 1,
  status: "PUBLISHED",
  currency: "USD",
  overage: null,
  commitment: null,
  charges: [fee("588")],
  entitlements: [],
  grants: [monthlyGrant],
  ...over,
});
