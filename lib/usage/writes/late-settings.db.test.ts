import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { readSql } from "@/lib/db/transact";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { aContext, later } from "@/lib/testing/factories";
import { aFeature, anEvent, aPayer, figuresOf } from "@/lib/testing/usage";
import { give } from "@/lib/testing/wallets";
import { compareRollUps } from "../reads/compare-roll-ups";
import { findUsageSettings, previewClosing, previewLateDays } from "../reads/usage-settings";
import { ClosePeriodInput, LateDaysInput } from "../schema/settings";
import { closePeriod } from "./close-period";
import { ingestEvents } from "./ingest-events";
import { replayEvents } from "./replay-events";
import { setEventRetention } from "./set-event-retention";
import { setLateDays } from "./set-late-days";

const NOW = new Date("2026-03-10T12:00:00Z");
const days = (count: number) => LateDaysInput.parse({ days: count });
const through = (day: string | null, over: object = {}) =>
  ClosePeriodInput.parse({ through: day, reason: "The books of it are done", ...over });

async function aUser(grants = ["100"], zone = "UTC") {
  const before = await aContext({ at: new Date("2026-02-01T00:00:00Z"), timezone: zone });
  await aFeature(before);
  const payer = await aPayer(before, grants);
  return { ctx: later(before, NOW), ...payer };
}

const exported = (externalId: string, timestamp: string) => anEvent(externalId, { timestamp });

const timesOf = (ctx: Context) =>
  readSql(
    `SELECT counted_at, lateness, code FROM usage_event WHERE organization_id = $1::uuid
     ORDER BY occurred_at, id`,
    [ctx.organizationId],
  );

const auditsOf = ({ organizationId }: Context, actions: string) =>
  prisma().auditRecord.findMany({
    where: { organizationId, action: { startsWith: actions } },
    orderBy: { at: "asc" },
  });

const tiesOut = async ({ organizationId }: Context, customerId: string) => {
  const span = { from: "2026-02-01", to: "2026-03-12" };
  expect((await compareRollUps(organizationId, span)).differences).toEqual([]);
  expect((await verifyLedger(organizationId)).differences).toEqual([]);
  const [row] = await readSql(
    "SELECT json_object_agg(day::text, events) AS days FROM usage_day WHERE customer_id = $1::uuid",
    [customerId],
  );
  return row?.days;
};

describe("how late events may come", () => {
  it("is what the organization sets, from then on; what was counted stays where it is", async () => {
    const { ctx, customerId, externalId } = await aUser();
    await ingestEvents(ctx, [exported(externalId, "2026-03-05T12:00:00Z")]);
    await setLateDays(ctx, days(3));
    await ingestEvents(ctx, [exported(externalId, "2026-03-05T13:00:00Z")]);
    await setLateDays(ctx, days(30));
    await ingestEvents(ctx, [exported(externalId, "2026-02-20T12:00:00Z")]);

    expect(await timesOf(ctx)).toEqual([
      { counted_at: new Date("2026-02-20T12:00:00Z"), lateness: null, code: null },
      { counted_at: new Date("2026-03-05T12:00:00Z"), lateness: null, code: null },
      { counted_at: NOW, lateness: "late", code: "late" },
    ]);
    expect(await tiesOut(ctx, customerId)).toEqual({
      ...{ "2026-02-20": 1, "2026-03-05": 1, "2026-03-10": 1 },
    });
    expect((await auditsOf(ctx, "organization.late")).map(({ after }) => after)).toEqual([
      { lateUsageDays: 3 },
      { lateUsageDays: 30 },
    ]);
  });

  it("tells beforehand how many of the last month's events would have been late", async () => {
    const { ctx, externalId } = await aUser();
    await ingestEvents(ctx, [
      exported(externalId, "2026-03-10T11:00:00Z"),
      exported(externalId, "2026-03-05T12:00:00Z"),
      exported(externalId, "2026-02-20T12:00:00Z"),
    ]);
    expect(await previewLateDays(ctx, 2)).toMatchObject({
      ...{ lateUsageDays: 7, days: 2, arrived: 3, lateNow: 1, lateThen: 2 },
    });
  });

  it("stays within how long raw events are kept, whichever is set first", async () => {
    const { ctx } = await aUser();
    await setEventRetention(ctx, 30);
    await expect(setLateDays(ctx, days(30))).rejects.toMatchObject({ code: "validation_error" });
    await setLateDays(ctx, days(29));
    await setEventRetention(ctx, null);
    await setLateDays(ctx, days(60));
    await expect(setEventRetention(ctx, 60)).rejects.toMatchObject({ code: "validation_error" });
    expect(await findUsageSettings(ctx)).toMatchObject({
      ...{ lateUsageDays: 60, eventRetentionDays: null },
    });
  });
});

describe("a period that is closed", () => {
  it("takes no more: what still comes of it counts as it arrives, with a mark", async () => {
    const { ctx, customerId, externalId } = await aUser(["100"], "America/New_York");
    await ingestEvents(ctx, [exported(externalId, "2026-03-05T12:00:00Z")]);
    await closePeriod(ctx, through("2026-03-07"));
    const { results } = await ingestEvents(ctx, [
      exported(externalId, "2026-03-08T04:59:59Z"),
      exported(externalId, "2026-03-08T05:00:00Z"),
    ]);

    expect(results.map(({ code, credits }) => [code, credits])).toEqual([
      ["period_closed", "5"],
      [null, "5"],
    ]);
    expect(await tiesOut(ctx, customerId)).toEqual({
      ...{ "2026-03-05": 1, "2026-03-08": 1, "2026-03-10": 1 },
    });
    expect(await findUsageSettings(ctx)).toMatchObject({
      ...{ closedThrough: "2026-03-07", closedUntil: "2026-03-08T05:00:00.000Z" },
    });
  });

  it("takes no replay either: it is decided as of now", async () => {
    const { ctx, customerId, walletId, externalId } = await aUser([]);
    await ingestEvents(ctx, [exported(externalId, "2026-03-05T12:00:00Z")]);
    expect(await previewClosing(ctx, "2026-03-08")).toMatchObject({ refusedEvents: 1 });
    await closePeriod(ctx, through("2026-03-08"));
    await give(later(ctx, "2026-03-11T00:00:00Z"), { customerId, walletId }, "10");
    const after = later(ctx, "2026-03-12T00:00:00Z");
    await replayEvents(after, { externalCustomerId: externalId, from: null, to: null });

    expect(await timesOf(ctx)).toEqual([
      { counted_at: after.at, lateness: "period_closed", code: "period_closed" },
    ]);
    expect(await figuresOf(customerId)).toEqual({ available: 5, overage: 0 });
    expect(await tiesOut(ctx, customerId)).toMatchObject({ "2026-03-12": 1 });
  });

  it("may be opened again, which is told as well; another organization's is untouched", async () => {
    const [{ ctx, externalId }, other] = [await aUser(), await aUser()];
    await closePeriod(ctx, through("2026-03-08"));
    await closePeriod(ctx, through(null, { reason: "An invoice was wrong" }));
    await ingestEvents(ctx, [exported(externalId, "2026-03-05T12:00:00Z")]);

    expect((await timesOf(ctx)).map(({ lateness }) => lateness)).toEqual([null]);
    expect((await auditsOf(ctx, "period.")).map(({ action, reason }) => [action, reason])).toEqual([
      ["period.closed", "The books of it are done"],
      ["period.reopened", "An invoice was wrong"],
    ]);
    expect(await auditsOf(other.ctx, "period.")).toEqual([]);
    expect(await findUsageSettings(other.ctx)).toMatchObject({ closedUntil: null });
  });

  it("is over: today cannot be closed, nor what has moved since it was shown", async () => {
    const { ctx, externalId } = await aUser([]);
    await expect(closePeriod(ctx, through("2026-03-10"))).rejects.toMatchObject({
      code: "validation_error",
    });
    const { fingerprint } = await previewClosing(ctx, "2026-03-08");
    await ingestEvents(ctx, [exported(externalId, "2026-03-05T12:00:00Z")]);
    await expect(closePeriod(ctx, through("2026-03-08", { fingerprint }))).rejects.toMatchObject({
      code: "stale_preview",
      details: { preview: { refusedEvents: 1 } },
    });
    expect(await findUsageSettings(ctx)).toMatchObject({ closedThrough: null });
  });

  it("takes nothing from its answer on, not even what had begun before", async () => {
    const { ctx, customerId, externalId } = await aUser(["10000"]);
    const batches = Array.from({ length: 30 }, () =>
      ingestEvents(
        ctx,
        Array.from({ length: 20 }, () => exported(externalId, "2026-03-05T12:00:00Z")),
      ),
    );
    const closedCount = async () => {
      const [row] = await readSql(
        "SELECT coalesce(sum(events), 0)::int AS count FROM usage_day WHERE customer_id = $1::uuid AND day < '2026-03-09'",
        [customerId],
      );
      return row?.count;
    };
    await batches[0];
    await closePeriod(ctx, through("2026-03-08"));
    const atTheAnswer = await closedCount();
    await Promise.all(batches);
    expect(await closedCount()).toBe(atTheAnswer);
    expect(await figuresOf(customerId)).toEqual({ available: 7000, overage: 0 });
  });
});
