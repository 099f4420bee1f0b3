/** Stripe's events as it would send them: real payloads, signed by its own package. */
import Stripe from "stripe";
import { createApi } from "@/lib/api/app";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { idText } from "@/lib/ids";
import { SaveSecretInput } from "@/lib/stripe/schema";
import { saveSecret } from "@/lib/stripe/writes/save-secret";

export const A_SECRET = "whsec_fffffffffffffffffffffffffffffffA";

export const signed = (payload: string, secret = A_SECRET, timestamp?: number): string =>
  Stripe.webhooks.generateTestHeaderString({
    ...{ payload, secret },
    ...(timestamp !== undefined && { timestamp }),
  });

type Words = Readonly<Record<string, unknown>>;

/** A paid checkout of 1,000 credits for 29 dollars, by a customer that the merchant calls `acme`. */
export const aSession = (over: Words = {}): Words => ({
  object: "checkout.session",
  id: "cs_live_a1",
  mode: "payment",
  status: "complete",
  payment_status: "paid",
  amount_total: 2900,
  currency: "usd",
  client_reference_id: "acme",
  customer_details: { email: "ada@acme.example", name: "Ada" },
  payment_intent: "pi_1",
  payment_method_types: ["card"],
  metadata: { florin_credits: "1000", cart: "4711" },
  ...over,
});

let events = 0;

export const anEvent = (over: Words = {}, session: Words = aSession()): Words => ({
  object: "event",
  id: `evt_${++events}`,
  api_version: "2026-09-30",
  type: "checkout.session.completed",
  livemode: true,
  created: Math.floor(Date.now() / 1000) - 2,
  data: { object: session },
  ...over,
});

export async function withSecret(ctx: Context, secret = A_SECRET): Promise<void> {
  await saveSecret(ctx, SaveSecretInput.parse({ secret }));
}

export type Told = {
  readonly status: number;
  readonly received?: boolean;
  readonly code?: string;
  /** What the delivery came to. */
  readonly came: string;
};

/** Delivers over HTTP, in process, as Stripe would. */
export async function deliver(
  ctx: Context,
  event: Words | string,
  { secret = A_SECRET, signature }: { secret?: string; signature?: string | null } = {},
): Promise<Told> {
  const body = typeof event === "string" ? event : JSON.stringify(event);
  const header = signature === undefined ? signed(body, secret) : signature;
  const path = `/v1/webhooks/stripe/${idText("org", ctx.organizationId)}`;
  const response = await createApi().request(path, {
    method: "POST",
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...(header !== null && { "stripe-signature": header }),
    },
    body,
  });
  const told = JSON.parse(await response.text());
  const came = response.status === 200 ? `${told.status}: ${told.reason}` : told.code;
  return { status: response.status, came, received: told.received, code: told.code };
}

/** How much there is of everything that a delivery could change. */
export async function standing({ organizationId }: Context) {
  const [row] = await readSql(
    `SELECT
       (SELECT count(*)::int FROM credit_grant WHERE organization_id = $1::uuid) AS grants,
       (SELECT count(*)::int FROM ledger_transaction WHERE organization_id = $1::uuid) AS transactions,
       (SELECT count(*)::int FROM wallet WHERE organization_id = $1::uuid) AS wallets,
       (SELECT count(*)::int FROM invoice WHERE organization_id = $1::uuid) AS invoices,
       (SELECT count(*)::int FROM payment WHERE organization_id = $1::uuid) AS payments,
       (SELECT count(*)::int FROM outbox_message WHERE organization_id = $1::uuid) AS messages,
       (SELECT count(*)::int FROM stripe_delivery WHERE organization_id = $1::uuid) AS deliveries`,
    [organizationId],
  );
  return row ?? {};
}
