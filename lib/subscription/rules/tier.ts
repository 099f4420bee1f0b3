/**
 * A tier of credits as the rest of a plan sees it: a fee for the billing period and the credits
 * that come with it, all at its start or in monthly shares (SEMANTICS 8.2).
 */
import type { CreditsCharge, PlanGrant, RecurringCharge } from "@/lib/catalog/rules/catalog";
import type { ChargeId, PlanGrantId } from "@/lib/ids";
import type { PeriodLength } from "@/lib/time/period";
import type { GivenGrant } from "./share";

export type TierTerms = { readonly charge: RecurringCharge; readonly grants: readonly PlanGrant[] };

/** How many monthly shares a billing period has. */
export const MONTHS_OF: Readonly<Record<PeriodLength, number>> = {
  MONTHLY: 1,
  QUARTERLY: 3,
  SEMI_ANNUAL: 6,
  ANNUAL: 12,
};

/** The credits of a charge are a grant of their own; two things may not go by one id, but their kinds differ. */
export const tierGrantId = (id: ChargeId): PlanGrantId => id as string as PlanGrantId;

/** @throws RangeError for a tier that the charge has not: a start refuses it. */
export function tierTerms(charge: CreditsCharge, index: number): TierTerms {
  const tier = charge.tiers[index];
  if (!tier) throw new RangeError(`${charge.id} has no tier ${index}`);
  const { id, name, billingPeriod, timing, trialDays, currency, creditUnit, gives } = charge;
  const shares = charge.cadence === "MONTHLY" ? MONTHS_OF[billingPeriod] : 1;
  const grant: GivenGrant = {
    ...gives,
    id: tierGrantId(id),
    name,
    amount: tier.credits,
    creditUnit,
    cadence: "RECURRING",
    period: { length: shares > 1 ? "MONTHLY" : billingPeriod, count: 1 },
    shares,
  };
  return {
    charge: {
      ...{ kind: "RECURRING", id, name, billingPeriod, timing, trialDays },
      ...{ unit: { kind: "money", currency }, amount: tier.price },
      ...{ quantity: 1, freeQuantity: 0, onShortage: "OVERAGE", places: gives.places },
    },
    // A free tier may give nothing at all.
    grants: tier.credits > 0n ? [grant] : [],
  };
}
