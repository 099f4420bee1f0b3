/** Events that nobody counted yet: their customer is unknown, or no feature takes them. */
import type { Tx } from "@/lib/db/tx";
import type { EventId, OrganizationId } from "@/lib/ids";
import { EVENT_COLUMNS, type EventRecord, eventFromRow } from "./events";

export type WhichWaiting = {
  /** Null: of any customer. */
  readonly externalCustomerId: string | null;
  /** Null: of any name. */
  readonly eventName: string | null;
};

/** The last event of a page before. */
export type WaitingPlace = { readonly at: Date; readonly id: EventId };

/** Locks waiting events after a place, oldest first. */
export async function lockWaiting(
  tx: Tx,
  organizationId: OrganizationId,
  { externalCustomerId, eventName }: WhichWaiting,
  { after, limit }: { readonly after: WaitingPlace | null; readonly limit: number },
): Promise<readonly EventRecord[]> {
  const rows = await tx.sql(
    `SELECT ${EVENT_COLUMNS} FROM usage_event
     WHERE organization_id = $1::uuid AND status = 'UNMATCHED'
       AND ($2::text IS NULL OR external_customer_id = $2::text)
       AND ($3::text IS NULL OR event_name = $3::text)
       AND ($4::timestamptz IS NULL OR (occurred_at, id) > ($4::timestamptz, $5::uuid))
     ORDER BY occurred_at, id LIMIT $6::int FOR UPDATE`,
    [
      organizationId,
      externalCustomerId,
      eventName,
      after?.at.toISOString() ?? null,
      after?.id ?? null,
      limit,
    ],
  );
  return rows.map(eventFromRow);
}
