import * as z from "zod";
import { shownQuantity } from "@/lib/catalog/schema/shown-quantity";
import type { CustomerId } from "@/lib/ids";
import { breakConsumptionDown } from "@/lib/report/reads/breakdown";
import { BREAKDOWN_KEYS, type BreakdownRow } from "@/lib/report/schema/breakdown";
import type { CsvColumn } from "@/lib/text/csv";
import { findOnlyUnit, unitsOfFeatures } from "../credit-units";
import { exportList } from "../export-list";
import { storedId, storedInstant } from "../stored-query";

const Query = z.object({
  customerId: storedId<CustomerId>(),
  from: storedInstant,
  to: storedInstant,
  by: z.enum(BREAKDOWN_KEYS),
  member: z.string().nullable(),
});

type Row = BreakdownRow & { readonly creditUnit: string | undefined };

const unitOf = ({ creditUnit }: Row) => creditUnit;

const COLUMNS: readonly CsvColumn<Row>[] = [
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
  ["credit_unit", (row) => unitOf(row) ?? null],
];

/** A customer's use, feature by member, value or key. Shares are of the whole, so it is one look. */
export const BREAKDOWN = exportList({
  name: "Consumption breakdown",
  permission: "usage:read",
  stored: Query,
  columns: COLUMNS,
  totals: { events: () => null, credits: unitOf, credits_before: unitOf },
  writtenAt: null,
  page: async (ctx, { customerId, ...query }: z.output<typeof Query>) => {
    const [{ rows }, units, only] = await Promise.all([
      breakConsumptionDown(ctx, customerId, query),
      unitsOfFeatures(ctx),
      findOnlyUnit(ctx),
    ]);
    const items = rows.map((row) => ({ creditUnit: units.get(row.featureKey) ?? only, ...row }));
    return { items, nextCursor: null };
  },
});
