import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { sumTrialBalance } from "@/lib/ledger/reads/trial-balance";
import { csvRoute } from "@/lib/transport/csv";
import { loadTrialParams, trialQuery } from "../search-params";

type Line = {
  readonly account: string;
  readonly debits: string;
  readonly credits: string;
  readonly balance: string;
  readonly asOf: string;
  readonly creditUnit: string;
};

export const GET = csvRoute<Line>({
  permission: "ledger:read",
  fileName: "trial-balance",
  columns: [
    ["account", ({ account }) => account],
    ["debits", ({ debits }) => debits],
    ["credits", ({ credits }) => credits],
    ["balance", ({ balance }) => balance],
    ["credit_unit", ({ creditUnit }) => creditUnit],
    ["as_of", ({ asOf }) => asOf],
  ],
  rows: async (ctx, { search }) => {
    const query = trialQuery(loadTrialParams(search), await findCatalogDefaults(ctx));
    const { accounts, totals, asOf, creditUnit } = await sumTrialBalance(ctx, query);
    const rows = [...accounts, { account: "total", ...totals }].map((line) => ({
      ...{ account: line.account, debits: line.debits, credits: line.credits },
      ...{ balance: line.balance, asOf, creditUnit },
    }));
    return { rows, isPartial: false };
  },
});
