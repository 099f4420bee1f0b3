import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import type { CustomerId } from "@/lib/ids";
import { aWeek, THAT_WEEK } from "@/lib/testing/contact-usage";
import { later } from "@/lib/testing/factories";
import { anEvent, externalIdOf } from "@/lib/testing/usage";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { type ConsumptionFields, ConsumptionQuery } from "../schema/consumption";
import { sumConsumption } from "./consumption";

const sum = (ctx: Context, { customerId }: { customerId: CustomerId }, query: ConsumptionFields) =>
  sumConsumption(ctx, customerId, ConsumptionQuery.parse(query));

describe("sumConsumption, compared", () => {
  it("tells the days before, column by column, and how much more or less it is", async () => {
    const { ctx, account, exports, search } = await aWeek();
    const view = await sum(ctx, account, {
      from: "2026-03-04T05:00:00Z",
      to: "2026-03-06T05:00:00Z",
      ...{ grain: "day", compare: "previous" },
    });

    expect(view.compared).toEqual({
      from: "2026-03-02T05:00:00.000Z",
      to: "2026-03-04T05:00:00.000Z",
      ...{ before: "11", credits: "-10", share: "-0.909090909" },
      points: [
        { at: "2026-03-02T05:00:00.000Z", credits: "5" },
        { at: "2026-03-03T05:00:00.000Z", credits: "6" },
      ],
    });
    expect(view.series.map(({ key, change }) => [key, change])).toEqual([
      [search, { before: "1", credits: "0", share: "0" }],
    ]);
    const earlier = await sum(ctx, account, {
      ...{ from: "2026-03-02T05:00:00Z", to: "2026-03-04T05:00:00Z", compare: "previous" },
    });
    expect(earlier.series.map(({ key, change }) => [key, change])).toEqual([
      [exports, { before: "0", credits: "10", share: null }],
      [search, { before: "0", credits: "1", share: null }],
    ]);
    expect((await sum(ctx, account, THAT_WEEK)).compared).toBeNull();
  });

  it("has a column for each hour of a day of 23 and of 25, and ties both out", async () => {
    const { ctx, account } = await aWeek();
    const externalId = await externalIdOf(account.customerId);
    const spring = { from: "2026-03-08T05:00:00Z", to: "2026-03-09T04:00:00Z" };
    const autumn = { from: "2026-11-01T04:00:00Z", to: "2026-11-02T05:00:00Z" };
    for (const [at, ...times] of [
      ["2026-03-09T04:30:00Z", "2026-03-08T06:59:59Z", "2026-03-08T07:00:00Z"],
      ["2026-11-02T05:30:00Z", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"],
    ] as const) {
      await ingestEvents(
        later(ctx, at),
        times.map((timestamp) => anEvent(externalId, { eventName: "contact_search", timestamp })),
      );
    }

    const short = await sum(ctx, account, spring);
    expect(short).toMatchObject({ grain: "hour", total: "2", tiesOut: true });
    expect(short.series[0]?.points).toHaveLength(23);
    const long = await sum(ctx, account, { ...autumn, compare: "previous" });
    expect(long).toMatchObject({ grain: "hour", total: "2", tiesOut: true });
    expect(long.series[0]?.points).toHaveLength(25);
    expect(long.compared).toMatchObject({ from: "2026-10-31T04:00:00.000Z", before: "0" });
    expect(long.compared?.points).toHaveLength(24);
    expect(await sum(ctx, account, { ...spring, grain: "day" })).toMatchObject({
      series: [{ points: [{ credits: "2" }] }],
      tiesOut: true,
    });
  });
});
