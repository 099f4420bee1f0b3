/** Delivers Stripe's events as it would, and looks at what they left. */

import { expect } from "vitest";
import { createApi } from "@/lib/api/app";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { idText } from "@/lib/ids";
import { listDeliveries } from "@/lib/stripe/reads";
import { DeliveryQuery, SaveSecretInput } from "@/lib/stripe/schema";
import { saveSecret } from "@/lib/stripe/writes/save-secret";
import { aContext, aCustomer } from "./factories";
import { A_SECRET, signed, type Words } from "./stripe-events";

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

/** An organization that Stripe delivers to, and a customer that the merchant calls `acme`. */
export async function aStripeShop(mode: "LIVE" | "TEST" = "LIVE") {
  const ctx = await aContext({ mode, at: new Date() });
  await withSecret(ctx);
  const customerId = await aCustomer(ctx, { externalId: "acme" });
  return { ctx, customerId };
}

export const deliveriesOf = async (ctx: Context) =>
  (await listDeliveries(ctx, DeliveryQuery.parse({}))).items;

/** What a delivery leaves alone: everything but the note of itself. */
export async function changesNothing(ctx: Context, act: () => Promise<unknown>, notes = 1) {
  const { deliveries, ...before } = await standing(ctx);
  await act();
  expect(await standing(ctx)).toEqual({ ...before, deliveries: Number(deliveries) + notes });
}
