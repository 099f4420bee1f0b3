import type { SubscriptionView } from "@/lib/subscription/schema";

const LENGTHS = {
  MONTHLY: "month",
  QUARTERLY: "quarter",
  SEMI_ANNUAL: "half-year",
  ANNUAL: "year",
} as const satisfies Record<SubscriptionView["billingPeriod"], string>;

/** How long a billing period is, in a word. */
export const lengthWord = (length: SubscriptionView["billingPeriod"]): string => LENGTHS[length];

export const CYCLE_WORDS = {
  ANNIVERSARY: "from the day it starts",
  CALENDAR: "from the 1st of the month",
} as const satisfies Record<SubscriptionView["billingCycle"], string>;
