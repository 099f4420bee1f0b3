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
