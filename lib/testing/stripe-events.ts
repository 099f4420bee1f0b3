/** Stripe's events as it would send them: real payloads, signed by its own package. */
import Stripe from "stripe";

export const A_SECRET = "whsec_fffffffffffffffffffffffffffffffA";

export const signed = (payload: string, secret = A_SECRET, timestamp?: number): string =>
  Stripe.webhooks.generateTestHeaderString({
    ...{ payload, secret },
    ...(timestamp !== undefined && { timestamp }),
  });

export type Words = Readonly<Record<string, unknown>>;

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
