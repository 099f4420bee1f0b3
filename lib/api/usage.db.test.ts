import { describe, expect, it } from "vitest";
import { anEvent, aUser, available } from "@/lib/testing/api-usage";
import { CustomerEntitlementsDialect, CustomerUsageDialect } from "./dialect/usage";

describe("check", () => {
  it("says yes with the cost and what would be drawn, and takes nothing", async () => {
    const { caller, customer, wallet } = await aUser();
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
    const { caller } = await aUser("4");

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
      reasons: [
        { step: "customer", ok: true },
        { step: "subscription", ok: true, subject_id: null },
        { step: "access", ok: true },
        { step: "price", ok: true },
        { step: "balance", ok: false, text: "4 credits available; 1 short in all" },
      ],
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
    const { caller, customer, wallet } = await aUser();
    const path = "/customers/wallets?from_cache=false&include_real_time_balance=true&lookup_key=";
    const { status, body } = await caller.get(`${path}flex-1`);

    expect(status).toBe(200);
    expect(body).toMatchObject([{ id: wallet.id, credit_balance: "100" }]);
    expect((await caller.get(`/customers/${customer.id}/wallets`)).body).toEqual(body);
    expect((await caller.get(`${path}nobody`)).status).toBe(404);
  });

  it("tells entitlements and use, and consumption that ties out", async () => {
    const { caller, customer, feature } = await aUser();
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
      `/customers/${customer.id}/consumption?from=${from}&to=${to}&grain=hour&compare=previous`,
    );
    expect(consumption).toMatchObject({
      status: 200,
      body: {
        ...{ total: "10", ties_out: true, series: [{ key: feature.id, total: "10" }] },
        compared: { to: consumption.body.from, before: "0", credits: "10", share: null },
      },
    });
    expect(
      await caller.get(`/customers/${customer.id}/consumption?from=${to}&to=${from}`),
    ).toMatchObject({ status: 400, body: { errors: [{ pointer: "/query/to" }] } });
  });
});
