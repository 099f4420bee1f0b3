/** Plans by name, and the subscription that runs, as the API tells them. */
import type { Answer } from "../api";

type Json = Answer["body"];

/** Whoever can read of the API, in process or over the wire. */
type Reader = { readonly get: (path: string) => Promise<{ readonly body: Json }> };

export async function planIds({ get }: Reader): Promise<Record<string, string>> {
  const { items } = (await get("/plans")).body;
  return Object.fromEntries(items.map(({ name, id }: Json) => [name, id]));
}

/** Of a customer who has one. */
export async function runningId({ get }: Reader, customerId: string): Promise<string> {
  const { items } = (await get(`/subscriptions?customer_id=${customerId}`)).body;
  const running = items.find(({ subscription_status: status }: Json) => status !== "ended");
  if (!running) throw new RangeError("no subscription runs");
  return running.id;
}
