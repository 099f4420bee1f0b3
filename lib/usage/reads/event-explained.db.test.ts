import { describe, expect, it } from "vitest";
import { CustomerInput } from "@/lib/customer/schema";
import { createCustomer } from "@/lib/customer/writes/create-customer";
import { aContext, later } from "@/lib/testing/factories";
import { aFeature, anEvent, aPayer } from "@/lib/testing/usage";
import { EventQuery } from "../schema/event";
import { ingestEvents } from "../writes/ingest-events";
import { explainEvent } from "./event-explained";
import { countResults } from "./event-results";

async function anEurope() {
  const ctx = await aContext();
  await aFeature(ctx, { filters: [{ property: "region", values: ["eu"] }] });
  await aFeature(ctx, { key: "view" });
  const payer = await aPayer(ctx, ["12"]);
  return { ctx: later(ctx, "2026-03-10T12:00:00Z"), ...payer };
}

const EU = { properties: { region: "eu" }, timestamp: "2026-03-10T11:30:00Z" };

describe("explainEvent", () => {
  it("follows an event to its price, its own draws and the balances around them", async () => {
    const { ctx, externalId } = await anEurope();
    await ingestEvents(ctx, [
      anEvent(externalId, { eventId: "one", ...EU }),
      anEvent(externalId, { eventId: "two", ...EU }),
    ]);

    const two = await explainEvent(ctx, "two");

    const feature = two?.event.uses[0]?.featureId ?? "";
    expect(two?.prices[feature]?.words).toMatch(/^5 credits each, since \d{1,2} \w{3,4} \d{4}$/);
    expect(two?.draws[feature]).toMatchObject({
      draws: [{ amount: "5" }],
      wallets: [{ before: "7", after: "2" }],
    });
    const one = await explainEvent(ctx, "one");
    expect(one?.draws[feature]?.wallets).toMatchObject([{ before: "12", after: "7" }]);
    expect(one?.draws[feature]?.transactionId).toBe(two?.draws[feature]?.transactionId);
  });

  it("says why features did not count it, and what was told of it", async () => {
    const { ctx, externalId } = await anEurope();
    const properties = { region: "us" };
    await ingestEvents(ctx, [anEvent(externalId, { eventId: "us", ...EU, properties })]);

    const explained = await explainEvent(ctx, "us");

    expect(explained?.unused).toMatchObject([
      { hasItsName: true, why: "filter region = eu does not hold: it is “us”" },
      { name: "view", hasItsName: false, why: "name differs: it counts “view”" },
    ]);
    expect(explained?.effects).toMatchObject([{ type: "event.unmatched" }]);
    expect(explained?.draws).toEqual({});
    expect(await explainEvent(await aContext(), "us")).toBeUndefined();
  });

  it("names the customer that has come since", async () => {
    const { ctx } = await anEurope();
    await ingestEvents(ctx, [anEvent("newcomer", { eventId: "early", ...EU })]);
    expect((await explainEvent(ctx, "early"))?.customerNow).toBeNull();

    const customer = await createCustomer(
      ctx,
      CustomerInput.parse({ externalId: "newcomer", name: "Newcomer" }),
    );
    const explained = await explainEvent(ctx, "early");
    expect(explained?.event.customerId ?? explained?.customerNow?.id).toBe(customer.id);
  });
});

describe("countResults", () => {
  it("counts by result and step, empty steps too, and what the filters leave alone", async () => {
    const { ctx, externalId } = await anEurope();
    await ingestEvents(ctx, [
      anEvent(externalId, { ...EU, timestamp: "2026-03-10T10:05:00Z" }),
      anEvent(externalId, { ...EU, timestamp: "2026-03-10T10:06:00Z" }),
      anEvent(externalId, EU),
      anEvent("nobody", EU),
      anEvent("nobody", { ...EU, timestamp: "2026-03-08T11:30:00Z" }),
    ]);
    const count = (query: object) => countResults(ctx, EventQuery.parse(query));
    const filled = (counts: Awaited<ReturnType<typeof count>>) =>
      counts.buckets
        .filter(({ accepted, refused, unmatched }) => accepted + refused + unmatched > 0)
        .map(({ at, accepted, refused, unmatched }) => [
          at.slice(11, 16),
          accepted,
          refused,
          unmatched,
        ]);

    const day = await count({});
    expect(day).toMatchObject({ stepSeconds: 900, total: 4, countedSince: null });
    expect(day.buckets).toHaveLength(96);
    expect(filled(day)).toEqual([
      ["10:00", 2, 0, 0],
      ["11:30", 0, 1, 1],
    ]);
    const hour = await count({ from: new Date("2026-03-10T11:00:00Z"), status: "UNMATCHED" });
    expect(hour).toMatchObject({ stepSeconds: 60, total: 1 });
    expect(filled(hour)).toEqual([["11:30", 0, 0, 1]]);
    const week = await count({ from: new Date("2026-03-03T12:00:00Z") });
    expect(week).toMatchObject({ stepSeconds: 3600 });
    expect((await countResults(await aContext(), EventQuery.parse({}))).total).toBe(0);
  });
});
