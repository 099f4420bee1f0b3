/** How the features of an organization are called where their use is shown. */
import type { Context } from "@/lib/context";
import { readByKeys } from "@/lib/db/transact";
import { type FeatureId, idFromRow, idText } from "@/lib/ids";
import { NO_UNITS } from "../schema/shown";
import type { SeriesName } from "../view";
import { NO_FEATURE } from "./uses";

const BY_HAND: SeriesName = { key: "manual", name: "Manual debits", ...NO_UNITS };

/** By the id as rows have it; debits of no feature have a name of their own. */
export async function featureNames(ctx: Context): Promise<ReadonlyMap<string, SeriesName>> {
  const rows = await readByKeys(
    `SELECT id, name, coalesce(unit_singular, '') AS unit_singular,
       coalesce(unit_plural, '') AS unit_plural, reporting_unit
     FROM feature WHERE organization_id = $1::uuid`,
    [ctx.organizationId],
  );
  const names = rows.map((row): [string, SeriesName] => [
    String(row.id),
    {
      key: idText("feat", idFromRow<FeatureId>(row.id)),
      name: String(row.name),
      unitSingular: String(row.unit_singular),
      unitPlural: String(row.unit_plural),
      reportingUnit: row.reporting_unit as SeriesName["reportingUnit"],
    },
  ]);
  return new Map([...names, [NO_FEATURE, BY_HAND]]);
}
