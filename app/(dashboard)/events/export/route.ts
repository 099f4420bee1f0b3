import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { exportRoute } from "@/lib/transport/export";
import { eventWords } from "../event-words";
import { eventQuery, loadEventParams } from "../search-params";

export const GET = exportRoute({
  list: "events",
  fileName: "events",
  asked: async (ctx, { search }) => {
    const { zone } = await findCatalogDefaults(ctx);
    return {
      query: eventQuery(loadEventParams(search), { zone, at: ctx.at }),
      filters: () => eventWords(ctx, search, { isOfCustomer: false }),
    };
  },
});
