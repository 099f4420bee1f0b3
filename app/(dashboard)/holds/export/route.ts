import { choiceField, choices } from "@/components/table/filter-field";
import { filterWords } from "@/components/table/filter-words";
import { findCustomer } from "@/lib/customer/reads";
import { exportRoute } from "@/lib/transport/export";
import { FILTERS, holdQuery, loadHoldParams } from "../search-params";

export const GET = exportRoute({
  list: "holds",
  fileName: "holds",
  asked: async (ctx, { search }) => {
    const query = holdQuery(ctx, loadHoldParams(search));
    return {
      query,
      filters: async () => {
        const of = query.customerId && (await findCustomer(ctx, query.customerId));
        const own = FILTERS.map((filter) =>
          choiceField({ ...filter, options: [...filter.options, OPEN] }),
        );
        const said = new URLSearchParams({ state: OPEN.value, ...Object.fromEntries(search) });
        const customer = of ? choices({ [of.id]: of.name }) : [];
        const whose = choiceField({ key: "customer", label: "Customer", options: customer });
        return filterWords(of ? [...own, whose] : own, said);
      },
    };
  },
});

/** Which are shown where nobody chose. */
const OPEN = { value: "open", label: "Open" };
