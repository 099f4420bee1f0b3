import { filterWords } from "@/components/table/filter-words";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { exportRoute } from "@/lib/transport/export";
import { filterFields, LINKED_FILTERS } from "../_components/filter-fields";
import { featureChoices } from "../load-ledger";
import { ledgerFilter, loadLedgerParams } from "../search-params";

export const GET = exportRoute({
  list: "ledger",
  fileName: "ledger",
  asked: async (ctx, { search }) => {
    const { zone } = await findCatalogDefaults(ctx);
    return {
      query: ledgerFilter(loadLedgerParams(search), zone),
      filters: async () => {
        const fields = filterFields({ features: await featureChoices(ctx), wallets: null });
        return filterWords([...fields, ...LINKED_FILTERS], search);
      },
    };
  },
});
