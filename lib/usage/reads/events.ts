/** The event explorer: lists, and one event with all that became of it. */
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { cursorText, readCursor } from "@/lib/customer/rules/cursor";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import { type EventId, parseId } from "@/lib/ids";
import type { EventPage, EventQuery, EventTrace } from "../schema/event";
import { loadEventKeys } from "../store/event-keys";
import { EVENT_COLUMNS, eventFromRow } from "../store/events";
import { eventView, sourceFromRow } from "../view/event";
import { stagesOf } from "../view/stages";
import { unitsIn } from "../view/units";
import { conditionsOf } from "./events-filter";

const tx = { sql: readSql };

const COLUMNS = `${EVENT_COLUMNS}, request_id,
  (SELECT k.name FROM api_key AS k WHERE k.id = usage_event.api_key_id) AS key_name,
  (SELECT c.name FROM customer AS c WHERE c.id = usage_event.customer_id) AS customer_name`;

/**
 * Newest first; a cursor continues where the page before ended, and `newerThan` tells what has
 * come since, the page that follows on first.
 *
 * @throws DomainError `validation_error` for a cursor that no list gave.
 */
export async function listEvents(
  ctx: Context,
  { cursor, newerThan, limit, ...filter }: EventQuery,
): Promise<EventPage> {
  const { where, params, bind } = conditionsOf(ctx.organizationId, filter);
  const isForward = newerThan !== null;
  const [than, order] = isForward ? [">", "ASC"] : ["<", "DESC"];
  const place = newerThan ?? cursor;
  const after = place === null ? null : readCursor(place);
  const beyond =
    after &&
    `AND (occurred_at, id) ${than} (${bind(after.key)}::timestamptz, ${bind(after.id)}::uuid)`;
  const rows = await readSql(
    `SELECT ${COLUMNS} FROM usage_event WHERE ${where} ${beyond ?? ""}
     ORDER BY occurred_at ${order}, id ${order} LIMIT ${bind(limit)}::int + 1`,
    params,
  );
  const shown = rows.slice(0, limit);
  if (isForward) shown.reverse();
  return pageOf(shown, {
    hasMore: !isForward && rows.length > limit,
    catalog: await loadCatalog(tx, ctx.organizationId),
  });
}

type Catalog = Awaited<ReturnType<typeof loadCatalog>>;

function pageOf(
  rows: readonly Row[],
  { hasMore, catalog }: { readonly hasMore: boolean; readonly catalog: Catalog },
): EventPage {
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    items: rows.map((row) => eventView(eventFromRow(row), catalog, sourceFromRow(row))),
    nextCursor: hasMore && last ? cursorOf(last) : null,
    newestCursor: first ? cursorOf(first) : null,
  };
}

const cursorOf = (row: Row) => {
  const { occurredAt, id } = eventFromRow(row);
  return cursorText({ key: occurredAt.toISOString(), id });
};

/** By its id here (`evt_…`) or by the caller's own. */
export async function findEvent(ctx: Context, name: string): Promise<EventTrace | undefined> {
  const found = await findRecord(ctx, name);
  if (!found) return undefined;
  const catalog = await loadCatalog(tx, ctx.organizationId);
  const event = eventView(found.record, catalog, found.source);
  return { event, stages: stagesOf(event, unitsIn(catalog)) };
}

/** The id of what the caller calls so, else what reads as an id here: of whatever organization, if of any. */
export async function findEventId(ctx: Context, name: string): Promise<EventId | undefined> {
  const keys = await loadEventKeys(tx, ctx.organizationId, [name]);
  return keys.get(name)?.ref ?? parseId("evt", name);
}

async function findRecord(ctx: Context, name: string) {
  const ref = await findEventId(ctx, name);
  if (ref === undefined) return undefined;
  const [row] = await readSql(
    `SELECT ${COLUMNS} FROM usage_event WHERE id = $1::uuid AND organization_id = $2::uuid`,
    [ref, ctx.organizationId],
  );
  return row && { record: eventFromRow(row), source: sourceFromRow(row) };
}
