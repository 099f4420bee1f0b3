import { shownQuantity } from "@/lib/catalog/schema/shown-quantity";
import { sumConsumption } from "@/lib/report/reads/consumption";
import type { ConsumptionPoint, ConsumptionSeries } from "@/lib/report/schema/consumption";
import type { UnitsView } from "@/lib/report/schema/shown";
import type { CsvColumn } from "@/lib/text/csv";
import { csvRoute, MOST_CSV_ROWS } from "@/lib/transport/csv";
import { exportedQuery } from "./exported-query";

type Row = ConsumptionPoint & Pick<ConsumptionSeries, "name" | keyof UnitsView>;

const COLUMNS: readonly CsvColumn<Row>[] = [
  ["at", ({ at }) => at],
  ["of", ({ name }) => name],
  ["credits", ({ credits }) => credits],
  ["quantity", ({ quantity }) => quantity],
  ["unit", ({ unitPlural }) => unitPlural],
  ["shown_quantity", (row) => shownQuantity(row, row.quantity).quantity],
  ["shown_unit", ({ reportingUnit, unitPlural }) => reportingUnit?.unitPlural ?? unitPlural],
  ["events", ({ events }) => events],
];

export const GET = csvRoute({
  permission: "usage:read",
  fileName: "consumption",
  columns: COLUMNS,
  async rows(ctx, { search, params }) {
    const { customerId, query } = await exportedQuery(ctx, { search, params });
    const { series } = await sumConsumption(ctx, customerId, query);
    const rows = series.flatMap(({ name, unitSingular, unitPlural, reportingUnit, points }) =>
      points.map((point) => ({ ...point, name, unitSingular, unitPlural, reportingUnit })),
    );
    return rows.slice(0, MOST_CSV_ROWS);
  },
});
