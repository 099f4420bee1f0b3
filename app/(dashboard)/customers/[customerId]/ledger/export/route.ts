import { CustomerId } from "@/lib/ids";
import { listTransactions } from "@/lib/ledger/reads/transactions";
import { collectPages, csvRoute } from "@/lib/transport/csv";
import { parseInput } from "@/lib/transport/problem";
import { LEDGER_COLUMNS } from "../../../../ledger/export/ledger-columns";
import { ledgerQuery, loadLedgerParams } from "../../../../ledger/search-params";

export const GET = csvRoute({
  permission: "ledger:read",
  fileName: "customer-ledger",
  columns: LEDGER_COLUMNS,
  rows: (ctx, { search, params }) => {
    const customerId = parseInput(CustomerId, params.customerId);
    const query = { ...ledgerQuery(loadLedgerParams(search)), customerId };
    return collectPages((page) => listTransactions(ctx, { ...query, ...page }));
  },
});
