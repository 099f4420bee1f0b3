import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { newId, StripeDeliveryId } from "@/lib/ids";
import { aContext, aCustomer } from "@/lib/testing/factories";
import { deliver, standing, withSecret } from "@/lib/testing/stripe";
import { anEvent, aSession } from "@/lib/testing/stripe-events";
import { listDeliveries } from "../reads";
import { DeliveryQuery } from "../schema";
import { processDelivery } from "./process-delivery";
import { trimDeliveries } from "./trim-deliveries";

beforeAll(() => vi.stubEnv("NEXTAUTH_SECRET", "a-secret-of-this-process"));
afterAll(() => vi.unstubAllEnvs());

async function aShop() {
  const ctx = await aContext({ at: new Date() });
  await withSecret(ctx);
  return ctx;
}

const list = async (ctx: Context, query: object = {}) =>
  (await listDeliveries(ctx, DeliveryQuery.parse(query))).items;

async function theOnly(ctx: Context) {
  const [delivery] = await list(ctx);
  return StripeDeliveryId.parse(delivery?.id);
}

describe("a delivery that failed for want of its customer", () => {
  it("grants once the customer is there and somebody asks, however many ask at once", async () => {
    const ctx = await aShop();
    await deliver(ctx, anEvent());
    const id = await theOnly(ctx);
    expect(await processDelivery(ctx, id)).toMatchObject({ status: "FAILED" });
    await aCustomer(ctx, { externalId: "acme" });

    const asked = await Promise.allSettled(
      Array.from({ length: 6 }, () => processDelivery(ctx, id)),
    );

    const done = asked.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
    expect(done).toMatchObject([{ status: "GRANTED", decidedBy: "Test Person", times: 1 }]);
    for (const one of asked.filter(({ status }) => status === "rejected")) {
      expect(one).toMatchObject({ reason: { code: "invalid_state" } });
    }
    expect(await standing(ctx)).toMatchObject({ grants: 1, invoices: 1, payments: 1 });
    const audits = await readSql(
      "SELECT actor_name, after->>'status' AS status FROM audit_record WHERE action = $1 AND entity = 'stripe_delivery' ORDER BY id",
      ["stripe_delivery.processed"],
    );
    expect(audits).toMatchObject([{ status: "FAILED" }, { status: "GRANTED" }]);
  });

  it("grants by itself when Stripe sends the event again", async () => {
    const ctx = await aShop();
    const event = anEvent();
    await deliver(ctx, event);
    await deliver(ctx, event);
    await aCustomer(ctx, { externalId: "acme" });

    expect(await deliver(ctx, event)).toMatchObject({ came: "granted: granted" });

    expect(await list(ctx)).toMatchObject([{ status: "GRANTED", times: 3, decidedBy: "Stripe" }]);
  });

  it("is a duplicate once another event of its session has granted", async () => {
    const ctx = await aShop();
    await deliver(ctx, anEvent());
    const id = await theOnly(ctx);
    await aCustomer(ctx, { externalId: "acme" });
    await deliver(ctx, anEvent({ type: "checkout.session.async_payment_succeeded" }));

    expect(await processDelivery(ctx, id)).toMatchObject({ status: "DUPLICATE" });
    expect(await standing(ctx)).toMatchObject({ grants: 1 });
  });

  it("is nobody else's, and nothing else is processed again", async () => {
    const [ctx, other] = [await aShop(), await aShop()];
    await deliver(ctx, anEvent({ type: "charge.refunded" }));
    const id = await theOnly(ctx);
    const before = await standing(ctx);

    await expect(processDelivery(ctx, id)).rejects.toMatchObject({ code: "invalid_state" });
    await expect(processDelivery(other, id)).rejects.toMatchObject({ code: "not_found" });
    const unknown = processDelivery(ctx, newId<StripeDeliveryId>());
    await expect(unknown).rejects.toMatchObject({ code: "not_found" });
    expect(await standing(ctx)).toEqual(before);
  });
});

describe("the list", () => {
  it("is found by event, session, customer and status, page by page, and is one's own", async () => {
    const [ctx, other] = [await aShop(), await aShop()];
    await aCustomer(ctx, { externalId: "acme", name: "Acme GmbH" });
    for (let at = 0; at < 3; at++) {
      const session = aSession({ id: `cs_${at}`, payment_intent: `pi_${at}` });
      await deliver(ctx, anEvent({ id: `evt_list_${at}` }, session));
    }
    await deliver(ctx, anEvent({ id: "evt_lost" }, aSession({ client_reference_id: "nobody" })));
    const found = async (query: object) => (await list(ctx, query)).map(({ eventId }) => eventId);
    const granted = ["evt_list_2", "evt_list_1", "evt_list_0"];

    expect(await found({})).toEqual(["evt_lost", ...granted]);
    expect(await found({ status: "GRANTED" })).toEqual(granted);
    expect(await found({ search: "cs_1" })).toEqual(["evt_list_1"]);
    expect(await found({ search: "evt_list_2" })).toEqual(["evt_list_2"]);
    expect(await found({ search: "Acme GmbH" })).toEqual(granted);
    expect(await found({ search: "nobody" })).toEqual(["evt_lost"]);
    expect(await list(other)).toEqual([]);

    const first = await listDeliveries(ctx, DeliveryQuery.parse({ limit: 3 }));
    expect(first.items).toHaveLength(3);
    expect(await found({ limit: 3, cursor: first.nextCursor })).toEqual(["evt_list_0"]);
    expect(await found({ cursor: "nowhere" })).toEqual([]);
  });

  it("forgets in time what asked for nothing, and never what was paid for", async () => {
    const ctx = await aShop();
    await aCustomer(ctx, { externalId: "acme" });
    await deliver(ctx, anEvent());
    await deliver(ctx, anEvent({ type: "checkout.session.async_payment_succeeded" }));
    await deliver(ctx, anEvent({ type: "charge.refunded" }));
    await deliver(ctx, anEvent({}, aSession({ id: "cs_2", client_reference_id: "nobody" })));
    await deliver(ctx, anEvent({ livemode: false }));

    await trimDeliveries(new Date(Date.now() - 60_000));
    expect(await list(ctx)).toHaveLength(5);
    await trimDeliveries(new Date(Date.now() + 60_000));

    const left = (await list(ctx)).map(({ status }) => status);
    expect(left).toEqual(["REFUSED", "FAILED", "GRANTED"]);
  });
});
