import { findCustomer } from "@/lib/customer/reads";
import { notFound } from "@/lib/errors";
import { CustomerId } from "@/lib/ids";
import { listRuns } from "@/lib/report/reads/runs";
import type { RunView } from "@/lib/report/schema/runs";
import type { CsvColumn } from "@/lib/text/csv";
import { collectPages, csvRoute } from "@/lib/transport/csv";
import { parseInput } from "@/lib/transport/problem";
import { loadRunParams, runQuery } from "../../../runs/search-params";

const COLUMNS: readonly CsvColumn<RunView>[] = [
  ["run", ({ groupId }) => groupId],
  ["began_at", ({ startedAt }) => startedAt],
  ["last_at", ({ lastAt }) => lastAt],
  ["members", ({ members }) => members.join(" ")],
  ["features", ({ features }) => features.join(", ")],
  ["uses", ({ events }) => events],
  ["refused", ({ refused }) => refused],
  ["credits", ({ credits }) => credits],
];

export const GET = csvRoute({
  permission: "usage:read",
  fileName: "runs",
  columns: COLUMNS,
  async rows(ctx, { search, params }) {
    const customerId = parseInput(CustomerId, params.customerId);
    const customer = await findCustomer(ctx, customerId);
    if (!customer) throw notFound("customer", String(params.customerId));
    const query = runQuery(loadRunParams(search), customer.timezone);
    return collectPages((page) => listRuns(ctx, customerId, { ...query, ...page }));
  },
});
