import { shownQuantity } from "@/lib/catalog/schema/shown-quantity";
import { breakConsumptionDown } from "@/lib/report/reads/breakdown";
import type { BreakdownRow } from "@/lib/report/schema/breakdown";
import type { CsvColumn } from "@/lib/text/csv";
import { csvRoute, MOST_CSV_ROWS } from "@/lib/transport/csv";
import { breakdownQuery } from "../../search-params";
import { exportedQuery } from "../exported-query";

const COLUMNS: readonly CsvColumn<BreakdownRow>[] = [
  ["feature", ({ featureName }) => featureName],
  ["of", ({ valueName }) => valueName],
  ["events", ({ events }) => events],
  ["refused", ({ refused }) => refused],
  ["quantity", ({ quantity }) => quantity],
  ["unit", ({ unitPlural }) => unitPlural],
  ["shown_quantity", (row) => shownQuantity(row, row.quantity).quantity],
  ["shown_unit", ({ reportingUnit, unitPlural }) => reportingUnit?.unitPlural ?? unitPlural],
  ["credits", ({ credits }) => credits],
  ["share", ({ share }) => share],
  ["credits_before", ({ change }) => change.before],
  ["change", ({ change }) => change.credits],
  ["change_share", ({ change }) => change.share],
];

export const GET = csvRoute({
  permission: "usage:read",
  fileName: "consumption-breakdown",
  columns: COLUMNS,
  async rows(ctx, asked) {
    const { customerId, query } = await exportedQuery(ctx, asked);
    const { rows } = await breakConsumptionDown(ctx, customerId, breakdownQuery(query));
    return rows.slice(0, MOST_CSV_ROWS);
  },
});
