import { sumConsumption } from "@/lib/report/reads/consumption";
import type { ConsumptionPoint } from "@/lib/report/schema/consumption";
import { type CsvColumn, csvRoute, MOST_CSV_ROWS } from "@/lib/transport/csv";
import { exportedQuery } from "./exported-query";

type Row = ConsumptionPoint & { readonly name: string; readonly unit: string };

const COLUMNS: readonly CsvColumn<Row>[] = [
  ["at", ({ at }) => at],
  ["of", ({ name }) => name],
  ["credits", ({ credits }) => credits],
  ["quantity", ({ quantity }) => quantity],
  ["unit", ({ unit }) => unit],
  ["events", ({ events }) => events],
];

export const GET = csvRoute({
  permission: "usage:read",
  fileName: "consumption",
  columns: COLUMNS,
  async rows(ctx, { search, params }) {
    const { customerId, query } = await exportedQuery(ctx, { search, params });
    const { series } = await sumConsumption(ctx, customerId, query);
    const rows = series.flatMap(({ name, unitPlural, points }) =>
      points.map((point) => ({ ...point, name, unit: unitPlural })),
    );
    return rows.slice(0, MOST_CSV_ROWS);
  },
});
