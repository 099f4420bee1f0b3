/** Events in process, a thousand a call as a stream of them is sent, and what by HTTP sends one. */
import { randomUUID } from "node:crypto";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { anyOf } from "./debits";
import { EVENT_NAME, type Request } from "./http";
import { type Measured, measure } from "./measure";
import type { Shop, Target } from "./wallets";

export const EVENTS_A_BATCH = 1_000;
export const CUSTOMERS_A_BATCH = 100;

/** Events of so many customers, in turn; each under an id of its own. */
function batchOf(shop: Shop): readonly object[] {
  const choose = anyOf(shop);
  const customers = Array.from({ length: CUSTOMERS_A_BATCH }, choose);
  return Array.from({ length: EVENTS_A_BATCH }, (_, place) => {
    const { customerId } = customers[place % CUSTOMERS_A_BATCH] as Target;
    return { eventName: EVENT_NAME, externalCustomerId: customerId, eventId: randomUUID() };
  });
}

/** Events a second; the waits are those of a whole batch. */
export async function measureEvents(
  shop: Shop,
  load: { callers: number; seconds: number },
): Promise<Measured> {
  const batches = await measure(load, async () => {
    const ctx = { ...shop.ctx, at: new Date() };
    const { accepted } = await ingestEvents(ctx, batchOf(shop));
    if (accepted < EVENTS_A_BATCH) throw new Error(`${accepted} events were accepted`);
  });
  return {
    ...batches,
    perSecond: batches.perSecond * EVENTS_A_BATCH,
    calls: batches.calls * EVENTS_A_BATCH,
  };
}

/** One event of any customer; each under an id of its own. */
export function eventRequests(shop: Shop): () => Request {
  const choose = anyOf(shop);
  return () => ({
    path: "/v1/events",
    body: {
      ...{ event_name: EVENT_NAME, event_id: randomUUID() },
      external_customer_id: choose().customerId,
    },
    status: 202,
  });
}
