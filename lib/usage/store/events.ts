/** Events as they are kept: what was said, and what became of it. */

import type { Context } from "@/lib/context";
import { instantText, plainColumn, textColumn } from "@/lib/db/columns";
import { type Row, type Tx, tell } from "@/lib/db/tx";
import {
  type ApiKeyId,
  type CustomerId,
  type EventId,
  idFromRow,
  type OrganizationId,
} from "@/lib/ids";
import { creditsFromRow, creditsText } from "@/lib/money/credits";
import type { ConcludedEvent } from "../rules/conclude-event";
import type { CountedTime, Lateness } from "../rules/counted-time";
import type { StoredStatus } from "../schema/event";
import { type UseJson, useFromJson, useJson } from "./use-json";

export async function insertEvents(
  tx: Tx,
  ctx: Context,
  events: readonly ConcludedEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await tell(
    tx,
    `INSERT INTO usage_event (id, occurred_at, recorded_at, organization_id, customer_id,
       external_customer_id, event_id, event_name, source, member, group_id, properties, status,
       code, credits, credits_back, dropped, refused_credits, charges, request_id, counted_at,
       lateness, api_key_id)
     SELECT id, occurred_at, recorded_at, $1::uuid, customer_id, external_customer_id, event_id,
       event_name, source, member, group_id, properties, status::event_status, code, credits,
       credits_back, dropped, refused_credits, charges, request_id, counted_at, lateness, api_key_id
     FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::uuid[], $7::text[],
       $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::jsonb[], $14::text[],
       $15::text[], $16::numeric[], $17::numeric[], $18::numeric[], $19::numeric[], $20::jsonb[], $21::timestamptz[],
       $22::text[], $23::uuid[])
       AS event (id, occurred_at, recorded_at, request_id, customer_id, external_customer_id, event_id, event_name, source,
         member, group_id, properties, status, code, credits, credits_back, dropped, refused_credits, charges,
         counted_at, lateness, api_key_id)`,
    [
      ctx.organizationId,
      plainColumn(events, ({ event }) => event.id),
      plainColumn(events, ({ event }) => instantText(event.occurredAt)),
      plainColumn(events, ({ event }) => instantText(event.arrivedAt)),
      textColumn(events, ({ event }) => event.requestId),
      plainColumn(events, ({ customerId }) => customerId),
      textColumn(events, ({ event }) => event.externalCustomerId),
      textColumn(events, ({ event }) => event.eventId),
      textColumn(events, ({ event }) => event.eventName),
      textColumn(events, ({ event }) => event.source),
      textColumn(events, ({ event }) => event.member),
      textColumn(events, ({ event }) => event.groupId),
      textColumn(events, ({ event }) => JSON.stringify(event.properties)),
      plainColumn(events, ({ status }) => status),
      plainColumn(events, ({ code }) => code),
      plainColumn(events, ({ credits }) => creditsText(credits)),
      plainColumn(events, ({ creditsBack }) => creditsText(creditsBack)),
      plainColumn(events, ({ dropped }) => creditsText(dropped)),
      plainColumn(events, ({ refusedCredits }) => creditsText(refusedCredits)),
      textColumn(events, ({ uses }) => JSON.stringify(uses.map(useJson))),
      plainColumn(events, ({ event }) => instantText(event.countedAt)),
      plainColumn(events, ({ event }) => event.lateness),
      plainColumn(events, ({ event }) => event.apiKeyId),
    ],
  );
}

/** The columns that `eventFromRow` reads. */
export const EVENT_COLUMNS = `id, occurred_at, recorded_at, counted_at, lateness, customer_id, external_customer_id,
  event_id, event_name, source, member, group_id, properties, status::text AS status, code,
  credits::text AS credits, credits_back::text AS credits_back, dropped::text AS dropped, refused_credits::text AS refused_credits,
  charges, api_key_id`;

export type EventRecord = Omit<ConcludedEvent, "event"> &
  CountedTime & {
    readonly id: EventId;
    readonly occurredAt: Date;
    readonly recordedAt: Date;
    readonly externalCustomerId: string;
    readonly eventId: string;
    readonly eventName: string;
    readonly source: string | null;
    readonly member: string | null;
    readonly groupId: string | null;
    readonly properties: Readonly<Record<string, unknown>>;
    readonly apiKeyId: ApiKeyId | null;
  };

export const eventFromRow = (row: Row): EventRecord => ({
  id: idFromRow<EventId>(row.id),
  occurredAt: row.occurred_at as Date,
  recordedAt: row.recorded_at as Date,
  countedAt: row.counted_at as Date,
  lateness: row.lateness as Lateness | null,
  customerId: row.customer_id === null ? null : idFromRow<CustomerId>(row.customer_id),
  externalCustomerId: String(row.external_customer_id),
  eventId: String(row.event_id),
  eventName: String(row.event_name),
  source: row.source as string | null,
  member: row.member as string | null,
  groupId: row.group_id as string | null,
  properties: row.properties as Record<string, unknown>,
  apiKeyId: row.api_key_id === null ? null : idFromRow<ApiKeyId>(row.api_key_id),
  status: row.status as StoredStatus,
  code: row.code as string | null,
  credits: creditsFromRow(row.credits),
  creditsBack: creditsFromRow(row.credits_back),
  dropped: creditsFromRow(row.dropped),
  refusedCredits: creditsFromRow(row.refused_credits),
  uses: (row.charges as UseJson[]).map(useFromJson),
});

/** Events by their own ids; `at` names the months to look in. */
export async function loadEvents(
  tx: Tx,
  keys: readonly { readonly ref: EventId; readonly at: Date }[],
): Promise<ReadonlyMap<EventId, EventRecord>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.sql(
    `SELECT ${EVENT_COLUMNS} FROM usage_event
     WHERE id = ANY($1::uuid[]) AND occurred_at = ANY($2::timestamptz[])`,
    [keys.map(({ ref }) => ref), keys.map(({ at }) => at.toISOString())],
  );
  return new Map(rows.map(eventFromRow).map((record) => [record.id, record]));
}

export type ReplayFilter = {
  readonly organizationId: OrganizationId;
  /** Null: all of them. */
  readonly id: EventId | null;
  readonly externalCustomerId: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly limit: number;
};

/** Locks kept events that took nothing yet, or not all, oldest first. */
export async function lockReplayable(
  tx: Tx,
  filter: ReplayFilter,
): Promise<readonly EventRecord[]> {
  const { organizationId, id, externalCustomerId, from, to, limit } = filter;
  const rows = await tx.sql(
    `SELECT ${EVENT_COLUMNS} FROM usage_event
     WHERE organization_id = $1::uuid AND status IN ('REFUSED', 'UNMATCHED')
       AND ($2::uuid IS NULL OR id = $2::uuid)
       AND ($3::text IS NULL OR external_customer_id = $3::text)
       AND ($4::timestamptz IS NULL OR occurred_at >= $4::timestamptz)
       AND ($5::timestamptz IS NULL OR occurred_at < $5::timestamptz)
     ORDER BY occurred_at, id LIMIT $6::int FOR UPDATE`,
    [organizationId, id, externalCustomerId, from, to, limit],
  );
  return rows.map(eventFromRow);
}

/** Writes what became of kept events that were decided anew, and when they count. */
export async function updateEvents(tx: Tx, events: readonly ConcludedEvent[]): Promise<void> {
  if (events.length === 0) return;
  const column = <T>(read: (stored: ConcludedEvent) => T) => events.map(read);
  await tx.sql(
    `UPDATE usage_event SET customer_id = anew.customer_id, status = anew.status::event_status,
       code = anew.code, credits = anew.credits, credits_back = anew.credits_back,
       dropped = anew.dropped,
       refused_credits = anew.refused_credits, charges = anew.charges,
       counted_at = anew.counted_at, lateness = anew.lateness
     FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::text[], $5::text[], $6::numeric[],
       $7::numeric[], $8::numeric[], $9::numeric[], $10::jsonb[], $11::timestamptz[], $12::text[])
       AS anew (id, occurred_at, customer_id, status, code, credits, credits_back, dropped,
         refused_credits, charges, counted_at, lateness)
     WHERE usage_event.id = anew.id AND usage_event.occurred_at = anew.occurred_at`,
    [
      column(({ event }) => event.id),
      column(({ event }) => event.occurredAt.toISOString()),
      column(({ customerId }) => customerId),
      column(({ status }) => status),
      column(({ code }) => code),
      column(({ credits }) => creditsText(credits)),
      column(({ creditsBack }) => creditsText(creditsBack)),
      column(({ dropped }) => creditsText(dropped)),
      column(({ refusedCredits }) => creditsText(refusedCredits)),
      column(({ uses }) => JSON.stringify(uses.map(useJson))),
      column(({ event }) => event.countedAt.toISOString()),
      column(({ event }) => event.lateness),
    ],
  );
}
