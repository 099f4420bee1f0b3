import * as z from "zod";
import { shownQuantity } from "@/lib/catalog/schema/shown-quantity";
import type { CustomerId } from "@/lib/ids";
import { sumConsumption } from "@/lib/report/reads/consumption";
import {
  type ConsumptionPoint,
  ConsumptionQuery,
  type ConsumptionSeries,
} from "@/lib/report/schema/consumption";
import type { CsvColumn } from "@/lib/text/csv";
import { findOnlyUnit, unitsOfFeatures } from "../credit-units";
import { exportList } from "../export-list";
import { storedId } from "../stored-query";

const Query = z.object({ customerId: storedId<CustomerId>(), asked: ConsumptionQuery });

type Row = Omit<ConsumptionSeries, "points" | keyof ConsumptionPoint> &
  ConsumptionPoint & { readonly creditUnit: string | undefined };

const unitOf = ({ creditUnit }: Row) => creditUnit;

const COLUMNS: readonly CsvColumn<Row>[] = [
  ["at", ({ at }) => at],
  ["of", ({ name }) => name],
  ["credits", ({ credits }) => credits],
  ["quantity", ({ quantity }) => quantity],
  ["unit", ({ unitPlural }) => unitPlural],
  ["shown_quantity", (row) => shownQuantity(row, row.quantity).quantity],
  ["shown_unit", ({ reportingUnit, unitPlural }) => reportingUnit?.unitPlural ?? unitPlural],
  ["events", ({ events }) => events],
  ["credit_unit", (row) => unitOf(row) ?? null],
];

/** The columns of a customer's chart, a line each: one look, as the chart is. */
export const CONSUMPTION = exportList({
  name: "Consumption",
  permission: "usage:read",
  stored: Query,
  columns: COLUMNS,
  totals: { credits: unitOf, events: () => null },
  writtenAt: null,
  page: async (ctx, { customerId, asked }: z.output<typeof Query>) => {
    const [{ series }, units, only] = await Promise.all([
      sumConsumption(ctx, customerId, asked),
      unitsOfFeatures(ctx),
      findOnlyUnit(ctx),
    ]);
    const items = series.flatMap(({ points, ...of }) =>
      points.map((point) => ({ creditUnit: units.get(of.key) ?? only, ...of, ...point })),
    );
    return { items, nextCursor: null };
  },
});
