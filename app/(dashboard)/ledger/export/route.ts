import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { listTransactions } from "@/lib/ledger/reads/transactions";
import { collectPages, csvRoute } from "@/lib/transport/csv";
import { ledgerQuery, loadLedgerParams } from "../search-params";
import { LEDGER_COLUMNS } from "./ledger-columns";

export const GET = csvRoute({
  permission: "ledger:read",
  fileName: "ledger",
  columns: LEDGER_COLUMNS,
  rows: async (ctx, { search }) => {
    const { zone } = await findCatalogDefaults(ctx);
    const query = ledgerQuery(loadLedgerParams(search), zone);
    return collectPages((page) => listTransactions(ctx, { ...query, ...page }));
  },
});
