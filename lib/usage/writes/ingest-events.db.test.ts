import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { readSql } from "@/lib/db/transact";
import type { CustomerId } from "@/lib/ids";
import { aContext, aCustomer, later } from "@/lib/testing/factories";
import { aFeature, anEvent, externalIdOf } from "@/lib/testing/usage";
import { anAccount } from "@/lib/testing/wallets";
import type { EventFields } from "../schema/event";
import { ingestEvents } from "./ingest-events";

async function aPayer(ctx: Context, grants: string[]) {
  const { customerId, walletId } = await anAccount(ctx, grants);
  return { customerId, walletId, externalId: await externalIdOf(customerId) };
}

const figuresOf = async (customerId: CustomerId) => {
  const [row] = await readSql(
    `SELECT sum(available)::text AS available, sum(overage)::text AS overage
     FROM wallet WHERE customer_id = $1::uuid`,
    [customerId],
  );
  return { available: Number(row?.available), overage: Number(row?.overage) };
};

const storedEvents = async (ctx: Context) =>
  readSql(
    `SELECT event_id, status::text AS status, code, credits::text AS credits,
       dropped::text AS dropped, refused_credits::text AS refused_credits
     FROM usage_event WHERE organization_id = $1::uuid ORDER BY occurred_at, id`,
    [ctx.organizationId],
  );

/** Three ways to the same figure: what events, roll-ups and the ledger say was used. */
const totalsOf = async (customerId: CustomerId) => {
  const [row] = await readSql(
    `SELECT
       (SELECT coalesce(sum(credits), 0)::float FROM usage_event WHERE customer_id = $1::uuid) AS events,
       (SELECT coalesce(sum(credits), 0)::float FROM usage_day WHERE customer_id = $1::uuid) AS days,
       (SELECT coalesce(sum(credits), 0)::float FROM usage_hour WHERE customer_id = $1::uuid) AS hours,
       (SELECT coalesce(sum(amount), 0)::float FROM ledger_transaction
          WHERE customer_id = $1::uuid AND kind = 'debit') AS ledger`,
    [customerId],
  );
  return row;
};

const sent = (count: number, externalId: string, over: Partial<EventFields> = {}) =>
  Array.from({ length: count }, () => anEvent(externalId, over));

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
    expect(await totalsOf(customerId)).toEqual({ events: 5, days: 5, hours: 5, ledger: 5 });
  });

  it("counts once, whoever sends the same events at the same time", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const { customerId, externalId } = await aPayer(ctx, ["1000"]);
    const events = sent(20, externalId);

    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => ingestEvents(ctx, events)),
      ...Array.from({ length: 4 }, () =>
        Promise.all(events.map((event) => ingestEvents(ctx, [event]))),
      ),
    ]);

    const all = answers.flat();
    expect(all.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(20);
    expect(all.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(140);
    expect(await figuresOf(customerId)).toEqual({ available: 900, overage: 0 });
    expect(await totalsOf(customerId)).toEqual({ events: 100, days: 100, hours: 100, ledger: 100 });
  });

  it("tells a repeat from another event under the same id", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const { externalId } = await aPayer(ctx, ["100"]);
    const event = anEvent(externalId, { properties: { a: 1, b: 2 } });
    await ingestEvents(ctx, [event]);

    const again = await ingestEvents(later(ctx, "2026-03-01T12:05:00Z"), [
      { ...event, properties: { b: 2, a: 1 } },
      { ...event, properties: { a: 1, b: 3 } },
    ]);

    expect(again.results).toMatchObject([
      { status: "DUPLICATE", code: null, credits: "5" },
      { status: "DUPLICATE", code: "content_differs", credits: "5" },
    ]);
    expect(again.results[0]?.transactionId).toMatch(/^ltx_/);
  });

  it("names events without an id after the request's key", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const { externalId } = await aPayer(ctx, ["100"]);
    const events = [{ eventName: "contact_export", externalCustomerId: externalId }];

    const first = await ingestEvents(ctx, events, { idempotencyKey: "request-1" });
    const second = await ingestEvents(ctx, events, { idempotencyKey: "request-1" });

    expect(first.results).toMatchObject([{ eventId: "request-1:0", status: "ACCEPTED" }]);
    expect(second.results).toMatchObject([{ status: "DUPLICATE", code: null }]);
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
    expect(await totalsOf(customerId)).toEqual({ events: 25, days: 25, hours: 25, ledger: 25 });
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
    expect(await totalsOf(owing.customerId)).toEqual({
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
