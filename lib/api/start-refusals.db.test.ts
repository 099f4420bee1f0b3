/** Starts that cannot be: each refused with its field and the reason, and nothing changes. */
import { expect, it } from "vitest";
import { idText } from "@/lib/ids";
import { aCaller } from "@/lib/testing/api";
import { countAll } from "@/lib/testing/api-refusal";
import { aPublishedPlan } from "@/lib/testing/billing";
import { aContext, aCustomer } from "@/lib/testing/factories";

const FAR = /between the years 1000 and 9000/;
const UNREADABLE = /A time such as/;

it("refuses times that cannot be, and periods of nothing", async () => {
  const ctx = await aContext();
  const caller = await aCaller(ctx);
  const named = {
    customer_id: idText("cus", await aCustomer(ctx)),
    plan_id: idText("plan", await aPublishedPlan(ctx)),
  };
  const before = await countAll();
  const refused: readonly (readonly [field: string, value: unknown, reason: RegExp])[] = [
    ["start_date", "0001-01-01T00:00:00Z", FAR],
    ["start_date", "9999-12-31T23:59:59Z", FAR],
    ["start_date", "-271821-04-20T00:00:00Z", UNREADABLE],
    ["start_date", "+294277-01-01T00:00:00Z", UNREADABLE],
    ["start_date", "2026-02-30T00:00:00Z", UNREADABLE],
    ["start_date", "1000-01-01T00:00:00Z", /two years back/],
    ["start_date", "1970-01-01T00:00:00Z", /two years back/],
    ["start_date", "8999-12-31T23:59:59.999Z", /two years ahead/],
    ["billing_period_count", 0, /Only 1/],
    ["billing_period_count", -1, /Only 1/],
    ["billing_period", "NEVER", /./],
  ];
  for (const [field, value, reason] of refused) {
    const { status, body } = await caller.post("/subscriptions", { ...named, [field]: value });

    expect([value, status, body.code]).toEqual([value, 400, "validation_error"]);
    expect(body.errors).toMatchObject([
      { pointer: `/${field}`, detail: expect.stringMatching(reason) },
    ]);
  }
  expect(await countAll()).toEqual(before);
});

it("refuses a second subscription of a single-active product, by its plan, and changes nothing", async () => {
  const ctx = await aContext({ at: new Date() });
  const caller = await aCaller(ctx);
  const first = {
    customer_id: idText("cus", await aCustomer(ctx)),
    plan_id: idText("plan", await aPublishedPlan(ctx)),
  };
  expect((await caller.post("/subscriptions", first)).status).toBe(201);
  const before = await countAll();

  const { status, body } = await caller.post("/subscriptions", first);

  expect([status, body.code]).toEqual([409, "already_exists"]);
  expect(body.details).toMatchObject({ entity: "subscription", field: "plan_id" });
  expect(body.errors).toEqual([
    { pointer: "/plan_id", code: "already_exists", detail: body.message },
  ]);
  expect(await countAll()).toEqual(before);
});

it("refuses a change of what has ended by its state, for no field of the call is at fault", async () => {
  const ctx = await aContext({ at: new Date() });
  const caller = await aCaller(ctx);
  const [plan_id, target_plan_id] = [await aPublishedPlan(ctx), await aPublishedPlan(ctx)].map(
    (id) => idText("plan", id),
  );
  const customer_id = idText("cus", await aCustomer(ctx));
  const { id } = (await caller.post("/subscriptions", { customer_id, plan_id })).body;
  const cancel = { cancellation_type: "immediate" };
  expect((await caller.post(`/subscriptions/${id}/cancel`, cancel)).status).toBe(200);
  const before = await countAll();

  const change = { target_plan_id, proration_behavior: "none" };
  const { status, body } = await caller.post(`/subscriptions/${id}/change/execute`, change);

  expect([status, body.code]).toEqual([409, "invalid_state"]);
  expect(body).toMatchObject({ details: { entity: "subscription" }, errors: [] });
  expect(await countAll()).toEqual(before);
});

it("refuses a plan that was never published and cannot be, by its name, and changes nothing", async () => {
  const ctx = await aContext({ at: new Date() });
  const caller = await aCaller(ctx);
  const plan = (await caller.post("/plans", { name: "Unfinished" })).body;
  const tiers = [{ up_to: "10", unit_amount: "1" }];
  const search = (
    await caller.post("/features", {
      name: "Search",
      type: "metered",
      meter: { event_name: "search", aggregation: { type: "COUNT" } },
    })
  ).body;
  const price = {
    ...{ plan_id: plan.id, type: "USAGE", feature_id: search.id, billing_model: "TIERED" },
    ...{ tier_mode: "VOLUME", tiers },
  };
  expect(await caller.post("/prices", price)).toMatchObject({ status: 201 });
  const customer = idText("cus", await aCustomer(ctx));
  const before = await countAll();

  for (const path of ["/subscriptions", "/subscriptions/preview"]) {
    const { status, body } = await caller.post(path, { customer_id: customer, plan_id: plan.id });

    expect([status, body.code]).toEqual([400, "validation_error"]);
    const [{ message }] = (await caller.get(`/plans/${plan.id}`)).body.draft_issues;
    expect(body.errors).toEqual([{ pointer: "/plan_id", code: "invalid", detail: message }]);
  }
  expect(await countAll()).toEqual(before);
});
