import { beforeAll, describe, expect, it } from "vitest";
import { aCaller } from "@/lib/testing/api";
import { countAll } from "@/lib/testing/api-refusal";
import { anEvent, aUser } from "@/lib/testing/api-usage";
import { aContext } from "@/lib/testing/factories";

/** Sent within two hours of one day, from two regions. */
const SENT = [
  ["e-1", "10:05", { count: "2", region: "eu" }],
  ["e-2", "10:25", { count: 3.5, region: "us" }],
  ["e-3", "11:40", { count: "1", region: "eu" }],
] as const;

const DAY = "2026-03-02";
const span = { start_time: `${DAY}T00:00:00Z`, end_time: "2026-03-03T00:00:00Z" };

async function aHistory() {
  const user = await aUser("1000");
  for (const [id, time, properties] of SENT) {
    const timestamp = `${DAY}T${time}:00Z`;
    const answer = await user.caller.post(
      "/events",
      anEvent({ event_id: id, timestamp, properties }),
    );
    if (answer.body.status !== "accepted") throw new Error(JSON.stringify(answer.body));
  }
  // Nobody's: it is kept, and is no use.
  await user.caller.post("/events", anEvent({ external_customer_id: "nobody", ...at("12:00") }));
  return user;
}
const at = (time: string) => ({ timestamp: `${DAY}T${time}:00Z` });

describe("post /events/usage", () => {
  let user: Awaited<ReturnType<typeof aHistory>>;
  beforeAll(async () => {
    user = await aHistory();
  });
  const ask = (body: object) =>
    user.caller.post("/events/usage", {
      ...{ event_name: "contact.exported", aggregation_type: "SUM", property_name: "count" },
      ...span,
      ...body,
    });

  it.each([
    [{ aggregation_type: "COUNT", property_name: undefined }, "3"],
    [{}, "6.5"],
    [{ aggregation_type: "SUM_WITH_MULTIPLIER", multiplier: "0.1" }, "0.65"],
    [{ aggregation_type: "AVG" }, "2.166666667"],
    [{ aggregation_type: "MAX" }, "3.5"],
    [{ aggregation_type: "LATEST" }, "1"],
    [{ aggregation_type: "COUNT_UNIQUE", property_name: "region" }, "2"],
    [{ property_name: "region" }, "0"],
    [{ filters: { region: ["eu"] } }, "3"],
    [{ external_customer_id: "flex-1" }, "6.5"],
    [{ end_time: `${DAY}T11:00:00Z` }, "5.5"],
    [{ event_name: "other" }, "0"],
  ])("answers %j with %s", async (body, value) => {
    expect((await ask(body)).body).toMatchObject({ value, results: [] });
  });

  it("tells the windows that had events, oldest first", async () => {
    expect((await ask({ window_size: "HOUR" })).body.results).toEqual([
      { window_size: `${DAY}T10:00:00.000Z`, value: "5.5" },
      { window_size: `${DAY}T11:00:00.000Z`, value: "1" },
    ]);
    expect((await ask({ window_size: "15MIN" })).body.results).toHaveLength(3);
    expect((await ask({ window_size: "WEEK" })).body.results).toEqual([
      { window_size: `${DAY}T00:00:00.000Z`, value: "6.5" },
    ]);
    expect((await ask({ window_size: "MONTH" })).body.results).toEqual([
      { window_size: "2026-03-01T00:00:00.000Z", value: "6.5" },
    ]);
  });

  it("counts as a meter does, by the meter's id", async () => {
    const meter = { meter_id: user.feature.meter_id, ...span };
    expect((await user.caller.post("/events/usage/meter", meter)).body).toEqual({
      ...{ event_name: "contact.exported", type: "SUM", value: "6.5", results: [] },
    });
    const stranger = await aCaller(await aContext());
    expect((await stranger.post("/events/usage/meter", meter)).status).toBe(404);
  });

  it.each([
    [{ aggregation_type: "WEIGHTED_SUM" }, "/aggregation_type"],
    [{ property_name: undefined }, "/property_name"],
    [{ window_size: "YEAR" }, "/window_size"],
    [{ start_time: "2026-03-04T00:00:00Z" }, "/end_time"],
    [{ start_time: "2024-03-04T00:00:00Z" }, "/start_time"],
    [{ group_by_property: "region" }, "/group_by_property"],
  ])("refuses %j", async (body, pointer) => {
    expect(await ask(body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  it("shows nothing of another organization, nor without its scope", async () => {
    const stranger = await aCaller(await aContext());
    const narrow = await aCaller(user.ctx, ["ingest"]);
    const before = await countAll();
    const count = { event_name: "contact.exported", aggregation_type: "COUNT", ...span };
    expect((await stranger.post("/events/usage", count)).body.value).toBe("0");
    expect(
      (await stranger.post("/events/usage", { ...count, customer_id: user.customer.id })).status,
    ).toBe(404);
    expect(await narrow.post("/events/usage", count)).toMatchObject({
      status: 403,
      body: { details: { missing_permission: "usage:read" } },
    });
    expect(await countAll()).toEqual(before);
  });
});

/** Just now: what comes long after it happened is counted when it comes. */
async function aPresent() {
  const user = await aUser("1000");
  for (const [id, , properties] of SENT) {
    await user.caller.post("/events", anEvent({ event_id: id, properties }));
  }
  return user;
}

describe("post /events/analytics", () => {
  it("tells what each feature was used and cost, column by column", async () => {
    const { caller, feature } = await aPresent();
    const body = { external_customer_id: "flex-1", window_size: "DAY" };
    const answer = await caller.post("/events/analytics", body);

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ total_cost: "32.5", currency: "credits" });
    expect(answer.body.items).toHaveLength(1);
    const [item] = answer.body.items;
    expect(item).toMatchObject({
      ...{ feature_id: feature.id, name: "Contact export", event_name: "contact.exported" },
      ...{ event_count: 3, total_usage: "6.5", total_cost: "32.5", window_size: "DAY" },
    });
    expect(item.points.length).toBeGreaterThanOrEqual(30);
    const sums = { usage: 0, cost: 0, event_count: 0 };
    for (const { usage, cost, event_count } of item.points) {
      sums.usage += Number(usage);
      sums.cost += Number(cost);
      sums.event_count += event_count;
    }
    expect(sums).toEqual({ usage: 6.5, cost: 32.5, event_count: 3 });
  });

  it("narrows to features and times, and refuses what it cannot tell", async () => {
    const { caller, feature } = await aPresent();
    const other = (await caller.post("/features", { name: "SSO", type: "boolean" })).body;
    const ask = (over: object) =>
      caller.post("/events/analytics", { external_customer_id: "flex-1", ...over });

    expect((await ask({ feature_ids: [feature.id] })).body.items).toMatchObject([
      { total_usage: "6.5", points: null },
    ]);
    const none = { items: [], total_cost: "0" };
    expect((await ask({ feature_ids: [other.id] })).body).toMatchObject(none);
    expect((await ask(span)).body).toMatchObject(none);
    expect((await ask({ window_size: "MINUTE" })).status).toBe(400);
    expect((await ask({ group_by: ["source"] })).status).toBe(400);
    expect((await ask({ ...span, end_time: span.start_time })).body.errors).toMatchObject([
      { pointer: "/end_time" },
    ]);
    expect((await ask({ external_customer_id: "nobody" })).status).toBe(404);
    const stranger = await aCaller(await aContext());
    const theirs = { external_customer_id: "flex-1" };
    expect((await stranger.post("/events/analytics", theirs)).status).toBe(404);
  });
});
