import { type FilterField, SEARCH_FIELD } from "@/components/table/filter-field";
import { filterWords } from "@/components/table/filter-words";
import { exportRoute } from "@/lib/transport/export";
import { exportedCustomer } from "../../../exported-customer";
import { loadRunParams, runQuery } from "../search-params";

const DAYS: readonly FilterField[] = [
  { key: "since", label: "Began from", type: "day" },
  { key: "until", label: "Began until", type: "day" },
];

export const GET = exportRoute({
  list: "runs",
  fileName: "runs",
  asked: async (ctx, { search, params }) => {
    const { customerId, customer } = await exportedCustomer(ctx, params);
    const { from, to, search: name } = runQuery(loadRunParams(search), customer.timezone);
    return {
      query: { customerId, search: name, from, to },
      filters: async () => [
        { label: "Customer", value: customer.name },
        ...filterWords([SEARCH_FIELD, ...DAYS], search),
      ],
    };
  },
});
