import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { eachDay, keptDays, ROLL_UPS } from "../reads/compare-roll-ups";
import { addDifferences, type Days } from "../store/rebuilt-roll-ups";
import { addRunDifferences } from "../store/rebuilt-runs";

/**
 * Makes the roll-ups of these days what their events say; use that comes in meanwhile stays
 * counted. Days that events were thrown away of are left as they are.
 *
 * @returns how many rows it changed.
 */
export async function repairRollUps(ctx: Context, days: Days): Promise<number> {
  let rows = 0;
  // Each by itself: all of them may be more than one transaction has time for.
  for (const day of eachDay(days)) rows += await repairDay(ctx, { from: day, to: day });
  return rows;
}

function repairDay(ctx: Context, day: Days): Promise<number> {
  const { organizationId } = ctx;
  return transact(ctx, async (tx) => {
    // One repair at a time: a second one would add the same differences again.
    await tx.sql("SELECT 1 FROM organization WHERE id = $1::uuid FOR NO KEY UPDATE", [
      organizationId,
    ]);
    if ((await keptDays(tx, organizationId, day)) === null) return 0;
    let rows = 0;
    for (const name of ROLL_UPS)
      rows += await addDifferences(tx, { organizationId, name, days: day });
    rows += await addRunDifferences(tx, { organizationId, days: day });
    if (rows === 0) return 0;
    await recordAudit(tx, ctx, {
      action: "usage.roll_ups_repaired",
      entity: "organization",
      entityId: organizationId,
      after: { day: day.from, rows },
    });
    return rows;
  });
}
