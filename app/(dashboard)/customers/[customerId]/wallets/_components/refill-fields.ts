import { cleanAmount } from "@/components/form/clean-amount";
import type { RefillFields } from "@/lib/ledger/schema/refill";
import { blankCommand, type CommandFields } from "../../_components/command/command-fields";

export const PERIOD_NAMES = {
  DAILY: "day",
  WEEKLY: "week",
  MONTHLY: "month",
  QUARTERLY: "quarter",
  SEMI_ANNUAL: "half year",
  ANNUAL: "year",
} as const satisfies Record<NonNullable<RefillFields["period"]>, string>;
export type Period = keyof typeof PERIOD_NAMES;

export const ROLLOVERS = [
  ["none", "Nothing: it lapses"],
  ["all", "All of it"],
  ["cap", "Up to an amount"],
  ["percent", "A share of it"],
] as const;

/** What the form of a refill holds; dates are days at 00:00 UTC. */
export type RefillFormFields = CommandFields & {
  name: string;
  amount: string;
  period: Period;
  /** A day; empty: now. */
  anchorAt: string;
  /** A day; empty: none ends it. */
  endsAt: string;
  mode: (typeof ROLLOVERS)[number][0];
  cap: string;
  percent: string;
  periods: string;
  /** Empty: the usual one. */
  priority: string;
  reason: string;
};

export const blankRefill = (): RefillFormFields => ({
  ...blankCommand(),
  ...{ name: "", amount: "", anchorAt: "", endsAt: "", priority: "", reason: "" },
  ...{ cap: "", percent: "", periods: "1" },
  period: "MONTHLY",
  mode: "none",
});

const asInstant = (day: string) => (day ? `${day}T00:00:00Z` : null);

/** What is asked of the server. */
export const refillOf = (fields: RefillFormFields): RefillFields => {
  const { name, amount, period, mode, cap, percent, periods, reason, reference } = fields;
  return {
    ...{ name, period, reason, reference, amount: cleanAmount(amount) },
    ...(fields.priority !== "" && { priority: Number(fields.priority) }),
    anchorAt: asInstant(fields.anchorAt),
    endsAt: asInstant(fields.endsAt),
    rollover: {
      mode,
      cap: mode === "cap" ? cleanAmount(cap) : null,
      percent: mode === "percent" ? Number(percent) : null,
      periods: mode === "none" ? 1 : Number(periods),
    },
  };
};
