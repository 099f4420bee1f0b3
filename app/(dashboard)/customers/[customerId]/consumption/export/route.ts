import { exportRoute } from "@/lib/transport/export";
import { exportedConsumption } from "./exported-consumption";

export const GET = exportRoute({
  list: "consumption",
  fileName: "consumption",
  asked: async (ctx, of) => {
    const { customerId, query: asked, filters } = await exportedConsumption(ctx, of);
    return { query: { customerId, asked }, filters };
  },
});
