import { filterWords } from "@/components/table/filter-words";
import { findCustomer } from "@/lib/customer/reads";
import { notFound } from "@/lib/errors";
import { CustomerId, idText } from "@/lib/ids";
import { listCustomerWallets } from "@/lib/ledger/reads/wallets";
import { exportRoute } from "@/lib/transport/export";
import { parseInput } from "@/lib/transport/problem";
import { filterFields, LINKED_FILTERS } from "../../../../ledger/_components/filter-fields";
import { featureChoices } from "../../../../ledger/load-ledger";
import { ledgerFilter, loadLedgerParams } from "../../../../ledger/search-params";

export const GET = exportRoute({
  list: "ledger",
  fileName: "customer-ledger",
  asked: async (ctx, { search, params }) => {
    const customerId = parseInput(CustomerId, params.customerId);
    const customer = await findCustomer(ctx, customerId);
    if (!customer) throw notFound("customer", idText("cus", customerId));
    return {
      query: { ...ledgerFilter(loadLedgerParams(search), customer.timezone), customerId },
      filters: async () => {
        const found = await listCustomerWallets(ctx, customerId);
        const wallets = found.map(({ id, name }) => ({ value: id, label: name }));
        const fields = filterFields({ features: await featureChoices(ctx), wallets });
        const words = filterWords([...fields, ...LINKED_FILTERS], search);
        return [{ label: "Customer", value: customer.name }, ...words];
      },
    };
  },
});
