import { findCustomer } from "@/lib/customer/reads";
import { notFound } from "@/lib/errors";
import { CustomerId, idText } from "@/lib/ids";
import { listTransactions } from "@/lib/ledger/reads/transactions";
import { collectPages, csvRoute } from "@/lib/transport/csv";
import { parseInput } from "@/lib/transport/problem";
import { LEDGER_COLUMNS } from "../../../../ledger/export/ledger-columns";
import { ledgerQuery, loadLedgerParams } from "../../../../ledger/search-params";

export const GET = csvRoute({
  permission: "ledger:read",
  fileName: "customer-ledger",
  columns: LEDGER_COLUMNS,
  rows: async (ctx, { search, params }) => {
    const customerId = parseInput(CustomerId, params.customerId);
    const customer = await findCustomer(ctx, customerId);
    if (!customer) throw notFound("customer", idText("cus", customerId));
    const query = { ...ledgerQuery(loadLedgerParams(search), customer.timezone), customerId };
    return collectPages((page) => listTransactions(ctx, { ...query, ...page }));
  },
});
