import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { aCaller, type Caller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";
import { CustomerEntitlementsDialect, CustomerUsageDialect } from "./dialect/usage";

async function aShop(credits = "100") {
  const ctx = await aContext();
  const caller = await aCaller(ctx);
  const customer = (await caller.post("/customers", { external_id: "flex-1", name: "Flex" })).body;
  const feature = (
    await caller.post("/features", {
      name: "Contact export",
      meter: { event_name: "contact.exported", aggregation: { type: "SUM", field: "count" } },
      credits_per_unit: "5",
    })
  ).body;
  const wallet = (
    await caller.post("/wallets", {
      external_customer_id: "flex-1",
      currency: "credits",
      initial_credits_to_load: credits,
    })
  ).body;
  return { ctx, caller, customer, feature, wallet };
}

const anEvent = (over: object = {}) => ({
  event_name: "contact.exported",
  external_customer_id: "flex-1",
  properties: { count: "2" },
  ...over,
});

const available = async (caller: Caller, wallet: { id: string }) =>
  (await caller.get(`/wallets/${wallet.id}/balance/real-time`)).body.figures.available;

describe("events", () => {
  it("takes the credits before the answer, and counts an id once", async () => {
    const { caller, wallet } = await aShop();
    const first = await caller.post("/events", anEvent({ event_id: "e-1" }));

    expect(first.status).toBe(202);
    expect(first.body).toEqual({
      message: "Event accepted",
      event_id: "e-1",
      status: "accepted",
      code: null,
      credits: "10",
      dropped: "0",
      transaction_id: expect.stringMatching(/^ltx_/),
    });
    expect(await available(caller, wallet)).toBe("90");
    expect(await caller.post("/events", anEvent({ event_id: "e-1" }))).toMatchObject({
      status: 202,
      body: { status: "duplicate" },
    });
    expect(await available(caller, wallet)).toBe("90");
  });

  it("names events without an id by the idempotency key", async () => {
    const { caller, wallet } = await aShop();
    const send = () => caller.post("/events", anEvent(), { "idempotency-key": "batch-7" });

    expect((await send()).body).toMatchObject({ event_id: "batch-7:0", status: "accepted" });
    expect((await send()).body).toMatchObject({ event_id: "batch-7:0", status: "duplicate" });
    expect(await available(caller, wallet)).toBe("90");
  });

  it("keeps what cannot be paid, nobody counts or nobody is billed for, and says so", async () => {
    const { caller, wallet } = await aShop("15");
    const { status, body } = await caller.post("/events/bulk", {
      events: [
        anEvent({ event_id: "a" }),
        anEvent({ event_id: "b" }),
        anEvent({ event_id: "c", external_customer_id: "nobody" }),
        anEvent({ event_id: "d", timestamp: "2099-01-01T00:00:00Z" }),
        { event_id: "e" },
        anEvent({ event_id: "f", evnt_name: "x" }),
        null,
        anEvent({ event_id: "a" }),
      ],
    });

    expect(status).toBe(202);
    expect(body).toMatchObject({
      accepted: 1,
      refused: 1,
      unmatched: 1,
      duplicates: 1,
      rejected: 4,
    });
    expect(body.results.map((result: { status: string }) => result.status)).toEqual([
      "accepted",
      "refused",
      "unmatched",
      "rejected",
      "rejected",
      "rejected",
      "rejected",
      "duplicate",
    ]);
    expect(body.results[1]).toMatchObject({ credits: "0", code: "insufficient_credits" });
    expect(body.results[5].error).toBe('Unknown key "evnt_name"; did you mean "event_name"?');
    expect(await available(caller, wallet)).toBe("5");
  });

  it("judges long numbers and unfit text event by event", async () => {
    const { caller } = await aShop();
    const { status, body } = await caller.send("/events/bulk", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: `{"events": [
        {"event_name": "contact.exported", "external_customer_id": "flex-1", "properties": {"count": 12345678901234567}},
        {"event_name": "contact.exported", "external_customer_id": "flex-1", "properties": {"count": 1}},
        {"event_name": "contact\\u0000exported", "external_customer_id": "flex-1"}
      ]}`,
    });

    expect(status).toBe(202);
    expect(body.results).toMatchObject([
      { status: "rejected", error: expect.stringContaining("send_as_string") },
      { status: "accepted", credits: "5" },
      { status: "rejected" },
    ]);
  });

  it("refuses a batch that is bad in all its events, and one of too many", async () => {
    const { ctx, caller } = await aShop();

    expect(await caller.post("/events/bulk", { events: [{}, { event_name: 5 }] })).toMatchObject({
      status: 400,
      body: {
        code: "validation_error",
        errors: expect.arrayContaining([
          expect.objectContaining({ pointer: "/events/0/event_name" }),
          expect.objectContaining({ pointer: "/events/1/event_name" }),
        ]),
      },
    });
    const many = Array.from({ length: 1001 }, () => anEvent());
    expect(await caller.post("/events/bulk", { events: many })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/events", detail: "At most 1000 events a call" }] },
    });
    const [stored] = await readSql(
      "SELECT count(*)::int AS count FROM usage_event WHERE organization_id = $1::uuid",
      [ctx.organizationId],
    );
    expect(stored?.count).toBe(0);
  });

  it("finds events again, page by page, and traces one", async () => {
    const { caller, customer, feature } = await aShop();
    for (const event_id of ["a", "b", "c"]) await caller.post("/events", anEvent({ event_id }));
    const ask = (over: object) => caller.post("/events/query", { page_size: 2, ...over });

    const first = await ask({ external_customer_id: "flex-1" });
    expect(first).toMatchObject({ status: 200, body: { has_more: true } });
    expect(first.body.events[0]).toMatchObject({
      event_id: "c",
      customer_id: customer.id,
      status: "ACCEPTED",
      properties: { count: "2" },
      uses: [{ feature_id: feature.id, quantity: "2", credits: "10" }],
    });
    const rest = await ask({ iter_last_key: first.body.iter_last_key });
    expect(rest.body).toMatchObject({ events: [{ event_id: "a" }], has_more: false });
    const none = await ask({ event_name: "other" });
    expect(none.body.events).toEqual([]);

    const trace = await caller.get("/events/b");
    expect(trace).toMatchObject({ status: 200, body: { status: "processed" } });
    expect(trace.body.stages.map(({ stage }: { stage: string }) => stage)).toEqual([
      "received",
      "customer",
      "metered",
      "rated",
      "debited",
    ]);
    expect((await caller.get(`/events/${trace.body.event.id}`)).body).toEqual(trace.body);
    expect((await caller.get("/events/unknown")).status).toBe(404);
    expect((await (await aShop()).caller.get(`/events/${trace.body.event.id}`)).status).toBe(404);
  });
});

describe("check", () => {
  it("says yes with the cost and what would be drawn, and takes nothing", async () => {
    const { caller, customer, wallet } = await aShop();
    const ask = { external_customer_id: "flex-1", feature_key: "contact_export", quantity: 3 };
    const { status, body } = await caller.post("/check", ask);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      allowed: true,
      reason: null,
      cost: "15",
      customer_id: customer.id,
      balances: [{ wallet_id: wallet.id, available: "100" }],
      would_draw: [{ amount: "15", decided_by: "only_choice" }],
    });
    expect(await available(caller, wallet)).toBe("100");
    const byId = { ...ask, external_customer_id: undefined, customer_id: customer.id };
    expect((await caller.post("/check", byId)).body).toEqual(body);
  });

  it("says no, why, and what would help", async () => {
    const { caller } = await aShop("4");

    expect(
      (
        await caller.post("/check", {
          external_customer_id: "flex-1",
          feature_key: "contact_export",
        })
      ).body,
    ).toMatchObject({
      allowed: false,
      reason: "insufficient_credits",
      cost: "5",
      would_draw: [],
      cures: [{ kind: "top_up", credits: "1" }],
    });
    expect(
      await caller.post("/check", { external_customer_id: "flex-1", feature_key: "nothing" }),
    ).toMatchObject({ status: 404 });
    expect(
      await caller.post("/check", {
        external_customer_id: "nobody",
        feature_key: "contact_export",
      }),
    ).toMatchObject({ status: 404 });
  });
});

describe("a customer's parts", () => {
  it("answers the balance by external id as a bare list, as the SDK asks", async () => {
    const { caller, customer, wallet } = await aShop();
    const path = "/customers/wallets?from_cache=false&include_real_time_balance=true&lookup_key=";
    const { status, body } = await caller.get(`${path}flex-1`);

    expect(status).toBe(200);
    expect(body).toMatchObject([{ id: wallet.id, credit_balance: "100" }]);
    expect((await caller.get(`/customers/${customer.id}/wallets`)).body).toEqual(body);
    expect((await caller.get(`${path}nobody`)).status).toBe(404);
  });

  it("tells entitlements and use, and consumption that ties out", async () => {
    const { caller, customer, feature } = await aShop();
    await caller.post("/events", anEvent());

    const entitlements = await caller.get(`/customers/${customer.id}/entitlements`);
    expect(entitlements.status).toBe(200);
    expect(CustomerEntitlementsDialect.parse(entitlements.body)).toEqual(entitlements.body);
    expect((await caller.get("/customers/external/flex-1/entitlements")).body).toEqual(
      entitlements.body,
    );
    const usage = await caller.get("/customers/usage?customer_lookup_key=flex-1");
    expect(usage.status).toBe(200);
    expect(CustomerUsageDialect.parse(usage.body)).toEqual(usage.body);
    expect(usage.body.features).toMatchObject([
      { feature: { id: feature.id }, credits: "10", events: 1 },
    ]);

    const hour = 3_600_000;
    const from = new Date(Date.now() - 24 * hour).toISOString();
    const to = new Date(Date.now() + hour).toISOString();
    const consumption = await caller.get(
      `/customers/${customer.id}/consumption?from=${from}&to=${to}&grain=hour`,
    );
    expect(consumption).toMatchObject({
      status: 200,
      body: { total: "10", ties_out: true, series: [{ key: feature.id, total: "10" }] },
    });
    expect(
      await caller.get(`/customers/${customer.id}/consumption?from=${to}&to=${from}`),
    ).toMatchObject({ status: 400, body: { errors: [{ pointer: "/query/to" }] } });
  });
});
