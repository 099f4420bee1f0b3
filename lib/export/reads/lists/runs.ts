import * as z from "zod";
import type { CustomerId } from "@/lib/ids";
import { listRuns } from "@/lib/report/reads/runs";
import { RunQuery, type RunView } from "@/lib/report/schema/runs";
import type { CsvColumn } from "@/lib/text/csv";
import { unitsOfRuns } from "../credit-units";
import { exportList } from "../export-list";
import { storedId, storedInstant } from "../stored-query";

const Query = z.object({
  customerId: storedId<CustomerId>(),
  search: RunQuery.shape.search,
  from: storedInstant.nullable().default(null),
  to: storedInstant.nullable().default(null),
});

type Row = RunView & { readonly creditUnit: string | null };

const unitOf = ({ creditUnit }: Row) => creditUnit;

const COLUMNS: readonly CsvColumn<Row>[] = [
  ["run", ({ groupId }) => groupId],
  ["began_at", ({ startedAt }) => startedAt],
  ["last_at", ({ lastAt }) => lastAt],
  ["members", ({ members }) => members.join(" ")],
  ["features", ({ features }) => features.join(", ")],
  ["uses", ({ events }) => events],
  ["refused", ({ refused }) => refused],
  ["credits", ({ credits }) => credits],
  ["credit_unit", unitOf],
];

/** A customer's runs, each with all that it used: sums, which later events may still raise. */
export const RUNS = exportList({
  name: "Runs",
  permission: "usage:read",
  stored: Query,
  columns: COLUMNS,
  totals: { uses: () => null, refused: () => null, credits: unitOf },
  writtenAt: null,
  page: async (ctx, { customerId, ...query }: z.output<typeof Query>, place) => {
    const { items, nextCursor } = await listRuns(ctx, customerId, { ...query, ...place });
    const names = items.map(({ groupId }) => groupId);
    const units = await unitsOfRuns(customerId, names);
    return {
      items: items.map((run) => ({ creditUnit: units.get(run.groupId) ?? null, ...run })),
      nextCursor,
    };
  },
});
