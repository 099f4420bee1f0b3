import { choiceField, SEARCH_FIELD } from "@/components/table/filter-field";
import { filterWords } from "@/components/table/filter-words";
import { listPlans } from "@/lib/catalog/reads/plans";
import { exportRoute } from "@/lib/transport/export";
import { STATUS_FILTER, subscriptionFields } from "../_components/subscription-fields";
import { loadSubscriptionParams, subscriptionQuery } from "../search-params";

export const GET = exportRoute({
  list: "subscriptions",
  fileName: "subscriptions",
  asked: async (ctx, { search }) => ({
    query: subscriptionQuery(loadSubscriptionParams(search)),
    filters: async () => {
      const { items } = await listPlans(ctx, { search: "", status: null, limit: 200, offset: 0 });
      const plans = Object.fromEntries(items.map(({ id, name }) => [id, name]));
      const bar = [SEARCH_FIELD, choiceField(STATUS_FILTER)];
      return filterWords([...bar, ...subscriptionFields(plans)], search);
    },
  }),
});
