import { describe, expect, it } from "vitest";
import { aCaller } from "@/lib/testing/api";
import { countAll } from "@/lib/testing/api-refusal";
import { aShop } from "@/lib/testing/api-shop";
import { aContext } from "@/lib/testing/factories";

describe("an entitlement by its id", () => {
  it("is told and changed in the draft, the rest of it and of the plan as before", async () => {
    const { caller, ids } = await aShop();
    const path = `/entitlements/${ids.entitlementId}`;
    const before = (await caller.get(path)).body;
    expect(before).toMatchObject({
      ...{ id: ids.entitlementId, plan_id: ids.planId, usage_limit: "10", is_soft_limit: false },
    });

    const changed = await caller.put(path, { usage_limit: "25.5", usage_reset_period: "WEEKLY" });
    const shown = (await caller.get(path)).body;
    expect(changed).toMatchObject({ status: 200, body: { usage_limit: "25.5" } });
    expect(shown).toEqual(changed.body);
    expect(shown).toMatchObject({
      ...{ feature_id: before.feature_id, is_enabled: true, usage_reset_period: "WEEKLY" },
    });
    const cleared = await caller.put(path, { usage_limit: null });
    expect(cleared.body).toMatchObject({ usage_limit: null, usage_reset_period: "WEEKLY" });
  });

  it("leaves what was published to subscribers", async () => {
    const { caller, ids } = await aShop();
    await caller.post(`/plans/${ids.planId}/publish`);
    const live = (await caller.get(`/plans/${ids.planId}`)).body.entitlements;
    expect(live).toMatchObject([{ id: ids.entitlementId, usage_limit: "10" }]);

    const changed = await caller.put(`/entitlements/${ids.entitlementId}`, { usage_limit: "20" });
    expect(changed).toMatchObject({ status: 200, body: { usage_limit: "20" } });
    expect((await caller.get(`/plans/${ids.planId}`)).body).toMatchObject({
      entitlements: [{ id: ids.entitlementId, usage_limit: "10" }],
      has_draft: true,
    });
  });

  it("is nobody else's, and takes nothing wrong", async () => {
    const { caller, ids } = await aShop();
    const path = `/entitlements/${ids.entitlementId}`;
    const stranger = await aCaller(await aContext());
    const before = await countAll();

    expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.put(path, { usage_limit: "1" })).status).toBe(404);
    expect((await caller.put(path, { usage_limit: "-1" })).body.errors).toMatchObject([
      { pointer: "/usage_limit" },
    ]);
    expect((await caller.put(path, { feature_id: ids.featureId })).status).toBe(400);
    expect(await countAll()).toEqual(before);
  });
});

describe("credits of a plan by their id", () => {
  it("are told, and taken out of the draft", async () => {
    const { caller, ids } = await aShop();
    const path = `/creditgrants/${ids.planGrantId}`;
    const stranger = await aCaller(await aContext());

    expect((await caller.get(path)).body).toMatchObject({
      ...{ id: ids.planGrantId, plan_id: ids.planId, credits: "10", cadence: "RECURRING" },
    });
    expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.delete(path)).status).toBe(404);
    expect(await caller.delete(path)).toMatchObject({
      status: 200,
      body: { message: "Credit grant removed from the draft" },
    });
    expect((await caller.get(path)).status).toBe(404);
  });
});

describe("searches of the catalogue", () => {
  it("find features by key, name, type and status", async () => {
    const caller = await aCaller(await aContext());
    const made = async (body: object) => (await caller.post("/features", body)).body;
    const counted = (name: string) => made({ name, meter: { event_name: name } });
    const exports = await counted("Contact export");
    await counted("Seats");
    const sso = await made({ name: "SSO", type: "boolean" });
    await caller.delete(`/features/${sso.id}`);
    const found = async (body: object) =>
      (await caller.post("/features/search", body)).body.items.map(
        ({ name }: { name: string }) => name,
      );
    const sort = [{ field: "created_at", direction: "asc" }];
    const boolean = { field: "type", operator: "eq", value: { string: "boolean" } };

    expect(await found({ sort })).toEqual(["Contact export", "Seats", "SSO"]);
    expect(await found({ status: "published", sort })).toEqual(["Contact export", "Seats"]);
    expect(await found({ filters: [boolean] })).toEqual(["SSO"]);
    expect(await found({ name_contains: "EXPORT" })).toEqual(["Contact export"]);
    expect(await found({ lookup_keys: ["seats", "no"] })).toEqual(["Seats"]);
    expect(await found({ meter_ids: [exports.meter_id] })).toEqual(["Contact export"]);
    expect(await found({ feature_ids: [exports.id], status: "archived" })).toEqual([]);
    const [item] = (await caller.post("/features/search", { feature_ids: [exports.id] })).body
      .items;
    expect(item).toEqual((await caller.get(`/features/${exports.id}`)).body);
  });

  it("find plans by key and status, in the order asked", async () => {
    const { caller, ids } = await aShop();
    const scale = (await caller.post("/plans", { name: "Scale" })).body;
    const found = async (body: object) => (await caller.post("/plans/search", body)).body;
    const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

    expect(idsOf(await found({}))).toEqual([scale.id, ids.dearerPlanId, ids.planId]);
    const sort = [{ field: "name", direction: "asc" }];
    expect(idsOf(await found({ sort }))).toEqual([ids.dearerPlanId, ids.planId, scale.id]);
    expect(idsOf(await found({ lookup_key: "scale" }))).toEqual([scale.id]);
    expect(await found({ plan_ids: [ids.planId] })).toMatchObject({
      items: [{ name: "Growth", version_status: "PUBLISHED", subscribers: 5 }],
      pagination: { total: 1 },
    });
    await caller.delete(`/plans/${scale.id}`);
    expect(idsOf(await found({ status: "archived" }))).toEqual([scale.id]);
  });

  it("find what plans charge and allow now, by plan, feature and id", async () => {
    const { caller, ids } = await aShop();
    const draft = (await caller.post("/plans", { name: "Draft" })).body;
    const price = await caller.post("/prices", { plan_id: draft.id, type: "FIXED", amount: "9" });
    const found = async (path: string, body: object) => (await caller.post(path, body)).body;

    expect(await found("/prices/search", { plan_ids: [ids.planId] })).toMatchObject({
      items: [{ amount: "149", entity_id: ids.planId }],
      pagination: { total: 1, limit: 50, offset: 0 },
    });
    const both = { sort: [{ field: "created_at", direction: "desc" }] };
    expect((await found("/prices/search", both)).items).toMatchObject([
      { id: price.body.id, amount: "9", entity_id: draft.id },
      { amount: "800", entity_id: ids.dearerPlanId },
      { entity_id: ids.addonId },
      { amount: "149" },
    ]);
    expect((await found("/prices/search", { meter_ids: [ids.meterId] })).items).toEqual([]);
    // The plan's draft allows seats; what was published does not yet.
    const allowed = { entity_ids: [ids.planId], is_enabled: true };
    expect((await found("/entitlements/search", allowed)).items).toEqual([]);
    await caller.post(`/plans/${ids.planId}/publish`);
    expect((await found("/entitlements/search", allowed)).items).toEqual([
      (await caller.get(`/entitlements/${ids.entitlementId}`)).body,
    ]);
    expect((await found("/entitlements/search", { ...allowed, is_enabled: false })).items).toEqual(
      [],
    );
  });

  it("show nothing of another organization", async () => {
    const stranger = await aCaller(await aContext());
    await aShop();

    for (const path of ["/features/search", "/plans/search", "/prices/search"]) {
      expect((await stranger.post(path, {})).body).toMatchObject({
        items: [],
        pagination: { total: 0 },
      });
      expect(
        (await stranger.post(path, { sort: [{ field: "no", direction: "asc" }] })).status,
      ).toBe(400);
    }
  });
});
