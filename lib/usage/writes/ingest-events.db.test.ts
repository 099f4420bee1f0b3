import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { readSql } from "@/lib/db/transact";
import { aContext, aCustomer, later } from "@/lib/testing/factories";
import { aFeature, anEvent, aPayer, figuresOf, usageTotalsOf } from "@/lib/testing/usage";
import { ingestEvents } from "./ingest-events";

const storedEvents = async (ctx: Context) =>
  readSql(
    `SELECT event_id, status::text AS status, code, credits::text AS credits,
       dropped::text AS dropped, refused_credits::text AS refused_credits
     FROM usage_event WHERE organization_id = $1::uuid ORDER BY occurred_at, id`,
    [ctx.organizationId],
  );

describe("ingestEvents", () => {
  it("debits at once, and keeps the event with what it cost", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const { customerId, externalId } = await aPayer(ctx, ["100"]);

    const answer = await ingestEvents(ctx, [anEvent(externalId, { eventId: "first" })]);

    expect(answer).toMatchObject({
      accepted: 1,
      results: [{ index: 0, eventId: "first", status: "ACCEPTED", credits: "5", code: null }],
    });
    expect(answer.results[0]?.transactionId).toMatch(/^ltx_/);
    expect(await figuresOf(customerId)).toEqual({ available: 95, overage: 0 });
    expect(await storedEvents(ctx)).toMatchObject([{ event_id: "first", status: "ACCEPTED" }]);
    expect(await usageTotalsOf(customerId)).toEqual({ events: 5, days: 5, hours: 5, ledger: 5 });
  });

  it("refuses what the credits do not cover, event by event, and keeps it", async () => {
    const ctx = await aContext();
    await aFeature(ctx, { key: "rows", sumOf: "rows", cost: "1" });
    const { customerId, externalId } = await aPayer(ctx, ["30"]);
    const rows = (count: number) =>
      anEvent(externalId, { eventName: "rows", properties: { rows: count } });

    const answer = await ingestEvents(ctx, [rows(20), rows(20), rows(5)]);

    expect(answer).toMatchObject({ accepted: 2, refused: 1 });
    expect(answer.results).toMatchObject([
      { status: "ACCEPTED", credits: "20" },
      { status: "REFUSED", credits: "0", refusedCredits: "20", code: "insufficient_credits" },
      { status: "ACCEPTED", credits: "5" },
    ]);
    expect(await figuresOf(customerId)).toEqual({ available: 5, overage: 0 });
    expect(await storedEvents(ctx)).toHaveLength(3);
    expect(await usageTotalsOf(customerId)).toEqual({
      events: 25,
      days: 25,
      hours: 25,
      ledger: 25,
    });
    const [day] = await readSql(
      `SELECT events::int AS events, refused::int AS refused, quantity::text AS quantity
       FROM usage_day WHERE customer_id = $1::uuid`,
      [customerId],
    );
    expect(day).toEqual({ events: 2, refused: 1, quantity: "25.000000000" });
  });

  it("caps or owes where the wallet says so", async () => {
    const ctx = await aContext();
    await aFeature(ctx, { key: "rows", sumOf: "rows", cost: "1" });
    const capped = await aPayer(ctx, ["30"]);
    const owing = await aPayer(ctx, ["30"]);
    await prisma().wallet.update({
      where: { id: capped.walletId },
      data: { shortagePolicy: "CAP" },
    });
    await prisma().wallet.update({
      where: { id: owing.walletId },
      data: { shortagePolicy: "OVERAGE" },
    });
    const three = (externalId: string) =>
      [20, 20, 5].map((rows) => anEvent(externalId, { eventName: "rows", properties: { rows } }));

    const cap = await ingestEvents(ctx, three(capped.externalId));
    const owe = await ingestEvents(ctx, three(owing.externalId));

    expect(cap.results).toMatchObject([
      { credits: "20", dropped: "0" },
      { credits: "10", dropped: "10" },
      { credits: "0", dropped: "5" },
    ]);
    expect(owe.results.map(({ credits }) => credits)).toEqual(["20", "20", "5"]);
    expect(await figuresOf(owing.customerId)).toEqual({ available: 0, overage: 15 });
    expect(await usageTotalsOf(owing.customerId)).toEqual({
      events: 45,
      days: 45,
      hours: 45,
      ledger: 45,
    });
  });

  it("keeps events of unknown customers and of names that nobody counts", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const { customerId, externalId } = await aPayer(ctx, ["100"]);

    const answer = await ingestEvents(ctx, [
      anEvent("nobody"),
      anEvent(externalId, { eventName: "page_view" }),
    ]);

    expect(answer.results).toMatchObject([
      { status: "UNMATCHED", code: "unknown_customer", credits: "0" },
      { status: "UNMATCHED", code: "no_feature", credits: "0" },
    ]);
    expect(await storedEvents(ctx)).toHaveLength(2);
    expect(await figuresOf(customerId)).toEqual({ available: 100, overage: 0 });
    const told = await prisma().outboxMessage.findMany({
      where: { organizationId: ctx.organizationId },
    });
    expect(told.map(({ type }) => type)).toEqual(["event.unmatched", "event.unmatched"]);
  });

  it("rejects a bad event and takes the others", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const { customerId, externalId } = await aPayer(ctx, ["100"]);

    const answer = await ingestEvents(ctx, [
      anEvent(externalId),
      { eventName: "contact_export" },
      anEvent(externalId, { timestamp: "2026-03-01T13:00:00.001Z" }),
      anEvent(externalId, { properties: { note: "\u0000" } }),
      anEvent(externalId, { properties: { note: "\ud800" } }),
      anEvent(externalId, { properties: { a: { b: { c: { d: { e: { f: 1 } } } } } } }),
      anEvent(externalId, { eventId: "" }),
      "not an event",
      null,
    ]);

    expect(answer).toMatchObject({ accepted: 1, rejected: 8 });
    expect(answer.results[1]?.errors).toHaveProperty("externalCustomerId");
    expect(answer.results[2]?.errors).toHaveProperty("timestamp");
    expect(await storedEvents(ctx)).toHaveLength(1);
    expect(await figuresOf(customerId)).toEqual({ available: 95, overage: 0 });
  });

  it("says why an event could not be counted, and never takes it for zero", async () => {
    const ctx = await aContext();
    await aFeature(ctx, { key: "rows", sumOf: "rows", cost: "1" });
    const { externalId } = await aPayer(ctx, ["100"]);
    const rows = (properties: Record<string, unknown>) =>
      anEvent(externalId, { eventName: "rows", properties });

    const answer = await ingestEvents(ctx, [rows({}), rows({ rows: -1 }), rows({ rows: "2.5" })]);

    expect(answer.results).toMatchObject([
      { status: "UNMATCHED", code: "property_missing" },
      { status: "UNMATCHED", code: "negative_not_allowed" },
      { status: "ACCEPTED", credits: "2.5" },
    ]);
  });

  it("counts late events at their own time, and very late ones as they arrive", async () => {
    const ctx = await aContext();
    await aFeature(later(ctx, "2026-01-01T00:00:00Z"));
    const { customerId, externalId } = await aPayer(later(ctx, "2026-01-01T00:00:00Z"), ["100"]);

    const answer = await ingestEvents(ctx, [
      anEvent(externalId, { timestamp: "2026-02-27T10:00:00Z" }),
      anEvent(externalId, { timestamp: "2026-02-10T10:00:00+01:00" }),
      anEvent(externalId),
    ]);

    expect(answer.results.map(({ code }) => code)).toEqual([null, "late", null]);
    const days = await readSql(
      `SELECT day::text AS day, credits::float AS credits FROM usage_day
       WHERE customer_id = $1::uuid ORDER BY day`,
      [customerId],
    );
    expect(days).toEqual([
      { day: "2026-02-27", credits: 5 },
      { day: "2026-03-01", credits: 10 },
    ]);
    const partitions = await readSql(
      `SELECT DISTINCT tableoid::regclass::text AS name FROM usage_event
       WHERE customer_id = $1::uuid ORDER BY 1`,
      [customerId],
    );
    expect(partitions).toEqual([{ name: "usage_event_2026_02" }, { name: "usage_event_2026_03" }]);
  });

  it("keeps organizations apart, ids and customers of one name too", async () => {
    const [ctx, other] = [await aContext(), await aContext()];
    await aFeature(ctx);
    await aFeature(other);
    const { customerId, externalId } = await aPayer(ctx, ["100"]);
    const event = anEvent(externalId);

    const mine = await ingestEvents(ctx, [event]);
    const theirs = await ingestEvents(other, [event]);

    expect(mine).toMatchObject({ accepted: 1 });
    expect(theirs).toMatchObject({ unmatched: 1, duplicates: 0 });
    expect(await figuresOf(customerId)).toEqual({ available: 95, overage: 0 });
  });

  it("takes the same in one call or in many", async () => {
    const ctx = await aContext();
    await aFeature(ctx, { key: "rows", sumOf: "rows", cost: "0.333333333" });
    const payers = await Promise.all([1, 2, 3].map(() => aPayer(ctx, ["10"])));
    const quantities = ["1.5", "7", "0.000000001", "40", "3", "2.25"];
    const totals = await Promise.all(
      payers.map(async ({ customerId, externalId }, index) => {
        const events = quantities.map((rows) =>
          anEvent(externalId, { eventName: "rows", properties: { rows } }),
        );
        const size = [6, 3, 1][index] ?? 1;
        const answers = [];
        for (let at = 0; at < events.length; at += size) {
          answers.push(await ingestEvents(ctx, events.slice(at, at + size)));
        }
        const credits = answers.flatMap(({ results }) => results.map((result) => result.credits));
        return { credits, figures: await figuresOf(customerId) };
      }),
    );

    expect(totals[1]).toEqual(totals[0]);
    expect(totals[2]).toEqual(totals[0]);
  });

  it("does not know an archived customer", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const id = await aCustomer(ctx, { externalId: "gone" });
    await prisma().customer.update({ where: { id }, data: { archivedAt: ctx.at } });

    expect(await ingestEvents(ctx, [anEvent("gone")])).toMatchObject({ unmatched: 1 });
  });
});
