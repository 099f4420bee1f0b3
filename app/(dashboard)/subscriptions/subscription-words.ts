import { choiceField, SEARCH_FIELD } from "@/components/table/filter-field";
import { filterWords } from "@/components/table/filter-words";
import { listPlans } from "@/lib/catalog/reads/plans";
import type { Context } from "@/lib/context";
import { STATUS_FILTER, subscriptionFields } from "./_components/subscription-fields";

/** What the list of subscriptions is narrowed by, in words. */
export async function subscriptionWords(ctx: Context, search: URLSearchParams) {
  const { items } = await listPlans(ctx, { search: "", status: null, limit: 200, offset: 0 });
  const plans = Object.fromEntries(items.map(({ id, name }) => [id, name]));
  const bar = [SEARCH_FIELD, choiceField(STATUS_FILTER)];
  return filterWords([...bar, ...subscriptionFields(plans)], search);
}
