import { describe, expect, it } from "vitest";
import { aContext, later } from "@/lib/testing/factories";
import { aFeature, anEvent, aPayer, figuresOf, usageTotalsOf } from "@/lib/testing/usage";
import type { EventFields } from "../schema/event";
import { ingestEvents } from "./ingest-events";

const sent = (count: number, externalId: string, over: Partial<EventFields> = {}) =>
  Array.from({ length: count }, () => anEvent(externalId, over));

describe("ingestEvents, again and at the same time", () => {
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
    expect(all.slice(4).every(({ results }) => results[0]?.index === 0)).toBe(true);
    expect(all.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(20);
    expect(all.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(140);
    expect(await figuresOf(customerId)).toEqual({ available: 900, overage: 0 });
    expect(await usageTotalsOf(customerId)).toEqual({
      events: 100,
      days: 100,
      hours: 100,
      ledger: 100,
    });
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

  it("spends no credit twice, whoever sends at the same time", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const { customerId, externalId } = await aPayer(ctx, ["20", "30"]);
    const batches = Array.from({ length: 6 }, () => sent(2, externalId));

    const answers = await Promise.all([
      ...sent(12, externalId).map((event) => ingestEvents(ctx, [event])),
      ...batches.map((events) => ingestEvents(ctx, events)),
    ]);

    const [placed] = (await ingestEvents(ctx, [{}, anEvent("nobody")])).results.slice(1);
    expect(placed).toMatchObject({ index: 1, status: "UNMATCHED" });
    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(10);
    expect(answers.reduce((sum, { refused }) => sum + refused, 0)).toBe(14);
    expect(await figuresOf(customerId)).toEqual({ available: 0, overage: 0 });
    expect(await usageTotalsOf(customerId)).toEqual({
      events: 50,
      days: 50,
      hours: 50,
      ledger: 50,
    });
  });

  it("charges each feature that counts an event, and refuses it if one cannot be paid", async () => {
    const ctx = await aContext();
    await aFeature(ctx, { key: "cheap", eventName: "contact_export", cost: "1" });
    await aFeature(ctx, { key: "dear", eventName: "contact_export", cost: "10" });
    const { customerId, externalId } = await aPayer(ctx, ["12"]);

    const answer = await ingestEvents(ctx, sent(2, externalId));

    expect(answer.results).toMatchObject([
      { status: "ACCEPTED", credits: "11" },
      { status: "REFUSED", credits: "1", refusedCredits: "10" },
    ]);
    expect(await figuresOf(customerId)).toEqual({ available: 0, overage: 0 });
    expect(await usageTotalsOf(customerId)).toEqual({
      events: 12,
      days: 12,
      hours: 12,
      ledger: 12,
    });
  });

  it("takes all or nothing where it is asked to, and leaves the ids free", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const { customerId, externalId } = await aPayer(ctx, ["12"]);
    const events = sent(3, externalId);
    const atomic = { isAtomic: true };

    await expect(ingestEvents(ctx, events, atomic)).rejects.toMatchObject({
      code: "insufficient_credits",
      details: { required: "15", available: "12", shortfall: "3", fitting: 2 },
    });
    await expect(ingestEvents(ctx, [...events, {}], atomic)).rejects.toMatchObject({
      code: "validation_error",
    });
    await expect(ingestEvents(ctx, [anEvent("nobody")], atomic)).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await usageTotalsOf(customerId)).toEqual({ events: 0, days: 0, hours: 0, ledger: 0 });
    expect(await ingestEvents(ctx, events.slice(1), atomic)).toMatchObject({ accepted: 2 });
    expect(await figuresOf(customerId)).toEqual({ available: 2, overage: 0 });
  });
});
