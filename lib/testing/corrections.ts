/** Events that are corrected, for tests. */
import type { Context } from "@/lib/context";
import { atInstant, readSql } from "@/lib/db/transact";
import { type CustomerId, EventId } from "@/lib/ids";
import { findEvent } from "@/lib/usage/reads/events";
import { CorrectionInput } from "@/lib/usage/schema/correction";
import type { EventFields } from "@/lib/usage/schema/event";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { aReference } from "./factories";
import { aFeature, anEvent, aPayer } from "./usage";

type Sent = readonly EventFields[];

/** An hour after features and prices were made. */
const AT = new Date("2026-03-01T13:00:00Z");
export const send = (ctx: Context, sent: Sent) => ingestEvents(atInstant(ctx, AT), sent);

export const timed = (sent: Sent) =>
  sent.map((event, index) => ({ ...event, timestamp: `2026-03-01T12:30:00.00${index}Z` }));

/** Sends them; their ids here. */
export async function idsOf(ctx: Context, sent: Sent): Promise<EventId[]> {
  await send(ctx, sent);
  const traces = await Promise.all(sent.map((event) => findEvent(ctx, event.eventId ?? "")));
  return traces.map((trace) => EventId.parse(trace?.event.id));
}

/** A correction to a quantity; null: the event is void. */
export const to = (quantity: string | null, over: object = {}) =>
  CorrectionInput.parse({
    ...{ quantity, isVoid: quantity === null, reason: "Counted twice", reference: aReference() },
    ...over,
  });

export const rows = (externalId: string, count: string) =>
  anEvent(externalId, { eventName: "rows", properties: { count } });

/** Rows cost two credits each. */
export async function aPayerOfRows(ctx: Context, grants: string[] = ["100"]) {
  await aFeature(ctx, { key: "rows", sumOf: "count", cost: "2" });
  return aPayer(ctx, grants);
}

export const auditsOf = (customerId: CustomerId) =>
  readSql(
    `SELECT action, reason FROM audit_record WHERE customer_id = $1::uuid
       AND (action LIKE 'event.%' OR action = 'transaction.reversed')
       AND reason IS DISTINCT FROM 'Outage' ORDER BY at, id`,
    [customerId],
  );
