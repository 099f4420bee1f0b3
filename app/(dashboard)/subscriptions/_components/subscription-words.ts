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

/** `Extra credits × 2`. */
export const addOnWords = ({ name, quantity }: { name: string; quantity: number }): string =>
  quantity === 1 ? name : `${name} × ${quantity}`;
