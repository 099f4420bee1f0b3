import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { parseId } from "@/lib/ids";
import { aContext, later } from "@/lib/testing/factories";
import { aFeature, anEvent, aPlan, entitles, externalIdOf, subscribe } from "@/lib/testing/usage";
import { anAccount } from "@/lib/testing/wallets";
import { EventQuery, type EventQueryFields } from "../schema/event";
import { ingestEvents } from "../writes/ingest-events";
import { findCustomerUsage } from "./customer-usage";
import { findEvent, listEvents } from "./events";

const list = (ctx: Context, query: EventQueryFields = {}) =>
  listEvents(ctx, EventQuery.parse(query));

async function aHistory() {
  const ctx = await aContext();
  const start = later(ctx, "2026-02-20T00:00:00Z");
  const feature = await aFeature(start);
  const { customerId } = await anAccount(ctx, ["12"]);
  const externalId = await externalIdOf(customerId);
  await ingestEvents(ctx, [
    anEvent(externalId, { eventId: "a", timestamp: "2026-03-01T08:00:00Z", member: "ann" }),
    anEvent(externalId, { eventId: "b", timestamp: "2026-03-01T09:00:00Z", groupId: "run" }),
    anEvent(externalId, { eventId: "c", timestamp: "2026-03-01T10:00:00Z" }),
    anEvent(externalId, { eventId: "d", timestamp: "2026-02-27T10:00:00Z", eventName: "view" }),
    anEvent("nobody", { eventId: "e", timestamp: "2026-03-01T11:00:00Z" }),
  ]);
  return { ctx, start, feature, customerId, externalId };
}

describe("listEvents", () => {
  it("shows the newest first, page by page, each once", async () => {
    const { ctx } = await aHistory();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(ctx, { limit: 2, cursor });
      seen.push(...page.items.map(({ eventId }) => eventId));
      cursor = page.nextCursor;
    } while (cursor !== null);

    expect(seen).toEqual(["e", "c", "b", "a", "d"]);
  });

  it("filters by what it is asked, and by its organization always", async () => {
    const { ctx, feature, customerId } = await aHistory();
    const ids = async (query: EventQueryFields) =>
      (await list(ctx, query)).items.map(({ eventId }) => eventId);

    expect(await ids({ status: "REFUSED" })).toEqual(["c"]);
    expect(await ids({ status: "UNMATCHED" })).toEqual(["e", "d"]);
    expect(await ids({ externalCustomerId: "nobody" })).toEqual(["e"]);
    expect(await ids({ customerId, member: "ann" })).toEqual(["a"]);
    expect(await ids({ groupId: "run" })).toEqual(["b"]);
    expect(await ids({ eventName: "view" })).toEqual(["d"]);
    expect(await ids({ featureId: feature, to: new Date("2026-03-01T09:00:00Z") })).toEqual(["a"]);
    expect((await list(await aContext())).items).toEqual([]);
  });

  it("narrows by what else an event says of itself", async () => {
    const { ctx, customerId, externalId } = await aHistory();
    await ingestEvents(ctx, [
      anEvent(externalId, {
        ...{ eventId: "eu", timestamp: "2026-02-26T10:00:00Z", source: "export-job" },
        properties: { region: "eu", size: 5 },
      }),
    ]);
    const ids = async (query: EventQueryFields) =>
      (await list(ctx, query)).items.map(({ eventId }) => eventId);
    const having = (name: string, ...values: string[]) => ({ properties: [{ name, values }] });

    expect(await ids(having("region", "us", "eu"))).toEqual(["eu"]);
    expect(await ids(having("size", "5"))).toEqual(["eu"]);
    expect(await ids(having("region", "us"))).toEqual([]);
    expect(await ids({ source: "export-job" })).toEqual(["eu"]);
    expect(await ids({ code: "unknown_customer" })).toEqual(["e"]);
    expect(await ids({ customer: externalId, status: "UNMATCHED" })).toEqual(["d"]);
    expect(await ids({ customer: "nobody" })).toEqual(["e"]);
    expect(await ids({ apiKeyId: customerId })).toEqual([]);
    expect(await ids({ named: "view" })).toEqual(["d"]);
    expect(await ids({ named: "b" })).toEqual(["b"]);
    const own = (await findEvent(ctx, "b"))?.event.id ?? "";
    expect(await ids({ named: own })).toEqual(["b"]);
    const lags = async (lagAbove: number) => (await ids({ lagAbove })).length;
    expect(await lags(0)).toBe((await ids({})).length);
    expect(await lags(100_000_000)).toBe(0);
  });

  it("tells what has come since, page by page, each once", async () => {
    const { ctx, externalId } = await aHistory();
    const { newestCursor } = await list(ctx, { limit: 1 });
    expect((await list(ctx, { newerThan: newestCursor })).items).toEqual([]);
    const send = (eventId: string, timestamp: string) =>
      ingestEvents(ctx, [anEvent(externalId, { eventId, timestamp })]);
    await send("f", "2026-03-01T11:00:01Z");
    await send("g", "2026-03-01T11:00:02Z");
    await send("h", "2026-03-01T11:00:03Z");

    const first = await list(ctx, { newerThan: newestCursor, limit: 2 });
    expect(first.items.map(({ eventId }) => eventId)).toEqual(["g", "f"]);
    const rest = await list(ctx, { newerThan: first.newestCursor, limit: 2 });
    expect(rest.items.map(({ eventId }) => eventId)).toEqual(["h"]);
  });

  it("refuses a cursor that no list gave", async () => {
    await expect(list(await aContext(), { cursor: "x" })).rejects.toMatchObject({
      code: "validation_error",
    });
  });
});

describe("findEvent", () => {
  it("tells stage by stage what became of an event, up to where it ended", async () => {
    const { ctx } = await aHistory();

    const paid = await findEvent(ctx, "a");
    expect(paid?.stages.map(({ stage, isOk }) => [stage, isOk])).toEqual([
      ["received", true],
      ["validated", true],
      ["deduplicated", true],
      ["customer", true],
      ["matched", true],
      ["rated", true],
      ["ledger", true],
    ]);
    expect(paid?.event).toMatchObject({ status: "ACCEPTED", credits: "5", member: "ann" });
    expect(paid?.event.uses[0]).toMatchObject({ featureKey: "contact_export", billable: "1" });

    const refused = await findEvent(ctx, "c");
    expect(refused?.stages.at(-1)).toMatchObject({ stage: "ledger", isOk: false });
    expect(refused?.stages.at(-1)?.message).toContain("5 credits");
    expect((await findEvent(ctx, "e"))?.stages.at(-1)).toMatchObject({ stage: "customer" });
    expect((await findEvent(ctx, "d"))?.stages.at(-1)).toMatchObject({ stage: "matched" });
  });

  it("finds it by either id, and not for another organization", async () => {
    const { ctx } = await aHistory();
    const id = (await findEvent(ctx, "a"))?.event.id ?? "";

    expect(parseId("evt", id)).toBeDefined();
    expect((await findEvent(ctx, id))?.event.eventId).toBe("a");
    expect(await findEvent(await aContext(), id)).toBeUndefined();
    expect(await findEvent(await aContext(), "a")).toBeUndefined();
  });
});

describe("findCustomerUsage", () => {
  it("tells each feature's entitlement, its source and what is used", async () => {
    const { ctx, start, feature, customerId, externalId } = await aHistory();
    const listed = entitles(feature, { includedUnits: "1", usageLimit: "50", isSoftLimit: false });
    await subscribe(start, customerId, await aPlan(start, { entitlements: [listed] }));
    await ingestEvents(ctx, [anEvent(externalId)]);

    const usage = await findCustomerUsage(ctx, customerId);

    expect(usage).toMatchObject({
      periodStart: "2026-02-20T00:00:00.000Z",
      periodEnd: "2026-03-20T00:00:00.000Z",
      features: [
        {
          featureKey: "contact_export",
          isAllowed: true,
          creditsPerUnit: "5",
          entitlement: { by: "plan", included: "1", used: "1", remaining: "0", limit: "50" },
          sources: [{ includedUnits: "1", usageLimit: "50", isSoftLimit: false }],
          period: { quantity: "3", credits: "10", events: 3, refused: 1 },
        },
      ],
    });
    expect(await findCustomerUsage(await aContext(), customerId)).toBeUndefined();
  });
});
