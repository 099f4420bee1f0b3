import { exportRoute } from "@/lib/transport/export";
import { loadSubscriptionParams, subscriptionQuery } from "../search-params";
import { subscriptionWords } from "../subscription-words";

export const GET = exportRoute({
  list: "subscriptions",
  fileName: "subscriptions",
  asked: async (ctx, { search }) => ({
    query: subscriptionQuery(loadSubscriptionParams(search)),
    filters: () => subscriptionWords(ctx, search),
  }),
});
