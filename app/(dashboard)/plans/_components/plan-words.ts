/** How the terms of a plan are said, the same wherever they are shown. */
import type { BillingPeriod } from "@/lib/catalog/schema/charge";
import type { LimitReset } from "@/lib/catalog/schema/entitlement";
import type { PlanGrantView } from "@/lib/catalog/schema/plan-grant";
import { formatCredits } from "@/lib/money/format";

export const PERIOD_WORDS = {
  MONTHLY: "month",
  QUARTERLY: "quarter",
  SEMI_ANNUAL: "half-year",
  ANNUAL: "year",
} as const satisfies Record<BillingPeriod, string>;

export const periodWord = (period: string): string =>
  PERIOD_WORDS[period as BillingPeriod] ?? period.toLowerCase();

export const RESET_WORDS = {
  DAY: "a day",
  WEEK: "a week",
  MONTH: "a month",
  BILLING_PERIOD: "a billing period",
  NEVER: "once",
} as const satisfies Record<LimitReset, string>;

export const CATEGORY_WORDS = {
  COMMITTED: "Part of the plan",
  PREPAID: "Paid",
  PROMOTIONAL: "Promotional",
} as const satisfies Record<PlanGrantView["category"], string>;

export type GrantTerms = Pick<
  PlanGrantView,
  | "credits"
  | "creditUnit"
  | "cadence"
  | "period"
  | "expirationKind"
  | "expirationDuration"
  | "expirationUnit"
>;

/** "2,500 credits every month" */
export const grantWords = ({ credits, creditUnit, cadence, period }: GrantTerms): string => {
  const amount = `${formatCredits(credits)} ${creditUnit}`;
  return cadence === "ONETIME" ? `${amount} at the start` : `${amount} every ${periodWord(period)}`;
};

/** "unused ones end with the month" */
export function expiryWords(grant: GrantTerms): string {
  const { expirationKind, expirationDuration, expirationUnit, period } = grant;
  switch (expirationKind) {
    case "NEVER":
      return "they never expire";
    case "GRANT_PERIOD":
      return `unused ones end with the ${periodWord(period)}`;
    case "BILLING_CYCLE":
      return "unused ones end with the billing period";
    case "TRIAL":
      return "unused ones end with the trial";
    case "DURATION": {
      const unit = (expirationUnit ?? "DAY").toLowerCase();
      return `they last ${expirationDuration ?? "…"} ${unit}${expirationDuration === 1 ? "" : "s"}`;
    }
  }
}
