import type { SubscriptionView } from "@/lib/subscription/schema";
import type { ChangeFields } from "@/lib/subscription/schema/change";

/** As it is: what is then chosen is the change. */
export const unchanged = (
  { planId, billingPeriod, tiers }: SubscriptionView,
  reference: string,
): ChangeFields => ({
  ...{ planId, billingPeriod, tiers, tier: null },
  ...{ mode: "restart", when: null, reference },
});

/** Nothing was chosen yet that would change it. */
export const isAsItIs = (
  { planId, billingPeriod, tiers = {} }: ChangeFields,
  own: SubscriptionView,
): boolean =>
  planId === own.planId &&
  billingPeriod === own.billingPeriod &&
  Object.entries(own.tiers).every(([id, tier]) => tiers[id] === tier);
