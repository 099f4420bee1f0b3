/**
 * Throws raw events away once their organization no longer keeps them. Their ids stay, so that a
 * retry is still a duplicate; roll-ups, counters and the ledger stay as they are.
 */
import { readSql } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import {
  deleteEventsBefore,
  listRetentions,
  markDropped,
  type Retention,
} from "../store/retention";

const DAY_MS = 86_400_000;
/** So many a statement: none holds its locks for long. */
const AT_ONCE = 5_000;

/** Of every organization that sets a limit. @returns how many went. */
export async function dropOldEvents(at: Date): Promise<number> {
  const db: Tx = { sql: readSql };
  let gone = 0;
  for (const retention of await listRetentions(db)) gone += await dropOf(db, retention, at);
  return gone;
}

async function dropOf(db: Tx, { organizationId, days }: Retention, at: Date): Promise<number> {
  const before = new Date(at.getTime() - days * DAY_MS);
  await markDropped(db, organizationId, before);
  let gone = 0;
  for (;;) {
    const count = await deleteEventsBefore(db, organizationId, { before, limit: AT_ONCE });
    gone += count;
    if (count < AT_ONCE) return gone;
  }
}
