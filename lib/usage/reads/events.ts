/** The event explorer: lists, and one event with all that became of it. */
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { cursorText, readCursor } from "@/lib/customer/rules/cursor";
import { readSql } from "@/lib/db/transact";
import type { Param } from "@/lib/db/tx";
import { type EventId, parseId } from "@/lib/ids";
import type { EventPage, EventQuery, EventTrace } from "../schema/event";
import { loadEventKeys } from "../store/event-keys";
import { EVENT_COLUMNS, type EventRecord, eventFromRow } from "../store/events";
import { eventView, stagesOf } from "../view/event";

const tx = { sql: readSql };

/** Newest first; a cursor continues where the page before ended. */
export async function listEvents(ctx: Context, query: EventQuery): Promise<EventPage> {
  const { conditions, params } = filtersOf(ctx, query);
  const rows = await readSql(
    `SELECT ${EVENT_COLUMNS} FROM usage_event WHERE ${conditions.join(" AND ")}
     ORDER BY occurred_at DESC, id DESC LIMIT ${query.limit + 1}`,
    params,
  );
  const records = rows.slice(0, query.limit).map(eventFromRow);
  const catalog = await loadCatalog(tx, ctx.organizationId);
  const last = rows.length > query.limit ? records.at(-1) : undefined;
  return {
    items: records.map((record) => eventView(record, catalog)),
    nextCursor: last ? cursorText({ key: last.occurredAt.toISOString(), id: last.id }) : null,
  };
}

/** Each condition names its parameter; what is null does not filter. */
function filtersOf(ctx: Context, query: EventQuery) {
  const params: Param[] = [ctx.organizationId];
  const conditions = ["organization_id = $1::uuid"];
  const filter = (condition: (place: string) => string, value: Param) => {
    if (value === null) return;
    params.push(value);
    conditions.push(condition(`$${params.length}`));
  };
  filter((place) => `customer_id = ${place}::uuid`, query.customerId);
  filter((place) => `external_customer_id = ${place}::text`, query.externalCustomerId);
  filter((place) => `event_name = ${place}::text`, query.eventName);
  filter((place) => `event_id = ${place}::text`, query.eventId);
  filter((place) => `status = ${place}::event_status`, query.status);
  filter((place) => `member = ${place}::text`, query.member);
  filter((place) => `group_id = ${place}::text`, query.groupId);
  filter((place) => `occurred_at >= ${place}::timestamptz`, query.from);
  filter((place) => `occurred_at < ${place}::timestamptz`, query.to);
  const feature = query.featureId && JSON.stringify([{ feature_id: query.featureId }]);
  filter((place) => `charges @> ${place}::jsonb`, feature);
  if (query.cursor !== null) {
    const { key, id } = readCursor(query.cursor);
    filter((place) => `occurred_at <= ${place}::timestamptz`, key);
    const before = `$${params.length}::timestamptz`;
    filter((place) => `(occurred_at, id) < (${before}, ${place}::uuid)`, id);
  }
  return { conditions, params };
}

/** By its id here (`evt_…`) or by the caller's own. */
export async function findEvent(ctx: Context, name: string): Promise<EventTrace | undefined> {
  const record = await findRecord(ctx, name);
  if (!record) return undefined;
  const event = eventView(record, await loadCatalog(tx, ctx.organizationId));
  return { event, stages: stagesOf(event) };
}

async function findRecord(ctx: Context, name: string): Promise<EventRecord | undefined> {
  const keys = await loadEventKeys(tx, ctx.organizationId, [name]);
  const ref = keys.get(name)?.ref ?? (parseId("evt", name) as EventId | undefined);
  if (ref === undefined) return undefined;
  const [row] = await readSql(
    `SELECT ${EVENT_COLUMNS} FROM usage_event
     WHERE id = $1::uuid AND organization_id = $2::uuid`,
    [ref, ctx.organizationId],
  );
  return row && eventFromRow(row);
}
