import { describe, expect, it } from "vitest";
import { aCaller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";

async function aPlan() {
  const caller = await aCaller(await aContext());
  const customer = (await caller.post("/customers", { external_id: "flex-1" })).body;
  const plan = (await caller.post("/plans", { name: "Starter" })).body;
  const price = { plan_id: plan.id, type: "FIXED", amount: "149", trial_period_days: 14 };
  const fee = (await caller.post("/prices", price)).body;
  return { caller, fee, start: { customer_id: customer.id, plan_id: plan.id } };
}

describe("the terms of a subscription", () => {
  it("begin with the plan's trial, and cost nothing until it ends", async () => {
    const { caller, start } = await aPlan();
    const { body } = await caller.post("/subscriptions", start);

    expect(body).toMatchObject({ subscription_status: "trialing", latest_invoice_id: null });
    expect(body.trial_end).toBe(body.current_period_end);
    expect(await caller.post(`/subscriptions/${body.id}/pause`, {})).toMatchObject({
      ...{ status: 409, body: { code: "invalid_state" } },
    });
  });

  it("may have a price of their own, and be paused and taken up again", async () => {
    const { caller, fee, start } = await aPlan();
    const own = { trial_period_days: 0, overrides: { prices: { [fee.id]: "99" } } };
    const { body } = await caller.post("/subscriptions", { ...start, ...own });
    const turn = (verb: string) => caller.post(`/subscriptions/${body.id}/${verb}`, {});

    expect(body).toMatchObject({ subscription_status: "active", recurring_amount: "99" });
    expect(await turn("pause")).toMatchObject({
      ...{ status: 200, body: { subscription_status: "paused", pause_status: "active" } },
    });
    expect(await turn("resume/preview")).toMatchObject({
      body: { subscription_status: "active", fingerprint: expect.any(String) },
    });
    expect(await turn("resume")).toMatchObject({ body: { pause_status: "none" } });
  });

  it("take add-ons by their ids, and refuse what is none", async () => {
    const { caller, start } = await aPlan();
    const addOn = (await caller.post("/addons", { name: "More", lookup_key: "more" })).body;
    await caller.post("/prices", { entity_id: addOn.id, type: "FIXED", amount: "20" });
    await caller.post(`/addons/${addOn.id}/publish`, {});
    const { body } = await caller.post("/subscriptions", { ...start, trial_period_days: 0 });
    const set = (addon_id: string, quantity: number) =>
      caller.post(`/subscriptions/${body.id}/addons`, { addon_id, quantity });

    expect(await set(addOn.id, 2)).toMatchObject({
      status: 200,
      body: { recurring_amount: "189", addons: [{ addon_id: addOn.id, quantity: 2 }] },
    });
    expect(await set(start.plan_id, 1)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/addon_id", detail: "This is a plan, not an add-on" }] },
    });
  });
});
