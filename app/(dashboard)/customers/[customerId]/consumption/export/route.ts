import { findCustomer } from "@/lib/customer/reads";
import { onClock } from "@/lib/customer/reads/clock";
import { notFound } from "@/lib/errors";
import { CustomerId } from "@/lib/ids";
import { sumConsumption } from "@/lib/report/reads/consumption";
import type { ConsumptionPoint } from "@/lib/report/schema/consumption";
import { type CsvColumn, csvRoute, MOST_CSV_ROWS } from "@/lib/transport/csv";
import { parseInput } from "@/lib/transport/problem";
import { consumptionQuery, loadConsumptionParams } from "../search-params";

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
    const customerId = parseInput(CustomerId, params.customerId);
    const customer = await findCustomer(ctx, customerId);
    if (!customer) throw notFound("customer", String(params.customerId));
    const asked = loadConsumptionParams(search);
    const { at } = await onClock(ctx, customerId);
    const { query } = consumptionQuery(asked, { at, zone: customer.timezone });
    const { series } = await sumConsumption(ctx, customerId, query);
    const rows = series.flatMap(({ name, unitPlural, points }) =>
      points.map((point) => ({ ...point, name, unit: unitPlural })),
    );
    return rows.slice(0, MOST_CSV_ROWS);
  },
});
