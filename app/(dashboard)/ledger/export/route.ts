import { listTransactions } from "@/lib/ledger/reads/transactions";
import { collectPages, csvRoute } from "@/lib/transport/csv";
import { ledgerQuery, loadLedgerParams } from "../search-params";
import { LEDGER_COLUMNS } from "./ledger-columns";

export const GET = csvRoute({
  permission: "ledger:read",
  fileName: "ledger",
  columns: LEDGER_COLUMNS,
  rows: (ctx, { search }) => {
    const query = ledgerQuery(loadLedgerParams(search));
    return collectPages((page) => listTransactions(ctx, { ...query, ...page }));
  },
});
