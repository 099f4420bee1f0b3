/** Plans that a customer of April, a month of thirty days, changes between. */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { PlanGrantId, PlanId } from "@/lib/ids";
import { planStart } from "@/lib/subscription/rules/start";
import type { Course } from "@/lib/subscription/rules/subscription";
import type { PeriodLength } from "@/lib/time/period";
import { credits } from "./amounts";
import { basic, fee, monthlyGrant } from "./plan-terms";

export const START = new Date("2026-04-01T00:00:00Z");
export const day = (days: number) => new Date(START.getTime() + days * 86_400_000);

export const plan = (
  name: string,
  price: string,
  amount: string,
  billingPeriod: PeriodLength = "MONTHLY",
  over: Partial<PlanVersion> = {},
) =>
  basic({
    planId: name as PlanId,
    planName: name,
    charges: [fee(price, { name, billingPeriod })],
    grants: [{ ...monthlyGrant, id: `${name}-credits` as PlanGrantId, amount: credits(amount) }],
    ...over,
  });
export const starter = plan("Starter", "149", "2000");
export const pro = plan("Pro", "800", "50000");

export const courseOf = (version: PlanVersion, billingPeriod: PeriodLength = "MONTHLY"): Course =>
  planStart(version, { startsAt: START, zone: "UTC", billingCycle: "ANNIVERSARY", billingPeriod })
    .course;
