/** How the terms of a plan are said, the same wherever they are shown. */
import type { BillingPeriod, PricingModelName } from "@/lib/catalog/schema/charge";
import type { LimitReset } from "@/lib/catalog/schema/entitlement";
import type { PlanGrantView } from "@/lib/catalog/schema/plan-grant";
import { formatCredits, formatMoney, rateWords } from "@/lib/money/format";

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

export const MODEL_WORDS = {
  PER_UNIT: "per unit",
  PACKAGE: "per package",
  GRADUATED: "graduated tiers",
  VOLUME: "volume tiers",
  STAIRSTEP: "stair-step tiers",
  PERCENTAGE: "share of a value",
  FLAT: "flat, once used",
} as const satisfies Record<PricingModelName, string>;

type UsageTerms = {
  readonly model?: PricingModelName | undefined;
  readonly amount?: string | null | undefined;
  readonly packageSize?: string | null | undefined;
  readonly creditUnit?: string | null | undefined;
  readonly tiers?:
    | readonly {
        readonly unitAmount?: string | undefined;
        readonly flatAmount?: string | undefined;
      }[]
    | undefined;
};

type Units = { readonly unitSingular: string; readonly unitPlural: string };
const NAMELESS: Units = { unitSingular: "", unitPlural: "" };

/** "5 credits per export", "$15.00 per 10 exports", "2 credits per export at first, graduated tiers" */
export function usageWords(
  charge: UsageTerms,
  currency: string,
  { unitSingular, unitPlural }: Units = NAMELESS,
): string {
  const { model = "PER_UNIT", amount, tiers = [] } = charge;
  const price = (text: string | null | undefined) => priceText(text, charge.creditUnit, currency);
  switch (model) {
    case "PER_UNIT":
      return rateWords(price(amount), unitSingular);
    case "FLAT":
      return `${price(amount)} once used`;
    case "PACKAGE":
      return `${price(amount)} per ${charge.packageSize || "…"} ${unitPlural}`.trimEnd();
    case "PERCENTAGE":
      return `a share of ${amount || "…"} of its value`;
    case "GRADUATED":
    case "VOLUME":
      return `${rateWords(price(tiers[0]?.unitAmount), unitSingular)} at first, ${MODEL_WORDS[model]}`;
    case "STAIRSTEP":
      return `${price(tiers[0]?.flatAmount)} at first, ${MODEL_WORDS[model]}`;
  }
}

const AMOUNT = /^\d{1,15}(\.\d{1,9})?$/;

/** An amount in its unit; one that is half typed is an ellipsis. */
function priceText(
  amount: string | null | undefined,
  creditUnit: string | null | undefined,
  currency: string,
): string {
  const text = amount?.trim() ?? "";
  if (!AMOUNT.test(text)) return "…";
  if (creditUnit) return `${formatCredits(text)} ${creditUnit}`;
  return /^[A-Z]{3}$/.test(currency) ? formatMoney(text, currency) : `${text} ${currency}`;
}

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
export function expiryWords(grant: Omit<GrantTerms, "credits" | "creditUnit" | "cadence">): string {
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
