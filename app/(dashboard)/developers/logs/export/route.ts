import { choiceField, SEARCH_FIELD } from "@/components/table/filter-field";
import { filterWords } from "@/components/table/filter-words";
import { listApiKeys } from "@/lib/api-key/reads";
import { exportRoute } from "@/lib/transport/export";
import { FILTERS, loadLogParams, logQuery } from "../search-params";

export const GET = exportRoute({
  list: "calls",
  fileName: "calls",
  asked: async (ctx, { search }) => ({
    query: logQuery(ctx, { ...loadLogParams(search), after: null }),
    filters: async () => {
      const keys = await listApiKeys(ctx);
      const options = keys.map(({ id, name }) => ({ value: id, label: name }));
      const ofKey = choiceField({ key: "key", label: "Key", options });
      return filterWords([SEARCH_FIELD, ...FILTERS.map(choiceField), ofKey], search);
    },
  }),
});
