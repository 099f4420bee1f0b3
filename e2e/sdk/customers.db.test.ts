import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningServer } from "@/lib/testing/running-server";
import { aSubscriber } from "./growth-plan";
import { aMerchant, startApi } from "./merchant";

let server: RunningServer;
beforeAll(async () => {
  server = await startApi();
});
afterAll(() => server.stop());

describe("customers by the dialect's client", () => {
  it("are made, found by either id, changed and archived", async () => {
    const { sdk } = await aMerchant(server);
    const made = await sdk.customers.createCustomer({
      ...{ externalId: "acme", name: "Acme", email: "billing@acme.example" },
      ...{ addressCity: "Berlin", addressCountry: "DE", metadata: { tier: "gold" } },
    });
    const id = made.id ?? "";

    expect(made).toMatchObject({
      ...{ externalId: "acme", name: "Acme", email: "billing@acme.example", status: "published" },
      ...{ addressCity: "Berlin", addressCountry: "DE", metadata: { tier: "gold" } },
    });
    expect(await sdk.customers.getCustomer(id)).toEqual(made);
    expect(await sdk.customers.getCustomerByExternalId("acme")).toEqual(made);
    const renamed = await sdk.customers.updateCustomer({ name: "Acme Ltd" }, id);
    expect(renamed).toMatchObject({ id, name: "Acme Ltd", addressCity: "Berlin" });
    const moved = await sdk.customers.updateCustomer({ addressCity: "Bonn" }, undefined, "acme");
    expect(moved).toMatchObject({ id, name: "Acme Ltd", addressCity: "Bonn" });

    await sdk.customers.deleteCustomer(id);
    expect((await sdk.customers.getCustomer(id)).status).toBe("archived");
  });

  it("are refused twice under one external id, by the dialect's own error", async () => {
    const { sdk } = await aMerchant(server);
    await sdk.customers.createCustomer({ externalId: "acme", name: "Acme" });

    await expect(
      sdk.customers.createCustomer({ externalId: "acme", name: "Other" }),
    ).rejects.toMatchObject({ statusCode: 409 });
    await expect(sdk.customers.getCustomerByExternalId("nobody")).rejects.toMatchObject({
      statusCode: 404,
    });
    expect((await sdk.customers.queryCustomer({})).pagination?.total).toBe(1);
  });

  it("are searched by filters, order and pages", async () => {
    const { sdk } = await aMerchant(server);
    for (const name of ["Ada", "Bob", "Cem"]) {
      await sdk.customers.createCustomer({ externalId: name.toLowerCase(), name });
    }
    const found = await sdk.customers.queryCustomer({
      filters: [
        {
          ...{ field: "external_id", operator: "in", dataType: "array" },
          value: { array: ["ada", "cem", "eve"] },
        },
      ],
      sort: [{ field: "name", direction: "desc" }],
    });
    const second = await sdk.customers.queryCustomer({ limit: 2, offset: 2, order: "asc" });

    expect(found.items?.map(({ name }) => name)).toEqual(["Cem", "Ada"]);
    expect(found.pagination).toEqual({ total: 2, limit: 50, offset: 0 });
    expect(second.items?.map(({ name }) => name)).toEqual(["Cem"]);
    expect(second.pagination).toEqual({ total: 3, limit: 2, offset: 2 });
  });

  it("have entitlements, what is used of them, and credits to come", async () => {
    const merchant = await aMerchant(server);
    const { sdk } = merchant;
    const { customer, feature, plan, grant, subscription } = await aSubscriber(merchant);
    const id = customer.id ?? "";
    await sdk.events.ingestEvent({
      ...{ eventName: "contact.exported", externalCustomerId: "acme", eventId: "e-1" },
      properties: { rows: "30" },
    });

    const usage = await sdk.customers.getCustomerUsageSummary({ customerLookupKey: "acme" });
    expect(usage.customerId).toBe(id);
    expect(usage.features).toHaveLength(1);
    expect(usage.features?.[0]).toMatchObject({
      ...{ currentUsage: "30", totalLimit: 100, isEnabled: true, isUnlimited: false },
      feature: { id: feature.id, lookupKey: "contact_export" },
      sources: [{ entityId: plan.id, entityName: "Growth", usageLimit: 100 }],
    });
    expect(await sdk.customers.getCustomerUsageSummary({ customerId: id })).toMatchObject({
      features: [{ currentUsage: "30" }],
    });

    expect(await sdk.customers.getCustomerEntitlements(id)).toMatchObject({
      customerId: id,
      features: [
        {
          feature: { id: feature.id },
          entitlement: { isEnabled: true, usageLimit: 100, usageResetPeriod: "MONTHLY" },
        },
      ],
    });
    const upcoming = await sdk.customers.getCustomerUpcomingGrants(id);
    expect(upcoming.items?.[0]).toMatchObject({
      ...{ creditGrantId: grant.id, subscriptionId: subscription.id, credits: 2000 },
      applicationStatus: "pending",
    });
  });
});
