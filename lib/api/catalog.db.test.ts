import { describe, expect, it } from "vitest";
import { aCaller, type Caller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";
import { EntitlementDialect } from "./dialect/entitlement";
import { FeatureDialect } from "./dialect/feature";
import { PlanDialect } from "./dialect/plan";
import { PriceDialect } from "./dialect/price";

const keysOf = (schema: { shape: object }) => Object.keys(schema.shape).sort();

const aFeature = async (caller: Caller, over: object = {}) =>
  (
    await caller.post("/features", {
      name: "Contact export",
      lookup_key: "contact_export",
      type: "metered",
      unit_singular: "contact",
      unit_plural: "contacts",
      meter: { event_name: "contact.exported", aggregation: { type: "SUM", field: "count" } },
      credits_per_unit: "5",
      ...over,
    })
  ).body;

const aPlan = async (caller: Caller) => (await caller.post("/plans", { name: "Growth" })).body;

describe("features", () => {
  it("creates one with its meter and first cost", async () => {
    const caller = await aCaller(await aContext());
    const { status, body } = await caller.post("/features", {
      name: "Contact export",
      type: "metered",
      meter: {
        event_name: "contact.exported",
        aggregation: { type: "SUM_WITH_MULTIPLIER", field: "count", multiplier: 0.5 },
        filters: [{ key: "region", values: ["eu", "us"] }],
      },
      credits_per_unit: 2.5,
    });

    expect(status).toBe(201);
    expect(Object.keys(body).sort()).toEqual(keysOf(FeatureDialect));
    expect(body).toMatchObject({
      lookup_key: "contact_export",
      type: "metered",
      meter: {
        event_name: "contact.exported",
        aggregation: { type: "SUM_WITH_MULTIPLIER", field: "count", multiplier: "0.5" },
        filters: [{ key: "region", values: ["eu", "us"] }],
      },
      credit_cost: { credits_per_unit: "2.5", credit_unit: "credits" },
    });
    expect((await caller.get(`/features/${body.id}`)).body).toEqual(body);
    expect((await caller.get("/features")).body.items).toEqual([body]);
  });

  it("tells by the body's own names what the catalogue refuses", async () => {
    const caller = await aCaller(await aContext());
    const { status, body } = await caller.post("/features", {
      name: "Export",
      meter: { event_name: "e", aggregation: { type: "SUM" } },
    });

    expect(status).toBe(400);
    expect(body.errors).toEqual([
      expect.objectContaining({
        pointer: "/meter/property",
        detail: "Name the property to add up",
      }),
    ]);
    await aFeature(caller);
    expect(
      await caller.post("/features", { name: "Contact export", type: "boolean" }),
    ).toMatchObject({
      status: 409,
      body: {
        ...{ code: "already_exists", details: { field: "lookup_key", value: "contact_export" } },
        errors: [{ pointer: "/lookup_key", code: "already_exists" }],
      },
    });
  });

  it("adds credit costs by date", async () => {
    const caller = await aCaller(await aContext());
    const feature = await aFeature(caller);
    const { status, body } = await caller.post(`/features/${feature.id}/credit-costs`, {
      credits_per_unit: "7",
      effective_from: "2099-01-01T00:00:00+02:00",
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      credits_per_unit: "7",
      effective_from: "2098-12-31T22:00:00.000Z",
      is_current: false,
    });
    const { items } = (await caller.get(`/features/${feature.id}/credit-costs`)).body;
    expect(items.map((cost: { credits_per_unit: string }) => cost.credits_per_unit)).toEqual([
      "7",
      "5",
    ]);
  });

  it("changes words and archives", async () => {
    const caller = await aCaller(await aContext());
    const feature = await aFeature(caller);

    expect(
      await caller.put(`/features/${feature.id}`, { name: "Exports", unit_plural: "exports" }),
    ).toMatchObject({ status: 200, body: { name: "Exports", unit_plural: "exports" } });
    expect(await caller.delete(`/features/${feature.id}`)).toMatchObject({
      status: 200,
      body: { message: expect.any(String) },
    });
  });
});

describe("plans", () => {
  it("is drafted part by part, then published", async () => {
    const caller = await aCaller(await aContext());
    const feature = await aFeature(caller);
    const plan = await aPlan(caller);
    expect(Object.keys(plan).sort()).toEqual(keysOf(PlanDialect));
    expect(plan).toMatchObject({ lookup_key: "growth", version_status: "DRAFT", prices: [] });

    const price = await caller.post("/prices", {
      plan_id: plan.id,
      type: "FIXED",
      billing_model: "FLAT_FEE",
      billing_cadence: "RECURRING",
      billing_period: "ANNUAL",
      invoice_cadence: "ADVANCE",
      price_unit_type: "FIAT",
      amount: "1490",
      currency: "usd",
    });
    expect(price.status).toBe(201);
    expect(Object.keys(price.body).sort()).toEqual(keysOf(PriceDialect));
    expect(price.body).toMatchObject({ amount: "1490", billing_period: "ANNUAL", type: "FIXED" });

    const entitlement = await caller.post("/entitlements", {
      entity_type: "PLAN",
      entity_id: plan.id,
      feature_id: feature.id,
      feature_type: "metered",
      included_units: 100,
      usage_limit: "1000",
      is_soft_limit: true,
      usage_reset_period: "MONTHLY",
    });
    expect(entitlement.status).toBe(201);
    expect(Object.keys(entitlement.body).sort()).toEqual(keysOf(EntitlementDialect));
    expect(entitlement.body).toMatchObject({
      included_units: "100",
      usage_reset_period: "MONTHLY",
    });

    const published = await caller.post(`/plans/${plan.id}/publish`);
    expect(published).toMatchObject({
      status: 200,
      body: { version: 1, version_status: "PUBLISHED", has_draft: false },
    });
    expect(published.body.prices).toHaveLength(1);
    expect((await caller.get(`/plans/${plan.id}/entitlements`)).body.items).toHaveLength(1);
    expect((await caller.get(`/plans/${plan.id}/versions`)).body.items).toMatchObject([
      { version: 1, status: "PUBLISHED" },
    ]);
    expect((await caller.get("/plans")).body.items).toMatchObject([{ id: plan.id, version: 1 }]);
    expect(await caller.post(`/plans/${plan.id}/publish`)).toMatchObject({
      status: 409,
      body: { code: "invalid_state" },
    });
  });

  it("keeps what is published while a new draft is begun by the next part", async () => {
    const caller = await aCaller(await aContext());
    const feature = await aFeature(caller);
    const plan = await aPlan(caller);
    const entitle = (usage_limit: number) =>
      caller.post("/entitlements", { plan_id: plan.id, feature_id: feature.id, usage_limit });
    await entitle(10);
    await caller.post("/prices", { plan_id: plan.id, type: "FIXED", amount: "9" });
    await caller.post(`/plans/${plan.id}/publish`);
    await entitle(20);

    const { body } = await caller.get(`/plans/${plan.id}`);
    expect(body).toMatchObject({
      version: 1,
      has_draft: true,
      entitlements: [{ usage_limit: "10" }],
    });
  });

  it("prices usage in tiers of credits, naming the feature by its meter", async () => {
    const caller = await aCaller(await aContext());
    const feature = await aFeature(caller);
    const plan = await aPlan(caller);
    const { status, body } = await caller.post("/prices", {
      entity_type: "PLAN",
      entity_id: plan.id,
      type: "USAGE",
      meter_id: feature.meter_id,
      billing_model: "TIERED",
      tier_mode: "SLAB",
      price_unit_type: "CUSTOM",
      price_unit_config: {
        price_unit: "credits",
        price_unit_tiers: [
          { up_to: 10, unit_amount: "2" },
          { unit_amount: "1", flat_amount: "5" },
        ],
      },
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      feature_id: feature.id,
      billing_model: "TIERED",
      tier_mode: "SLAB",
      price_unit: "credits",
      price_unit_tiers: [
        { up_to: "10", unit_amount: "2", flat_amount: "0" },
        { up_to: null, unit_amount: "1", flat_amount: "5" },
      ],
    });
    expect((await caller.get(`/prices/${body.id}`)).body).toEqual(body);
    expect((await caller.delete(`/prices/${body.id}`)).status).toBe(200);
    expect((await caller.get(`/prices/${body.id}`)).status).toBe(404);
  });

  it("refuses a price in another currency, without a plan, or of another organization's", async () => {
    const caller = await aCaller(await aContext());
    const foreign = await aPlan(await aCaller(await aContext()));
    const plan = await aPlan(caller);
    const fee = { type: "FIXED", amount: "9" };

    expect(
      await caller.post("/prices", { ...fee, plan_id: plan.id, currency: "EUR" }),
    ).toMatchObject({ status: 400, body: { errors: [{ pointer: "/currency" }] } });
    expect(await caller.post("/prices", fee)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/plan_id" }] },
    });
    expect(await caller.post("/prices", { ...fee, plan_id: foreign.id })).toMatchObject({
      status: 404,
    });
    expect((await caller.get(`/plans/${foreign.id}`)).status).toBe(404);
  });
});
