import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { addDayDifferences } from "@/lib/ledger/store/rebuilt-days";
import { addMemberDifferences } from "@/lib/ledger/store/rebuilt-members";
import { eachDay, keptDays, ROLL_UPS } from "../reads/compare-roll-ups";
import { type Asked, addDifferences, type Days } from "../store/rebuilt-roll-ups";
import { addRunDifferences } from "../store/rebuilt-runs";

/**
 * Makes the roll-ups of these days what their events say, and the ledger's sums what its entries say;
 * what comes in meanwhile stays counted. Roll-ups of days that events were thrown away of are left as
 * they are.
 *
 * @returns how many rows it changed.
 */
export async function repairRollUps(ctx: Context, days: Days): Promise<number> {
  let rows = 0;
  // Each by itself: all of them may be more than one transaction has time for.
  for (const day of eachDay(days)) {
    const asked = { organizationId: ctx.organizationId, days: { from: day, to: day } };
    rows += await repair(ctx, day, (tx) => addLacking(tx, asked));
  }
  const asked = { organizationId: ctx.organizationId, days };
  for (const add of [addDayDifferences, addMemberDifferences])
    rows += await repair(ctx, days.from, (tx) => add(tx, asked));
  return rows;
}

function repair(ctx: Context, day: string, add: (tx: Tx) => Promise<number>): Promise<number> {
  return transact(ctx, async (tx) => {
    // One repair at a time: a second one would add the same differences again.
    await tx.sql("SELECT 1 FROM organization WHERE id = $1::uuid FOR NO KEY UPDATE", [
      ctx.organizationId,
    ]);
    const rows = await add(tx);
    if (rows === 0) return 0;
    await recordAudit(tx, ctx, {
      action: "usage.roll_ups_repaired",
      entity: "organization",
      entityId: ctx.organizationId,
      after: { day, rows },
    });
    return rows;
  });
}

/** What the roll-ups of one day lack. */
async function addLacking(tx: Tx, { organizationId, days }: Omit<Asked, "name">): Promise<number> {
  if ((await keptDays(tx, organizationId, days)) === null) return 0;
  let rows = 0;
  for (const name of ROLL_UPS) rows += await addDifferences(tx, { organizationId, name, days });
  return rows + (await addRunDifferences(tx, { organizationId, days }));
}
