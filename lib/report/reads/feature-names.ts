/** How the features of an organization are called where their use is shown. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type FeatureId, idFromRow, idText } from "@/lib/ids";
import type { SeriesName } from "../view";
import { NO_FEATURE } from "./uses";

const BY_HAND: SeriesName = { key: "manual", name: "Manual debits", unitPlural: "" };

/** By the id as rows have it; debits of no feature have a name of their own. */
export async function featureNames(ctx: Context): Promise<ReadonlyMap<string, SeriesName>> {
  const rows = await readSql(
    `SELECT id, name, coalesce(unit_plural, '') AS unit_plural FROM feature
     WHERE organization_id = $1::uuid`,
    [ctx.organizationId],
  );
  const names = rows.map((row): [string, SeriesName] => [
    String(row.id),
    {
      key: idText("feat", idFromRow<FeatureId>(row.id)),
      name: String(row.name),
      unitPlural: String(row.unit_plural),
    },
  ]);
  return new Map([...names, [NO_FEATURE, BY_HAND]]);
}
