import { choices, SEARCH_FIELD } from "@/components/table/filter-field";
import { filterWords } from "@/components/table/filter-words";
import { exportRoute } from "@/lib/transport/export";
import { customerQuery, loadCustomerParams } from "../search-params";

const STATUS = choices({ ACTIVE: "Active", ARCHIVED: "Archived", ALL: "Active and archived" });

export const GET = exportRoute({
  list: "customers",
  fileName: "customers",
  asked: async (_, { search }) => ({
    query: customerQuery(loadCustomerParams(search)),
    filters: async () => {
      const said = new URLSearchParams({ status: "ACTIVE", ...Object.fromEntries(search) });
      const order = choices({ name: "By name" });
      return filterWords(
        [
          SEARCH_FIELD,
          { key: "status", label: "Status", type: "choice", options: STATUS },
          { key: "sort", label: "Order", type: "choice", options: order },
        ],
        said,
      );
    },
  }),
});
