/** Where the dialect calls a period by another name. */
import type { BillingPeriod } from "@/lib/catalog/schema/charge";
import type { LimitReset } from "@/lib/catalog/schema/entitlement";
import type { Recurrence } from "@/lib/time/period";

export const PERIOD_NAMES = {
  MONTHLY: "MONTHLY",
  QUARTERLY: "QUARTERLY",
  SEMI_ANNUAL: "HALF_YEARLY",
  ANNUAL: "ANNUAL",
} as const satisfies Record<BillingPeriod, string>;

/** As bodies may name them: the dialect's words, and the product's own. */
export const PERIODS_IN = {
  MONTHLY: "MONTHLY",
  QUARTERLY: "QUARTERLY",
  HALF_YEARLY: "SEMI_ANNUAL",
  SEMI_ANNUAL: "SEMI_ANNUAL",
  ANNUAL: "ANNUAL",
} as const satisfies Record<string, BillingPeriod>;
export const PERIOD_WORDS = [
  "MONTHLY",
  "QUARTERLY",
  "HALF_YEARLY",
  "SEMI_ANNUAL",
  "ANNUAL",
] as const;

/** How often credits may come to a wallet. */
export const RECURRENCES_IN = {
  DAILY: "DAILY",
  WEEKLY: "WEEKLY",
  ...PERIODS_IN,
} as const satisfies Record<string, Recurrence>;
export const RECURRENCE_WORDS = ["DAILY", "WEEKLY", ...PERIOD_WORDS] as const;

export const recurrenceName = (length: Recurrence) =>
  length === "DAILY" || length === "WEEKLY" ? length : PERIOD_NAMES[length];

export const RESET_NAMES = {
  DAY: "DAILY",
  WEEK: "WEEKLY",
  MONTH: "MONTHLY",
  BILLING_PERIOD: "BILLING_PERIOD",
  NEVER: "NEVER",
} as const satisfies Record<LimitReset, string>;

export const RESETS_IN = {
  DAILY: "DAY",
  WEEKLY: "WEEK",
  MONTHLY: "MONTH",
  BILLING_PERIOD: "BILLING_PERIOD",
  NEVER: "NEVER",
} as const satisfies Record<string, LimitReset>;
export const RESET_WORDS = ["DAILY", "WEEKLY", "MONTHLY", "BILLING_PERIOD", "NEVER"] as const;
