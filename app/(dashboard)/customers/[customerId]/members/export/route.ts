import { SEARCH_FIELD } from "@/components/table/filter-field";
import { filterWords } from "@/components/table/filter-words";
import { exportRoute } from "@/lib/transport/export";
import { exportedCustomer } from "../../../exported-customer";
import { loadMemberParams } from "../search-params";

export const GET = exportRoute({
  list: "members",
  fileName: "members",
  asked: async (ctx, { search, params }) => {
    const { customerId, customer } = await exportedCustomer(ctx, params);
    const { q } = loadMemberParams(search);
    return {
      query: { customerId, search: q.trim().slice(0, 255) },
      filters: async () => [
        { label: "Customer", value: customer.name },
        ...filterWords([SEARCH_FIELD], search),
      ],
    };
  },
});
