/** The ids of events ever seen: claiming one is what makes an event count once. */
import { instantText, plainColumn, textColumn } from "@/lib/db/columns";
import type { Tx } from "@/lib/db/tx";
import { type EventId, idFromRow, type OrganizationId } from "@/lib/ids";
import type { ReceivedEvent } from "../rules/incoming-event";

/**
 * Claims the ids, sorted, so that two batches never wait for each other crosswise. Another
 * session's claim is waited for; if it fails, the id is ours.
 *
 * @returns the events that are new.
 */
export async function claimEventKeys(
  tx: Tx,
  organizationId: OrganizationId,
  events: readonly ReceivedEvent[],
): Promise<ReadonlySet<EventId>> {
  if (events.length === 0) return new Set();
  const sorted = events.toSorted((a, b) => compare(a.eventId, b.eventId) || a.index - b.index);
  const rows = await tx.sql(
    `INSERT INTO usage_event_key (organization_id, event_id, event_ref, at, content_hash)
     SELECT $1::uuid, event_id, event_ref, at, decode(hash, 'hex')
     FROM unnest($2::text[], $3::uuid[], $4::timestamptz[], $5::text[])
       AS event (event_id, event_ref, at, hash)
     ON CONFLICT (organization_id, event_id) DO NOTHING
     RETURNING event_ref`,
    [
      organizationId,
      textColumn(sorted, ({ eventId }) => eventId),
      plainColumn(sorted, ({ id }) => id),
      plainColumn(sorted, ({ occurredAt }) => instantText(occurredAt)),
      plainColumn(sorted, ({ contentHash }) => contentHash),
    ],
  );
  return new Set(rows.map((row) => idFromRow<EventId>(row.event_ref)));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export type ClaimedKey = {
  readonly ref: EventId;
  readonly at: Date;
  readonly contentHash: string;
};

/** What the ids were claimed for, by the caller's id. */
export async function loadEventKeys(
  tx: Tx,
  organizationId: OrganizationId,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, ClaimedKey>> {
  if (eventIds.length === 0) return new Map();
  const rows = await tx.sql(
    `SELECT event_id, event_ref, at, encode(content_hash, 'hex') AS hash FROM usage_event_key
     WHERE organization_id = $1::uuid AND event_id = ANY($2::text[])`,
    [organizationId, eventIds],
  );
  return new Map(
    rows.map((row) => [
      String(row.event_id),
      {
        ref: idFromRow<EventId>(row.event_ref),
        at: row.at as Date,
        contentHash: String(row.hash),
      },
    ]),
  );
}
