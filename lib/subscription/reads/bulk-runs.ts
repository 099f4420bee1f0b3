/** Runs of many starts that stopped before they were through, whoever began them. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { LeftRunView } from "../schema/bulk";
import { loadBulkRuns } from "../store/bulk-runs";

/** So many are told. */
const LISTED = 5;

/** Newest first. One that goes on at this moment is among them. */
export async function listLeftRuns(ctx: Context): Promise<readonly LeftRunView[]> {
  const runs = await loadBulkRuns({ sql: readSql }, ctx.organizationId, LISTED);
  return runs.map(({ startedAt, lastAt, externalIds, ...run }) => ({
    ...run,
    externalIds: [...externalIds],
    startedAt: startedAt.toISOString(),
    lastAt: lastAt.toISOString(),
  }));
}
