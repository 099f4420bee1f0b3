import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningServer } from "@/lib/testing/running-server";
import { aGrowthPlan } from "./growth-plan";
import { aMerchant, startApi } from "./merchant";

let server: RunningServer;
beforeAll(async () => {
  server = await startApi();
});
afterAll(() => server.stop());

describe("the catalogue by the dialect's client", () => {
  it("has features with meters, changed, searched and archived", async () => {
    const { sdk } = await aMerchant(server);
    const feature = await sdk.features.createFeature({
      ...{ name: "Tokens", lookupKey: "tokens", type: "metered", unitSingular: "token" },
      meter: {
        ...{ name: "Tokens", eventName: "model.called", resetUsage: "BILLING_PERIOD" },
        aggregation: { type: "SUM", field: "tokens" },
        filters: [{ key: "model", values: ["large"] }],
      },
    });
    const id = feature.id ?? "";

    expect(feature).toMatchObject({
      ...{ name: "Tokens", lookupKey: "tokens", type: "metered", status: "published" },
      meter: {
        ...{ eventName: "model.called", aggregation: { type: "SUM", field: "tokens" } },
        filters: [{ key: "model", values: ["large"] }],
      },
    });
    const renamed = await sdk.features.updateFeature(id, { name: "Model tokens" });
    expect(renamed).toMatchObject({ id, name: "Model tokens", lookupKey: "tokens" });
    await sdk.features.createFeature({ name: "SSO", type: "boolean" });
    const found = await sdk.features.queryFeature({ nameContains: "token" });
    expect(found.items).toEqual([renamed]);
    expect(found.pagination).toMatchObject({ total: 1 });

    expect(await sdk.features.deleteFeature(id)).toEqual({ message: "Feature archived" });
    const left = await sdk.features.queryFeature({ status: "published" });
    expect(left.items?.map(({ name }) => name)).toEqual(["SSO"]);
  });

  it("has plans with prices, entitlements and credits", async () => {
    const merchant = await aMerchant(server);
    const { sdk } = merchant;
    const { plan, price, entitlement, grant, feature } = await aGrowthPlan(merchant);
    const id = plan.id ?? "";

    expect(price).toMatchObject({
      ...{ amount: "149", currency: "USD", type: "FIXED", billingPeriod: "MONTHLY" },
      ...{ invoiceCadence: "ADVANCE", billingModel: "FLAT_FEE", entityId: id },
    });
    expect(entitlement).toMatchObject({
      ...{ planId: id, featureId: feature.id, usageLimit: 100, usageResetPeriod: "MONTHLY" },
    });
    expect(grant).toMatchObject({
      ...{ planId: id, credits: "2000", cadence: "RECURRING", period: "MONTHLY", priority: 20 },
    });
    const whole = await sdk.plans.getPlan(id);
    expect(whole).toMatchObject({
      ...{ name: "Growth", lookupKey: "growth", prices: [{ id: price.id }] },
      ...{ entitlements: [{ id: entitlement.id }], creditGrants: [{ id: grant.id }] },
    });
    expect(await sdk.prices.getPrice(price.id ?? "")).toEqual(whole.prices?.[0]);
    expect(await sdk.entitlements.getEntitlement(entitlement.id ?? "")).toMatchObject({
      ...{ id: entitlement.id, usageLimit: 100 },
    });
    expect((await sdk.entitlements.getPlanEntitlements(id)).entitlements).toHaveLength(1);
    expect(await sdk.creditGrants.getCreditGrant(grant.id ?? "")).toEqual(whole.creditGrants?.[0]);
    expect((await sdk.creditGrants.getPlanCreditGrants(id)).items).toEqual(whole.creditGrants);
    expect(await sdk.prices.queryPrice({ planIds: [id], allowExpiredPrices: false })).toMatchObject(
      {
        items: [{ id: price.id, amount: "149" }],
        pagination: { total: 1 },
      },
    );
    expect(await sdk.entitlements.queryEntitlement({ planIds: [id] })).toMatchObject({
      items: [{ id: entitlement.id, usageLimit: 100 }],
    });
    const found = await sdk.plans.queryPlan({ lookupKey: "growth" });
    expect(found.items).toMatchObject([{ id, name: "Growth" }]);
  });

  it("changes drafts, takes parts out of them, and archives plans", async () => {
    const merchant = await aMerchant(server);
    const { sdk } = merchant;
    const { plan, price, entitlement, grant } = await aGrowthPlan(merchant);
    const id = plan.id ?? "";

    expect(await sdk.plans.updatePlan(id, { description: "For teams" })).toMatchObject({
      ...{ id, description: "For teams", name: "Growth" },
    });
    const wider = await sdk.entitlements.updateEntitlement(entitlement.id ?? "", {
      usageLimit: 250,
    });
    expect(wider).toMatchObject({ usageLimit: 250, usageResetPeriod: "MONTHLY" });
    await sdk.entitlements.deleteEntitlement(wider.id ?? "");
    await sdk.prices.deletePrice(price.id ?? "", {});
    await sdk.creditGrants.deleteCreditGrant(grant.id ?? "");
    expect(await sdk.plans.getPlan(id)).toMatchObject({
      ...{ prices: [], entitlements: [], creditGrants: [] },
    });
    expect(await sdk.plans.deletePlan(id)).toEqual({ message: "Plan archived" });
    expect((await sdk.plans.queryPlan({ status: "published" })).items).toEqual([]);
    await expect(sdk.prices.getPrice(price.id ?? "")).rejects.toMatchObject({ statusCode: 404 });
  });
});
