/** Whether a plan is dearer than another, and so when a change to it happens unless told. */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { PeriodLength } from "@/lib/time/period";
import { recurringAmount } from "./start";
import { MONTHS_OF } from "./tier";

export const CHANGE_TIMES = ["now", "period_end"] as const;
export type ChangeTime = (typeof CHANGE_TIMES)[number];

/** The words of the dialect. */
export const CHANGE_TYPES = ["upgrade", "downgrade", "lateral"] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

/** A plan as it is billed. */
export type Billed = {
  readonly version: Pick<PlanVersion, "charges">;
  readonly billingPeriod: PeriodLength;
};

/** By recurring fees a month, so that a year compares with a month. Both in one currency. */
export function changeTypeOf(from: Billed, to: Billed): ChangeType {
  const feeOf = ({ version, billingPeriod }: Billed) => recurringAmount(version, billingPeriod);
  const before = feeOf(from) * BigInt(MONTHS_OF[to.billingPeriod]);
  const after = feeOf(to) * BigInt(MONTHS_OF[from.billingPeriod]);
  if (after > before) return "upgrade";
  return after < before ? "downgrade" : "lateral";
}

/** A dearer plan starts now, a cheaper one at the period's end (SEMANTICS 8.6). */
export const usualTime = (type: ChangeType): ChangeTime =>
  type === "downgrade" ? "period_end" : "now";
