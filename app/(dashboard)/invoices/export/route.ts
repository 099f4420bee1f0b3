import { choiceField, SEARCH_FIELD } from "@/components/table/filter-field";
import { filterWords } from "@/components/table/filter-words";
import { exportRoute } from "@/lib/transport/export";
import { FILTERS, invoiceQuery, loadInvoiceParams } from "../search-params";

export const GET = exportRoute({
  list: "invoices",
  fileName: "invoices",
  asked: async (_, { search }) => ({
    query: invoiceQuery(loadInvoiceParams(search)),
    filters: async () => filterWords([SEARCH_FIELD, ...FILTERS.map(choiceField)], search),
  }),
});
