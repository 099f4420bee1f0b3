/** How the API keys of an organization are called where use is told apart by them. */
import type { Context } from "@/lib/context";
import { readByKeys } from "@/lib/db/transact";
import { type ApiKeyId, idFromRow, idText } from "@/lib/ids";
import { NO_KEY } from "@/lib/usage/rules/no-key";
import { NO_UNITS } from "../schema/shown";
import type { SeriesName } from "../view";

const OF_NOBODY: SeriesName = { key: "", name: "No API key", ...NO_UNITS };

/** By the id as rows have it. A rolled key has the name of the one before: the last four tell them apart. */
export async function keyNames(ctx: Context): Promise<ReadonlyMap<string, SeriesName>> {
  const rows = await readByKeys(
    `SELECT id, last_four, name, count(*) OVER (PARTITION BY name)::int AS namesakes
     FROM api_key WHERE organization_id = $1::uuid`,
    [ctx.organizationId],
  );
  const names = rows.map((row): [string, SeriesName] => [
    String(row.id),
    {
      key: idText("key", idFromRow<ApiKeyId>(row.id)),
      name: Number(row.namesakes) > 1 ? `${row.name} …${row.last_four}` : String(row.name),
      ...NO_UNITS,
    },
  ]);
  return new Map([...names, [NO_KEY, OF_NOBODY]]);
}
