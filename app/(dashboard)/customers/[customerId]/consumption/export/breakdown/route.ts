import { exportRoute } from "@/lib/transport/export";
import { breakdownQuery } from "../../search-params";
import { exportedConsumption } from "../exported-consumption";

export const GET = exportRoute({
  list: "breakdown",
  fileName: "consumption-breakdown",
  asked: async (ctx, of) => {
    const { customerId, query, filters } = await exportedConsumption(ctx, of);
    return { query: { customerId, ...breakdownQuery(query) }, filters };
  },
});
