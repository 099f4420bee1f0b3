/** What calls about events that were sent look like. */
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

export const correctionExamples = ({ eventId }: Ids): Examples => ({
  "post /events/{event_id}/correct": {
    params: { event_id: eventId },
    body: { quantity: "1", reason: "Ticket 4711", idempotency_key: aReference() },
    required: ["reason", "idempotency_key"],
    amounts: ["quantity"],
  },
});
