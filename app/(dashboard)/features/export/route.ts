import { listFeatures } from "@/lib/catalog/reads/features";
import type { FeatureRow } from "@/lib/catalog/schema/feature";
import type { CsvColumn } from "@/lib/text/csv";
import { csvRoute, MOST_CSV_ROWS } from "@/lib/transport/csv";
import { featureQuery, loadFeatureParams } from "../search-params";

const COLUMNS: readonly CsvColumn<FeatureRow>[] = [
  ["id", ({ id }) => id],
  ["key", ({ key }) => key],
  ["name", ({ name }) => name],
  ["type", ({ type }) => type],
  ["event_name", ({ meter }) => meter?.eventName ?? null],
  ["aggregation", ({ meter }) => meter?.aggregation ?? null],
  ["property", ({ meter }) => meter?.property ?? null],
  ["unit", ({ unitSingular }) => unitSingular],
  ["credits_per_unit", ({ cost }) => cost?.creditsPerUnit ?? null],
  ["credit_unit", ({ creditUnit }) => creditUnit],
  ["plans", ({ plans }) => plans],
  ["events_24h", ({ events24h }) => events24h],
  ["status", ({ status }) => status],
  ["created_at", ({ createdAt }) => createdAt],
];

export const GET = csvRoute({
  permission: "catalog:read",
  fileName: "features",
  columns: COLUMNS,
  rows: async (ctx, { search }) => {
    const query = featureQuery(loadFeatureParams(search));
    const { items, total } = await listFeatures(ctx, { ...query, limit: MOST_CSV_ROWS, offset: 0 });
    return { rows: items, isPartial: total > items.length };
  },
});
