import type { PlanRow } from "@/lib/catalog/schema/plan";
import type { Context } from "@/lib/context";
import { findRecurringRevenue } from "@/lib/report/reads/recurring-revenue";
import type { PlanTableRow } from "../_components/plan-table";

/** Each plan with what its running subscriptions pay by the month. */
export async function withRevenue(
  ctx: Context,
  plans: readonly PlanRow[],
): Promise<readonly PlanTableRow[]> {
  const revenue = await findRecurringRevenue(ctx);
  return plans.map((plan) => ({ ...plan, revenue: revenue[plan.id] ?? [] }));
}
