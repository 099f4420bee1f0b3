import { describe, expect, it } from "vitest";
import { anEvent, aUser, available } from "@/lib/testing/api-usage";
import { problemSchema } from "./problem-document";

const two = (over: object = {}) => [
  anEvent({ event_id: "a" }),
  anEvent({ event_id: "b", ...over }),
];

describe("events of all or nothing", () => {
  it("are refused whole if the credits do not suffice, and their ids stay free", async () => {
    const { caller, wallet } = await aUser("15");
    const refused = await caller.post("/events/bulk", { events: two(), atomic: true });
    expect(refused).toMatchObject({
      status: 402,
      body: {
        code: "insufficient_credits",
        details: {
          ...{ required: "20", available: "15", shortfall: "5", events: 2, fitting: 1 },
          cures: [{ kind: "top_up", credits: "5" }],
          first_unfit: { index: 1, event_id: "b" },
          items: [
            { index: 0, event_id: "a", fits: true, code: null, required: "10" },
            {
              ...{ index: 1, event_id: "b", fits: false, required: "10" },
              code: "insufficient_credits",
            },
          ],
        },
      },
    });
    expect(problemSchema(["insufficient_credits"]).parse(refused.body)).toEqual(refused.body);
    expect(await available(caller, wallet)).toBe("15");
    expect((await caller.get("/events/a")).status).toBe(404);

    const one = await caller.post("/events/bulk", { events: two().slice(0, 1), atomic: true });
    expect(one).toMatchObject({ status: 202, body: { accepted: 1 } });
  });

  it.each([
    ["a time that is none", { timestamp: "yesterday" }, "/events/1/timestamp"],
    ["a key that is not known", { events_name: "x" }, "/events/1"],
    ["a time far ahead", { timestamp: "2999-01-01T00:00:00Z" }, "/events/1/timestamp"],
  ])("are refused whole for %s, by its place", async (_, over, pointer) => {
    const { caller, wallet } = await aUser();
    const { status, body } = await caller.post("/events/bulk", { events: two(over), atomic: true });
    expect(status).toBe(400);
    expect(body.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual([pointer]);
    expect(await available(caller, wallet)).toBe("100");
  });

  it("are refused whole for a customer that nobody knows", async () => {
    const { caller, wallet } = await aUser();
    const events = two({ external_customer_id: "nobody" });
    expect(await caller.post("/events/bulk", { events, atomic: true })).toMatchObject({
      ...{ status: 404, body: { code: "not_found" } },
    });
    expect(await available(caller, wallet)).toBe("100");
  });

  it("are told which of them would have fitted, one after the other", async () => {
    const { caller } = await aUser("30");
    const events = ["4", "4", "1"].map((count, index) =>
      anEvent({ event_id: `e-${index}`, properties: { count } }),
    );
    const { body } = await caller.post("/events/bulk", { events, atomic: true });
    expect(body.details).toMatchObject({
      ...{ required: "45", available: "30", shortfall: "15", events: 3, fitting: 2 },
      first_unfit: { index: 1, event_id: "e-1" },
    });
    expect(body.details.items.map(({ fits }: { fits: boolean }) => fits)).toEqual([
      ...[true, false, true],
    ]);
  });

  it("are told of the overage's limit, and not that credits lack", async () => {
    const { caller, wallet } = await aUser("15");
    const terms = { shortage_policy: "OVERAGE", overage_limit: "3" };
    expect((await caller.put(`/wallets/${wallet.id}`, terms)).status).toBe(200);
    const { status, body } = await caller.post("/events/bulk", { events: two(), atomic: true });
    expect([status, body.code]).toEqual([402, "limit_reached"]);
    expect(body.details).toMatchObject({
      ...{ scope: "overage", limit: "3", used: "0" },
      ...{ required: "20", available: "15", shortfall: "5", fitting: 1 },
      first_unfit: { index: 1, event_id: "b" },
    });
  });

  it("are told what all wallets that may pay hold, those for one feature only too", async () => {
    const { caller, feature } = await aUser("15");
    const meter = { event_name: "email.sent", aggregation: { type: "COUNT" } };
    const email = { name: "Email", meter, credits_per_unit: "20" };
    const { body: sent } = await caller.post("/features", email);
    const exportsOnly = { external_customer_id: "flex-1", currency: "credits", priority: 1 };
    const opened = await caller.post("/wallets", {
      ...{ ...exportsOnly, feature_ids: [feature.id], initial_credits_to_load: "100" },
    });
    expect(opened.status, JSON.stringify(opened.body)).toBe(200);
    const events = [
      anEvent({ event_id: "f-0", event_name: "email.sent" }),
      anEvent({ event_id: "f-1", properties: { count: "3" } }),
    ];
    const { status, body } = await caller.post("/events/bulk", { events, atomic: true });
    expect([status, body.code]).toEqual([402, "insufficient_credits"]);
    expect(body.details).toMatchObject({
      ...{ required: "35", available: "30", shortfall: "5", fitting: 1 },
      first_unfit: { index: 0, feature_id: sent.id },
      cures: [{ kind: "top_up", credits: "5" }],
    });
  });

  it("are told of a member's limit, with whose it is", async () => {
    const { caller, customer, wallet } = await aUser();
    const limit = { credit_limit: "25", period: "BILLING_PERIOD" };
    const path = `/customers/${customer.id}/members/ada`;
    const set = await caller.put(path, limit);
    expect(set.status, JSON.stringify(set.body)).toBe(200);
    const events = ["ada", "ada", "bob", "ada"].map((member, index) =>
      anEvent({ event_id: `m-${index}`, member }),
    );
    const { status, body } = await caller.post("/events/bulk", { events, atomic: true });
    expect([status, body.code]).toEqual([402, "limit_reached"]);
    expect(body.details).toMatchObject({
      ...{ scope: "member", member: "ada", limit: "25", used: "0" },
      ...{ required: "30", available: "25", shortfall: "5", events: 4, fitting: 3 },
      first_unfit: { index: 3, event_id: "m-3" },
      cures: [{ kind: "raise_limit" }],
    });
    expect(problemSchema(["limit_reached"]).parse(body)).toEqual(body);
    expect(await available(caller, wallet)).toBe("100");
  });

  it("are told of a feature's hard limit, in its units", async () => {
    const { caller, customer, feature, wallet } = await aUser();
    const plan = (await caller.post("/plans", { name: "Ten" })).body;
    await caller.post("/prices", { plan_id: plan.id, type: "FIXED", amount: "9" });
    await caller.post("/entitlements", {
      ...{ plan_id: plan.id, feature_id: feature.id, usage_limit: "5", is_soft_limit: false },
    });
    const started = await caller.post("/subscriptions", {
      ...{ customer_id: customer.id, plan_id: plan.id },
    });
    expect(started.status, JSON.stringify(started.body)).toBe(201);
    await caller.post("/events", anEvent({ event_id: "before", properties: { count: "1" } }));

    const events = ["2", "3", "1"].map((count, index) =>
      anEvent({ event_id: `l-${index}`, properties: { count } }),
    );
    const { status, body } = await caller.post("/events/bulk", { events, atomic: true });
    expect([status, body.code]).toEqual([402, "limit_reached"]);
    expect(body.details).toMatchObject({
      ...{ scope: "feature", limit: "5", used: "1" },
      ...{ required: "6", available: "4", shortfall: "2", events: 3, fitting: 2 },
      first_unfit: { index: 1, event_id: "l-1", feature_id: feature.id },
    });
    expect(await available(caller, wallet)).toBe("100");
    expect((await caller.get("/events/l-0")).status).toBe(404);
  });
});
