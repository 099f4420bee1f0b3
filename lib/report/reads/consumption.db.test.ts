import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { transactHot } from "@/lib/db/transact";
import { type CustomerId, newId, type TransactionId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import { aWeek, THAT_WEEK } from "@/lib/testing/contact-usage";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { aFeature, anEvent, externalIdOf } from "@/lib/testing/usage";
import { aDebit } from "@/lib/testing/wallets";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { type ConsumptionFields, ConsumptionQuery } from "../schema/consumption";
import { sumConsumption } from "./consumption";

const sum = (ctx: Context, { customerId }: { customerId: CustomerId }, query: ConsumptionFields) =>
  sumConsumption(ctx, customerId, ConsumptionQuery.parse(query));

const creditsOf = (view: Awaited<ReturnType<typeof sum>>) =>
  view.series.map(({ key, points }) => [key, points.map(({ credits }) => credits)]);

describe("sumConsumption", () => {
  it("counts each use on its day in the customer's zone, empty days as zeros, and ties out", async () => {
    const { ctx, account, exports, search } = await aWeek();
    const view = await sum(ctx, account, THAT_WEEK);

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
    const view = await sum(ctx, account, THAT_WEEK);

    expect(view).toMatchObject({ total: "14.5", ledgerTotal: "14.5", tiesOut: true });
    expect(creditsOf(view)).toEqual([
      ["manual", ["0", "0", "0", "7.5"]],
      [exports, ["5", "5", "0", "-5"]],
      [search, ["0", "1", "0", "1"]],
    ]);
    await giveBack(debit.transactionId);
    expect(await sum(ctx, account, THAT_WEEK)).toMatchObject({ total: "7", tiesOut: true });
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
    const view = await sum(ctx, account, { ...THAT_WEEK, grain, by: "property" });

    expect(view.series.map(({ points }) => points.map(({ credits }) => credits))).toEqual(expected);
    expect(view.tiesOut).toBe(true);
  });

  it("splits by member, those without one together", async () => {
    const { ctx, account } = await aWeek();
    const view = await sum(ctx, account, { ...THAT_WEEK, by: "member" });

    expect(view.series.map(({ name, total }) => [name, total])).toEqual([
      ["ann", "6"],
      ["ben", "5"],
      ["No member", "1"],
    ]);
  });

  it("shows one member's use alone, debits too, and still ties out everybody's", async () => {
    const { ctx, account, exports, search } = await aWeek();
    await post(ctx, { ...aDebit(ctx, account, "7.5"), member: "ann" });
    await post(ctx, { ...aDebit(ctx, account, "2"), member: "ben" });
    const view = await sum(ctx, account, { ...THAT_WEEK, member: "ann", compare: "previous" });

    expect(view).toMatchObject({ total: "13.5", ledgerTotal: "21.5", tiesOut: true });
    expect(creditsOf(view)).toEqual([
      ["manual", ["0", "0", "0", "7.5"]],
      [exports, ["5", "0", "0", "0"]],
      [search, ["0", "1", "0", "0"]],
    ]);
    const hours = await sum(ctx, account, { ...THAT_WEEK, grain: "hour", member: "ben" });
    expect(hours).toMatchObject({ total: "7", tiesOut: true });
    expect(await sum(ctx, account, { ...THAT_WEEK, member: "eve" })).toMatchObject({
      ...{ total: "0", series: [], tiesOut: true },
    });
  });

  it("says so when roll-ups and ledger differ", async () => {
    const { ctx, account } = await aWeek();
    await transactHot((tx) =>
      tx.sql(
        "UPDATE usage_day SET credits = credits + 1 WHERE customer_id = $1::uuid AND member = 'ben'",
        [account.customerId],
      ),
    );

    expect(await sum(ctx, account, THAT_WEEK)).toMatchObject({
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
    const view = await sum(ctx, account, THAT_WEEK);

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
    const view = await sum(ctx, account, THAT_WEEK);

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
    await expect(sum(await aContext(), account, THAT_WEEK)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(sum(ctx, { customerId: newId() }, THAT_WEEK)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
