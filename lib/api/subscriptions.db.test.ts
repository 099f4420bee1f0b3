import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { PlanId } from "@/lib/ids";
import { aCaller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";
import { SubscriptionDialect, UpcomingGrantDialect } from "./dialect/subscription";

async function aShop() {
  const ctx = await aContext();
  const caller = await aCaller(ctx);
  const customer = (await caller.post("/customers", { external_id: "flex-1", name: "Flex" })).body;
  const plan = (await caller.post("/plans", { name: "Growth" })).body;
  await caller.post("/prices", {
    plan_id: plan.id,
    type: "FIXED",
    amount: "1490",
    billing_period: "ANNUAL",
  });
  await caller.post("/creditgrants", {
    plan_id: plan.id,
    name: "Monthly credits",
    credits: "2500",
    cadence: "RECURRING",
    period: "MONTHLY",
    expiration_type: "GRANT_PERIOD",
  });
  return { ctx, caller, customer, plan };
}

const keysOf = (schema: { shape: object }) => Object.keys(schema.shape).sort();

describe("subscriptions", () => {
  it("starts by the plan that was never published, gives the first credits and invoices", async () => {
    const { caller, customer, plan } = await aShop();
    const { status, body } = await caller.post("/subscriptions", {
      customer_id: customer.id,
      plan_id: plan.id,
      currency: "usd",
      billing_cadence: "RECURRING",
      billing_period: "ANNUAL",
      billing_cycle: "anniversary",
    });

    expect(status).toBe(201);
    expect(Object.keys(body).sort()).toEqual(keysOf(SubscriptionDialect));
    expect(body).toMatchObject({
      customer_id: customer.id,
      plan_id: plan.id,
      plan_version: 1,
      subscription_status: "active",
      billing_period: "ANNUAL",
      latest_invoice_id: expect.stringMatching(/^inv_/),
    });
    const wallets = (await caller.get(`/customers/${customer.id}/wallets`)).body;
    expect(wallets).toMatchObject([{ figures: { available: "2500" } }]);
    expect((await caller.get(`/invoices/${body.latest_invoice_id}`)).body).toMatchObject({
      total: "1490",
      subscription_id: body.id,
      line_items: [{ amount: "1490" }],
    });
    expect((await caller.get(`/subscriptions/${body.id}`)).body).toEqual(body);
    expect(
      (await caller.get(`/subscriptions?customer_id=${customer.id}&subscription_status=active`))
        .body.items,
    ).toEqual([body]);
    const upcoming = (await caller.get(`/subscriptions/${body.id}/grants/upcoming`)).body.items;
    expect(upcoming).toHaveLength(12);
    expect(Object.keys(upcoming[0]).sort()).toEqual(keysOf(UpcomingGrantDialect));
    expect((await caller.get(`/customers/${customer.id}/grants/upcoming`)).body.items).toEqual(
      upcoming,
    );
  });

  it("takes a tier of credits by its place, and refuses one that is not there", async () => {
    const { caller, customer } = await aShop();
    const plan = (await caller.post("/plans", { name: "Tiered" })).body;
    await caller.post("/prices", {
      plan_id: plan.id,
      type: "CREDITS",
      billing_period: "MONTHLY",
      tiers: [
        { credits: "2000", flat_amount: "149" },
        { credits: "3000", flat_amount: "199" },
      ],
    });
    const start = { customer_id: customer.id, plan_id: plan.id };

    expect(await caller.post("/subscriptions", { ...start, tier: 2 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/tier" }] },
    });
    const started = await caller.post("/subscriptions", { ...start, tier: 1 });
    expect(started).toMatchObject({
      status: 201,
      body: { recurring_amount: "199", next_grant_credits: "3000" },
    });
    expect(Object.values(started.body.tiers)).toEqual([1]);
  });

  it("starts once for one key", async () => {
    const { ctx, caller, customer, plan } = await aShop();
    const other = (await caller.post("/plans", { name: "Other" })).body;
    const start = { customer_id: customer.id, plan_id: plan.id, idempotency_key: "start-1" };
    const first = await caller.post("/subscriptions", start);
    const again = await caller.post("/subscriptions", start);

    expect(again.body.id).toBe(first.body.id);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    expect(
      await prisma().subscription.count({ where: { organizationId: ctx.organizationId } }),
    ).toBe(1);
    expect(await caller.post("/subscriptions", { ...start, plan_id: other.id })).toMatchObject({
      status: 409,
      body: { code: "idempotency_conflict" },
    });
  });

  it("previews the first invoice and the credits to come, and changes nothing", async () => {
    const { ctx, caller, customer, plan } = await aShop();
    await caller.post(`/plans/${plan.id}/publish`);
    const { status, body } = await caller.post("/subscriptions/preview", {
      customer_id: customer.id,
      plan_id: plan.id,
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ total: "1490", grants_now: [{ credits: "2500" }] });
    expect(
      await prisma().subscription.count({ where: { organizationId: ctx.organizationId } }),
    ).toBe(0);
  });

  it("is cancelled at its period's end, or now", async () => {
    const { caller, customer, plan } = await aShop();
    const { body } = await caller.post("/subscriptions", {
      customer_id: customer.id,
      plan_id: plan.id,
    });
    const path = `/subscriptions/${body.id}/cancel`;

    expect(await caller.post(path, { cancellation_type: "end_of_period" })).toMatchObject({
      status: 200,
      body: { effective_date: body.current_period_end, status: "cancelled" },
    });
    expect(await caller.post(path, { cancellation_type: "immediate" })).toMatchObject({
      status: 200,
      body: { status: "ended" },
    });
    expect((await caller.get(`/customers/${customer.id}/wallets`)).body).toMatchObject([
      { figures: { available: "0" } },
    ]);
  });

  it("gives unused time back as far as it was paid for, and says what waits", async () => {
    const { caller, customer, plan } = await aShop();
    const start = { customer_id: customer.id, plan_id: plan.id };
    const { body } = await caller.post("/subscriptions", start);
    await caller.put(`/invoices/${body.latest_invoice_id}/payment`, {
      payment_status: "SUCCEEDED",
    });
    const path = `/subscriptions/${body.id}/cancel`;
    const ask = { cancellation_type: "immediate", proration_behavior: "create_prorations" };

    expect(await caller.post(path, { ...ask, credits: "keep" })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/proration_behavior" }] },
    });
    const { status, body: ended } = await caller.post(path, ask);
    expect([status, ended.closing.carried]).toEqual([200, ended.total_credit_amount]);
    expect(Number(ended.total_credit_amount)).toBeCloseTo(1490, 0);
    expect(ended.closing).toMatchObject({
      ...{ is_carried_on: false, unpaid: [] },
      invoice: { total: "0", lines: [{ kind: "credit" }, { kind: "carried" }] },
    });
  });

  it.each([
    [{ amount: "-1", period: "ANNUAL" }, "/commitment/amount"],
    [{ amount: "5", period: "DAILY" }, "/commitment/period"],
    [{ amount: "5", period: "ANNUAL", shortfall: "FORGET" }, "/commitment/shortfall"],
  ])("refuses the commitment %o, and keeps the draft as it was", async (commitment, pointer) => {
    const { caller, plan } = await aShop();

    expect(await caller.put(`/plans/${plan.id}/draft`, { commitment })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer }] },
    });
    const planId = PlanId.parse(plan.id);
    expect(await prisma().planVersion.findFirst({ where: { planId } })).toMatchObject({
      commitment: null,
    });
  });

  it("tells what was agreed to be spent, and what of it was", async () => {
    const { caller, customer, plan } = await aShop();
    const commitment = { amount: "50000", period: "ANNUAL", shortfall: "TRUE_UP" };
    expect((await caller.put(`/plans/${plan.id}/draft`, { commitment })).status).toBe(200);
    const start = { customer_id: customer.id, plan_id: plan.id };
    const { body } = await caller.post("/subscriptions", start);

    const standing = await caller.get(`/subscriptions/${body.id}/commitment`);

    expect(standing).toMatchObject({
      status: 200,
      body: {
        subscription_id: body.id,
        commitment: {
          ...{ credit_unit: null, currency: "USD", shortfall: "TRUE_UP", settled: [] },
          running: { agreed: "50000", used: "0", left: "50000", true_up: "50000" },
        },
      },
    });
    const foreign = (await aShop()).caller;
    expect((await foreign.get(`/subscriptions/${body.id}/commitment`)).status).toBe(404);
    const { body: timeline } = await caller.get(`/subscriptions/${body.id}/timeline`);
    expect(timeline.invoices[0].lines).toContainEqual(
      expect.objectContaining({ description: "True-up to the commitment, if nothing is used" }),
    );
  });

  it("refuses another currency, another organization's plan, and what is unknown", async () => {
    const { caller, customer, plan } = await aShop();
    const foreign = await aShop();
    const start = { customer_id: customer.id, plan_id: plan.id };

    expect(await caller.post("/subscriptions", { ...start, currency: "EUR" })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/currency" }] },
    });
    expect(
      await caller.post("/subscriptions", { ...start, plan_id: foreign.plan.id }),
    ).toMatchObject({ status: 404 });
    expect(
      await caller.post("/subscriptions", { ...start, customer_id: foreign.customer.id }),
    ).toMatchObject({ status: 404 });
    expect(await caller.post("/subscriptions", { ...start, coupons: ["x"] })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/coupons", code: "unknown_key" }] },
    });
  });
});
