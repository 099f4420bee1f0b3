import { formatDay } from "@/components/domain/instant-format";
import { notFound } from "@/lib/errors";
import { exportRoute } from "@/lib/transport/export";
import { findStatementSubject } from "../load-statement";
import { loadStatementParams } from "../search-params";

export const GET = exportRoute({
  list: "statement",
  fileName: "statement",
  asked: async (ctx, { search, params }) => {
    const subject = await findStatementSubject(ctx, params, loadStatementParams(search));
    if (!subject) throw notFound("wallet", String(params.walletId));
    const { customer, wallet, days } = subject;
    return {
      query: await subject.whole(),
      filters: async () => [
        { label: "Customer", value: customer.name },
        { label: "Wallet", value: wallet.name },
        { label: "Days", value: `${shown(days.from)} – ${shown(days.to)}` },
      ],
    };
  },
});

const shown = (day: string) => formatDay(`${day}T12:00:00Z`);
