/** What an event was corrected to, when, by whom and why. */
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { EventId } from "@/lib/ids";
import type { PastCorrection } from "../schema/correction";
import { answerFromRow } from "../store/corrections";

/** Oldest first. */
export async function listCorrections(
  { organizationId }: Context,
  eventId: EventId,
): Promise<readonly PastCorrection[]> {
  const rows = await readSql(
    `SELECT answer, at, actor_name, reason FROM event_correction
     WHERE event_id = $1::uuid AND organization_id = $2::uuid ORDER BY at, reference`,
    [eventId, organizationId],
  );
  return rows.map((row) => {
    const { fingerprint: _, ...answer } = answerFromRow(row.answer);
    return {
      ...answer,
      at: (row.at as Date).toISOString(),
      by: String(row.actor_name),
      reason: String(row.reason),
    };
  });
}
