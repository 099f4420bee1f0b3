import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningServer } from "@/lib/testing/running-server";
import { aSubscriber } from "./growth-plan";
import { aMerchant, startApi } from "./merchant";

let server: RunningServer;
beforeAll(async () => {
  server = await startApi();
});
afterAll(() => server.stop());

const exported = (eventId: string, rows: string, over: object = {}) => ({
  ...{ eventName: "contact.exported", externalCustomerId: "acme", eventId },
  ...{ properties: { rows, region: "eu" }, source: "web" },
  ...over,
});

async function aUsedService() {
  const merchant = await aMerchant(server);
  const subscriber = await aSubscriber(merchant);
  const { sdk } = merchant;
  const balance = async () => {
    const [wallet] = await sdk.wallets.getCustomerWallets({ lookupKey: "acme" });
    return wallet?.creditBalance;
  };
  return { ...merchant, ...subscriber, balance };
}

describe("events by the dialect's client", () => {
  it("count once an id, and say what became of them", async () => {
    const { sdk, balance } = await aUsedService();
    const first = await sdk.events.ingestEvent(exported("e-1", "4"));

    expect(first).toMatchObject({ event_id: "e-1", status: "accepted", message: "Event accepted" });
    expect(await sdk.events.ingestEvent(exported("e-1", "4"))).toMatchObject({
      status: "duplicate",
    });
    expect(
      await sdk.events.ingestEvent(exported("e-2", "4", { externalCustomerId: "later" })),
    ).toMatchObject({ status: "unmatched" });
    // A hundred are within the plan: they cost nothing.
    expect(await balance()).toBe("2000");
  });

  it("come in bulk, are decided one by one, and cost what lies beyond the plan", async () => {
    const { sdk, post, balance } = await aUsedService();
    const extra = { external_customer_id: "acme", currency: "credits" };
    expect((await post("/wallets", extra)).status).toBe(200);
    const answer = await sdk.events.ingestEventsBulk({
      events: [
        ...[exported("e-1", "40"), exported("e-2", "60"), exported("e-1", "40")],
        exported("e-3", "1"),
      ],
    });

    expect(answer).toMatchObject({ accepted: "2", duplicates: "1", refused: "1", rejected: "0" });
    expect(JSON.parse(answer.results ?? "")).toMatchObject([
      ...[{ status: "accepted" }, { status: "accepted" }, { status: "duplicate" }],
      { status: "refused", event_id: "e-3", code: "limit_reached" },
    ]);
    expect(await balance()).toBe("2000");
  });

  it("are listed newest first in pages, and traced", async () => {
    const { sdk, customer } = await aUsedService();
    for (const id of ["e-1", "e-2", "e-3"]) await sdk.events.ingestEvent(exported(id, "1"));

    const first = await sdk.events.listRawEvents({ externalCustomerId: "acme", pageSize: 2 });
    expect(first).toMatchObject({ hasMore: true });
    expect(first.events).toHaveLength(2);
    expect(first.events?.[0]).toMatchObject({
      ...{ customerId: customer.id, externalCustomerId: "acme", eventName: "contact.exported" },
      ...{ source: "web", properties: { rows: "1", region: "eu" } },
    });
    const second = await sdk.events.listRawEvents({
      ...{ externalCustomerId: "acme", pageSize: 2, iterLastKey: first.iterLastKey ?? "" },
    });
    expect(second).toMatchObject({ hasMore: false });
    expect(second.events).toHaveLength(1);
    expect(second.events?.[0]?.id).not.toBe(first.events?.[0]?.id);

    const traced = await sdk.events.getEvent("e-2");
    expect(traced).toMatchObject({ status: "processed", event: { customerId: customer.id } });
    await expect(sdk.events.getEvent("nothing")).rejects.toMatchObject({ statusCode: 404 });
  });

  it("are counted, summed and told by feature", async () => {
    const { sdk, feature } = await aUsedService();
    await sdk.events.ingestEvent(exported("e-1", "30"));
    await sdk.events.ingestEvent(exported("e-2", "12.5"));

    const counted = { eventName: "contact.exported", externalCustomerId: "acme" };
    expect(
      await sdk.events.getUsageStatistics({ ...counted, aggregationType: "COUNT" }),
    ).toMatchObject({ eventName: "contact.exported", type: "COUNT", value: 2, results: [] });
    const summed = await sdk.events.getUsageStatistics({
      ...{ ...counted, aggregationType: "SUM", propertyName: "rows", windowSize: "DAY" },
    });
    expect(summed.value).toBe(42.5);
    expect(summed.results?.map(({ value }) => value)).toEqual([42.5]);
    expect(await sdk.events.getUsageByMeter({ meterId: feature.meterId ?? "" })).toMatchObject({
      type: "SUM",
      value: 42.5,
    });

    const analytics = await sdk.events.getUsageAnalytics({ externalCustomerId: "acme" });
    expect(analytics.items).toMatchObject([
      { featureId: feature.id, name: "Contact export", totalUsage: "42.5", eventCount: 2 },
    ]);
  });
});
