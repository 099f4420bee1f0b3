/** What calls about events look like. */
import type { Caller } from "./api";
import type { Examples, Ids } from "./api-example";
import { aReference } from "./factories";

/** A use of four credits, of a sum. */
export async function anEventBy(caller: Caller): Promise<string> {
  const made = async (path: string, asked: object) => {
    const { status, body } = await caller.post(path, asked);
    if (status >= 300) throw new Error(`${path}: ${JSON.stringify(body)}`);
  };
  await made("/features", {
    name: "Rows",
    meter: { event_name: "rows.read", aggregation: { type: "SUM", field: "rows" } },
    credits_per_unit: "2",
  });
  await made("/events", {
    ...{ event_name: "rows.read", external_customer_id: "flex-1", event_id: "rows-1" },
    properties: { rows: 2 },
  });
  const { body } = await caller.get("/events/rows-1");
  return body.event.id;
}

/** A use that nothing counts, kept until something does. */
export async function aKeptEventBy(caller: Caller): Promise<string> {
  const event = { event_name: "nobody.counts", external_customer_id: "flex-1", event_id: "kept-1" };
  const { status, body } = await caller.post("/events", event);
  if (status >= 300) throw new Error(JSON.stringify(body));
  const kept = await caller.get("/events/kept-1");
  return kept.body.event.id;
}

export const eventExamples = ({ eventId }: Ids): Examples => ({
  "post /events": {
    body: { event_name: "contact.exported", external_customer_id: "flex-1", event_id: "e-1" },
    required: ["event_name", "external_customer_id"],
  },
  "post /events/bulk": {
    body: { events: [{ event_name: "x", external_customer_id: "flex-1" }] },
    required: ["events"],
  },
  "post /events/query": {
    body: { external_customer_id: "flex-1", start_time: "2026-01-01T00:00:00Z" },
    required: [],
  },
  "post /check": {
    body: { external_customer_id: "flex-1", feature_key: "contact_export", quantity: "1" },
    required: ["external_customer_id", "feature_key"],
    amounts: ["quantity"],
  },
  "post /events/replay": {
    body: { external_customer_id: "flex-1", from: "2026-01-01T00:00:00Z" },
    required: ["external_customer_id"],
  },
  "post /events/{event_id}/correct": {
    params: { event_id: eventId },
    body: { quantity: "1", reason: "Ticket 4711", idempotency_key: aReference() },
    required: ["reason", "idempotency_key"],
    amounts: ["quantity"],
  },
});
