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

describe("a customer's use, narrowed", () => {
  /** Two features used, and a plan that allows a third. */
  async function aUserOfSome() {
    const user = await aUser();
    const { caller, customer } = user;
    const called = { name: "Call", lookup_key: "call", meter: { event_name: "call" } };
    const call = (await caller.post("/features", { ...called, credits_per_unit: "1" })).body;
    const support = (await caller.post("/features", { name: "Support", type: "boolean" })).body;
    const plan = (await caller.post("/plans", { name: "Growth" })).body;
    const allowed = { plan_id: plan.id, feature_id: support.id, is_enabled: true };
    expect((await caller.post("/entitlements", allowed)).status).toBe(201);
    const begun = { customer_id: customer.id, plan_id: plan.id };
    const subscription = await caller.post("/subscriptions", begun);
    expect(subscription.status).toBe(201);
    await caller.post("/events", anEvent());
    await caller.post("/events", anEvent({ event_name: "call", event_id: "c-1" }));
    return { ...user, call, support, subscription: subscription.body };
  }
  type Row = { feature: { lookup_key: string }; current_usage: string };

  it("tells of the features that are named, by id or by key, whole as without", async () => {
    const { caller, feature, call, support, subscription } = await aUserOfSome();
    const path = "/customers/usage?customer_lookup_key=flex-1";
    const rows = async (query: string): Promise<readonly Row[]> => {
      const { status, body } = await caller.get(`${path}${query}`);
      expect([query, status, body.pagination?.total]).toEqual([query, 200, body.features?.length]);
      return body.features;
    };
    const keys = async (query: string) =>
      (await rows(query)).map((row) => row.feature.lookup_key).sort();
    const [all, exported] = [["call", "contact_export", "support"], ["contact_export"]];

    expect(await keys("")).toEqual(all);
    expect(await keys(`&feature_ids=${feature.id}`)).toEqual(exported);
    expect(await keys(`&feature_ids=${feature.id},${call.id}`)).toEqual(["call", ...exported]);
    expect(await keys(`&feature_ids=${feature.id}%2C${call.id}`)).toEqual(["call", ...exported]);
    expect(await keys(`&feature_ids=${feature.id}&feature_ids=${call.id}`)).toEqual(
      await keys(`&feature_ids=${feature.id}&feature_lookup_keys=call`),
    );
    expect(await keys(`&feature_ids=${feature.id},${call.id}&feature_ids=${support.id}`)).toEqual(
      all,
    );
    expect(await keys("&feature_lookup_keys=fax")).toEqual([]);
    expect(await keys(`&subscription_ids=${subscription.id}`)).toEqual(["support"]);
    expect(await keys(`&subscription_ids=${subscription.id}&feature_lookup_keys=call`)).toEqual([]);
    const whole = await rows("");
    expect(await rows("&feature_lookup_keys=call")).toEqual(
      whole.filter((row) => row.feature.lookup_key === "call"),
    );
    expect(whole.map((row) => row.current_usage).sort()).toEqual(["0", "1", "2"]);
  });

  it("refuses what names nothing, and names the place", async () => {
    const { caller, feature } = await aUser();
    const path = "/customers/usage?customer_lookup_key=flex-1";
    for (const [query, pointer] of [
      [`&feature_ids=${feature.id},nonsense`, "/query/feature_ids/1"],
      ["&feature_ids=", "/query/feature_ids/0"],
      ["&subscription_ids=wal_1", "/query/subscription_ids/0"],
      ["&feature_lookup_keys=a,,b", "/query/feature_lookup_keys/1"],
      ["&customer_lookup_key=flex-1", "/query/customer_lookup_key"],
    ]) {
      const { status, body } = await caller.get(`${path}${query}`);
      expect([query, status, body.errors[0].pointer]).toEqual([query, 400, pointer]);
    }
  });

  it("names one customer, and no other organization's features or subscriptions", async () => {
    const own = await aUserOfSome();
    const other = (await own.caller.post("/customers", { external_id: "two", name: "Two" })).body;
    const stranger = await aUserOfSome();

    for (const [path, id] of [
      ["/customers/usage", "customer_id"],
      ["/customers/wallets", "id"],
    ] as const) {
      const key = id === "id" ? "lookup_key" : "customer_lookup_key";
      const asked = (query: string) => own.caller.get(`${path}?${query}`);
      expect((await asked(`${id}=${own.customer.id}&${key}=flex-1`)).status).toBe(200);
      for (const query of ["", `${id}=${other.id}&${key}=flex-1`]) {
        const { status, body } = await asked(query);
        expect([status, body.errors[0].pointer]).toEqual([400, `/query/${key}`]);
      }
      expect((await asked(`${id}=${stranger.customer.id}`)).status).toBe(404);
    }
    for (const query of [
      `feature_ids=${stranger.feature.id}`,
      `subscription_ids=${stranger.subscription.id}`,
    ]) {
      const path = `/customers/usage?customer_lookup_key=flex-1&${query}`;
      expect((await own.caller.get(path)).body.features).toEqual([]);
    }
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
