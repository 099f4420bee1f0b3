import { listPlans } from "@/lib/catalog/reads/plans";
import { PlanQuery } from "@/lib/catalog/schema/plan";
import type { Context } from "@/lib/context";
import type { PlanChoice } from "../_components/pack-fields";

const ALL = PlanQuery.parse({ limit: 500, status: null });

/** Plans by name, archived ones too: their subscribers go on. */
export async function listPlanChoices(ctx: Context): Promise<readonly PlanChoice[]> {
  const { items } = await listPlans(ctx, ALL);
  return items
    .map(({ id, name }) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
