/** What consumes were answered, kept for their repeats. */
import type { Tx } from "@/lib/db/tx";
import type { OrganizationId } from "@/lib/ids";
import type { ConsumeView } from "../schema/access";

export async function insertConsumeAnswer(
  tx: Tx,
  organizationId: OrganizationId,
  answer: ConsumeView,
): Promise<void> {
  await tx.sql(
    `INSERT INTO consume_answer (organization_id, event_id, answer)
     VALUES ($1::uuid, $2::text, $3::jsonb)`,
    [organizationId, answer.eventId, JSON.stringify(answer)],
  );
}

/** Undefined if the event was not consumed, but sent. */
export async function findConsumeAnswer(
  tx: Tx,
  organizationId: OrganizationId,
  eventId: string,
): Promise<ConsumeView | undefined> {
  const [row] = await tx.sql(
    `SELECT answer FROM consume_answer WHERE organization_id = $1::uuid AND event_id = $2::text`,
    [organizationId, eventId],
  );
  return row && (row.answer as ConsumeView);
}
