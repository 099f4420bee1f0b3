import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { transactHot } from "@/lib/db/transact";
import { type CustomerId, newId, type TransactionId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import { contactUsage } from "@/lib/testing/contact-usage";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { aFeature, anEvent, externalIdOf } from "@/lib/testing/usage";
import { aDebit } from "@/lib/testing/wallets";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { type ConsumptionFields, ConsumptionQuery } from "../schema/consumption";
import { sumConsumption } from "./consumption";

const sum = (ctx: Context, { customerId }: { customerId: CustomerId }, query: ConsumptionFields) =>
  sumConsumption(ctx, customerId, ConsumptionQuery.parse(query));

/** Exports at 5 credits and searches at 1, on both sides of a midnight in New York. */
const aWeek = () =>
  contactUsage("2026-03-05T12:00:00Z", "America/New_York", [
    ["contact_export", "2026-03-03T04:59:59Z", "ann"],
    ["contact_export", "2026-03-03T05:00:00Z", "ben"],
    ["contact_search", "2026-03-03T05:10:00Z", "ann"],
    ["contact_search", "2026-03-05T11:30:00Z"],
  ]);

const MARCH = { from: "2026-03-02T05:00:00Z", to: "2026-03-06T05:00:00Z" };

const creditsOf = (view: Awaited<ReturnType<typeof sum>>) =>
  view.series.map(({ key, points }) => [key, points.map(({ credits }) => credits)]);

describe("sumConsumption", () => {
  it("counts each use on its day in the customer's zone, empty days as zeros, and ties out", async () => {
    const { ctx, account, exports, search } = await aWeek();
    const view = await sum(ctx, account, MARCH);

    expect(view).toMatchObject({
      from: "2026-03-02T05:00:00.000Z",
      to: "2026-03-06T05:00:00.000Z",
      grain: "day",
      zone: "America/New_York",
      total: "12",
      ledgerTotal: "12",
      tiesOut: true,
      refusedEvents: 0,
    });
    expect(creditsOf(view)).toEqual([
      [exports, ["5", "5", "0", "0"]],
      [search, ["0", "1", "0", "1"]],
    ]);
    expect(view.series[0]).toMatchObject({ name: "contact_export", events: 2, quantity: "2" });
    expect(view.series[0]?.points[1]).toEqual({
      at: "2026-03-03T05:00:00.000Z",
      credits: "5",
      quantity: "1",
      events: 1,
    });
  });

  it("shows debits by hand apart, and takes back what was reversed, of events too", async () => {
    const { ctx, account, exports, search } = await aWeek();
    const debit = await post(ctx, aDebit(ctx, account, "7.5"));
    if (!debit.ok) throw new Error("the debit was refused");
    const giveBack = async (transactionId: TransactionId) =>
      post(later(ctx, "2026-03-05T12:30:00Z"), {
        kind: "reverse",
        customerId: account.customerId,
        transactionId,
        amount: null,
        restoreDays: null,
        reason: "Given back",
        reference: aReference(),
      });
    const used = await prisma().ledgerTransaction.findFirstOrThrow({
      where: { customerId: account.customerId, causeKind: "usage", member: "ann", amount: 5 },
    });
    await giveBack(used.id as TransactionId);
    const view = await sum(ctx, account, MARCH);

    expect(view).toMatchObject({ total: "14.5", ledgerTotal: "14.5", tiesOut: true });
    expect(creditsOf(view)).toEqual([
      ["manual", ["0", "0", "0", "7.5"]],
      [exports, ["5", "5", "0", "-5"]],
      [search, ["0", "1", "0", "1"]],
    ]);
    await giveBack(debit.transactionId);
    expect(await sum(ctx, account, MARCH)).toMatchObject({ total: "7", tiesOut: true });
  });

  it("reads by hour, within a day, and still ties out the whole day", async () => {
    const { ctx, account, exports, search } = await aWeek();
    const view = await sum(ctx, account, {
      from: "2026-03-03T03:30:00Z",
      to: "2026-03-03T06:00:00Z",
    });

    expect(view).toMatchObject({ grain: "hour", total: "11", ledgerTotal: "11", tiesOut: true });
    expect(creditsOf(view)).toEqual([
      [exports, ["0", "5", "5"]],
      [search, ["0", "0", "1"]],
    ]);
    const narrow = await sum(ctx, account, {
      from: "2026-03-03T05:00:00Z",
      to: "2026-03-03T06:00:00Z",
    });
    expect(narrow).toMatchObject({ total: "6", ledgerTotal: "6", tiesOut: true });
  });

  it.each([
    ["week", [["12"]]],
    ["month", [["12"]]],
  ] as const)("sums by %s", async (grain, expected) => {
    const { ctx, account } = await aWeek();
    const view = await sum(ctx, account, { ...MARCH, grain, by: "property" });

    expect(view.series.map(({ points }) => points.map(({ credits }) => credits))).toEqual(expected);
    expect(view.tiesOut).toBe(true);
  });

  it("splits by member, those without one together", async () => {
    const { ctx, account } = await aWeek();
    const view = await sum(ctx, account, { ...MARCH, by: "member" });

    expect(view.series.map(({ name, total }) => [name, total])).toEqual([
      ["ann", "6"],
      ["ben", "5"],
      ["No member", "1"],
    ]);
  });

  it("says so when roll-ups and ledger differ", async () => {
    const { ctx, account } = await aWeek();
    await transactHot((tx) =>
      tx.sql(
        "UPDATE usage_day SET credits = credits + 1 WHERE customer_id = $1::uuid AND member = 'ben'",
        [account.customerId],
      ),
    );

    expect(await sum(ctx, account, MARCH)).toMatchObject({
      total: "13",
      ledgerTotal: "12",
      tiesOut: false,
    });
  });

  it("takes off what a falling total gave back, on the day that it fell", async () => {
    const { ctx, account } = await aWeek();
    const before = later(ctx, "2026-03-01T00:00:00Z");
    await aFeature(before, {
      ...{ key: "seats", cost: "2" },
      counts: { aggregation: "LATEST", property: "seats" },
    });
    const externalId = await externalIdOf(account.customerId);
    const seats = (timestamp: string, count: number) =>
      anEvent(externalId, { eventName: "seats", timestamp, properties: { seats: count } });
    await ingestEvents(ctx, [seats("2026-03-04T12:00:00Z", 10)]);
    await ingestEvents(ctx, [seats("2026-03-05T11:00:00Z", 7)]);
    const view = await sum(ctx, account, MARCH);

    expect(view).toMatchObject({ total: "26", ledgerTotal: "26", tiesOut: true });
    expect(view.series.find(({ name }) => name === "seats")?.points).toMatchObject([
      ...[{ credits: "0" }, { credits: "0" }, { credits: "20" }, { credits: "-6" }],
    ]);
  });

  it("counts refused events apart, which cost nothing", async () => {
    const { ctx, account } = await aWeek();
    const externalId = await externalIdOf(account.customerId);
    await ingestEvents(
      ctx,
      Array.from({ length: 20 }, () => anEvent(externalId, { timestamp: "2026-03-05T11:45:00Z" })),
    );
    const view = await sum(ctx, account, MARCH);

    expect(view).toMatchObject({ refusedEvents: 3, tiesOut: true, total: "97" });
  });

  it("is empty, and ties out, where nothing was used; and finds no other organization's customer", async () => {
    const { ctx, account } = await aWeek();
    const before = {
      from: "2026-01-01T05:00:00Z",
      to: "2026-01-03T05:00:00Z",
      grain: "day",
    } as const;

    expect(await sum(ctx, account, before)).toMatchObject({
      series: [],
      total: "0",
      tiesOut: true,
    });
    await expect(sum(await aContext(), account, MARCH)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(sum(ctx, { customerId: newId() }, MARCH)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

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
    expect((await sum(ctx, account, MARCH)).compared).toBeNull();
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
