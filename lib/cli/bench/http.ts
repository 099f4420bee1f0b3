/** Debits and questions by HTTP, over 128 connections that stay open. */

import { FeatureInput } from "@/lib/catalog/schema/feature";
import { createFeature } from "@/lib/catalog/writes/create-feature";
import { idText, newId } from "@/lib/ids";
import { anyOf } from "./debits";
import { HttpConnection } from "./http-load";
import type { BenchServer } from "./http-server";
import { type Measured, measure } from "./measure";
import type { Shop, Target } from "./wallets";

const CONNECTIONS = 128;
const FEATURE_KEY = "requests";
/** What the feature counts. */
export const EVENT_NAME = "request";

export type Request = { readonly path: string; readonly body: unknown; readonly status: number };

/** A feature that every customer may use at a credit a unit, to use and to ask about. */
export async function makeFeature({ ctx }: Shop): Promise<void> {
  const meter = { eventName: EVENT_NAME };
  await createFeature(
    ctx,
    FeatureInput.parse({ name: "Requests", key: FEATURE_KEY, meter, creditsPerUnit: "1" }),
  );
}

/** A credit out of any wallet; each under a name of its own. */
export function debitRequests(shop: Shop): () => Request {
  const choose = anyOf(shop);
  const run = newId();
  let count = 0;
  return () => ({
    path: `/v1/wallets/${idText("wal", choose().walletId)}/debit`,
    body: { credits: "1", idempotency_key: `${run}-${count++}`, reason: "bench" },
    status: 200,
  });
}

/** May this customer use the feature once? */
export function checkRequests(shop: Shop): () => Request {
  const choose: () => Target = anyOf(shop);
  return () => ({
    path: "/v1/check",
    body: { external_customer_id: choose().customerId, feature_key: FEATURE_KEY, quantity: "1" },
    status: 200,
  });
}

export async function measureHttp(
  { port, key }: BenchServer,
  request: () => Request,
  seconds: number,
): Promise<Measured> {
  const idle = Array.from({ length: CONNECTIONS }, () => new HttpConnection(port, key));
  const all = [...idle];
  try {
    return await measure({ callers: CONNECTIONS, seconds }, async () => {
      // As many callers as connections: one is always free.
      const connection = idle.pop();
      if (!connection) throw new RangeError("more callers than connections");
      const { path, body, status } = request();
      const answer = await connection.post(path, JSON.stringify(body));
      if (answer.status !== status) throw new Error(`${path}: ${answer.status} ${answer.body}`);
      idle.push(connection);
    });
  } finally {
    for (const connection of all) connection.close();
  }
}
