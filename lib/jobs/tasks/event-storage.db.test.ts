import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { listGauges } from "@/lib/gauges";
import { type EventId, idFromRow } from "@/lib/ids";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { aFeature, anEvent, aPayer, usageTotalsOf } from "@/lib/testing/usage";
import { compareRollUps } from "@/lib/usage/reads/compare-roll-ups";
import { findUsageCheck } from "@/lib/usage/reads/usage-settings";
import { CorrectionInput } from "@/lib/usage/schema/correction";
import { previewCorrectEvent } from "@/lib/usage/writes/correct-event";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { repairRollUps } from "@/lib/usage/writes/repair-roll-ups";
import { setEventRetention } from "@/lib/usage/writes/set-event-retention";
import { TASKS } from "../tasks";

const run = (name: keyof typeof TASKS, at: string) =>
  TASKS[name]({ name, id: "1", at: new Date(at), payload: {} });
const gauge = (name: string) => new Map(listGauges()).get(name);

/** An event of five credits on each of these days. */
async function aUser(days: readonly string[]) {
  const ctx = await aContext({ at: new Date("2026-01-01T00:00:00Z") });
  await aFeature(ctx);
  const payer = await aPayer(ctx, ["100"]);
  for (const day of days) {
    const at = `${day}T10:00:00Z`;
    const event = anEvent(payer.externalId, { eventId: `of-${day}`, timestamp: at });
    await ingestEvents(later(ctx, at), [event]);
  }
  return { ctx, ...payer };
}

const eventsOf = async ({ organizationId }: Context) =>
  (
    await readSql(
      "SELECT event_id FROM usage_event WHERE organization_id = $1::uuid ORDER BY occurred_at",
      [organizationId],
    )
  ).map(({ event_id }) => event_id);

const months = async () =>
  (
    await readSql(
      `SELECT relname FROM pg_class WHERE relname LIKE 'usage\\_event\\_20%' AND relkind = 'r'
       ORDER BY relname`,
    )
  ).map(({ relname }) => relname);

describe("make-months", () => {
  it("makes this month and the two to come, over the end of a year too", async () => {
    await run("make-months", "2031-11-30T23:59:00Z");
    await run("make-months", "2031-11-30T23:59:00Z");

    expect(await months()).toEqual(
      expect.arrayContaining([
        ...["usage_event_2031_11", "usage_event_2031_12", "usage_event_2032_01"],
      ]),
    );
    expect(gauge("florin_stray_events")).toBe(0);
  });

  it("fails while events lie in no month of their own", async () => {
    const { ctx } = await aUser(["2026-01-10"]);
    await readSql(
      `INSERT INTO usage_event_default SELECT (jsonb_populate_record(event,
         '{"occurred_at": "2040-05-05T00:00:00Z"}')).* FROM usage_event AS event
       WHERE organization_id = $1::uuid`,
      [ctx.organizationId],
    );
    await expect(run("make-months", "2032-02-01T00:00:00Z")).rejects.toThrow("1 events lie in");
    expect(gauge("florin_stray_events")).toBe(1);
    expect(await months()).toContain("usage_event_2032_04");

    await readSql("DELETE FROM usage_event_default");
    await run("make-months", "2032-02-01T00:00:00Z");
    expect(gauge("florin_stray_events")).toBe(0);
  });
});

describe("drop-old-events", () => {
  it("drops what an organization keeps no longer, of it alone, and nothing that came of it", async () => {
    const [mine, other] = [
      await aUser(["2026-01-10", "2026-01-31", "2026-02-28"]),
      await aUser(["2026-01-10"]),
    ];
    await setEventRetention(mine.ctx, 30);
    await run("drop-old-events", "2026-03-02T10:00:00Z");

    expect(await eventsOf(mine.ctx)).toEqual(["of-2026-01-31", "of-2026-02-28"]);
    expect(await eventsOf(other.ctx)).toHaveLength(1);
    expect(await usageTotalsOf(mine.customerId)).toEqual({
      ...{ events: 10, days: 15, hours: 15, ledger: 15 },
    });
    const again = anEvent(mine.externalId, { eventId: "of-2026-01-10" });
    expect(await ingestEvents(later(mine.ctx, "2026-03-02T11:00:00Z"), [again])).toMatchObject({
      results: [{ status: "DUPLICATE" }],
    });
  });

  it("keeps one that happened long ago but came lately, and everything where nothing is set", async () => {
    const { ctx, externalId } = await aUser([]);
    const event = anEvent(externalId, { eventId: "late", timestamp: "2026-01-02T00:00:00Z" });
    await ingestEvents(later(ctx, "2026-03-01T00:00:00Z"), [event]);
    await setEventRetention(ctx, 30);
    await run("drop-old-events", "2026-03-30T00:00:00Z");
    expect(await eventsOf(ctx)).toEqual(["late"]);

    await setEventRetention(ctx, null);
    await run("drop-old-events", "2027-03-30T00:00:00Z");
    expect(await eventsOf(ctx)).toEqual(["late"]);
  });

  it("leaves no maximum to be corrected by events that are gone", async () => {
    const { ctx, externalId } = await aUser([]);
    const counts = { aggregation: "MAX", property: "count" } as const;
    await aFeature(ctx, { key: "seats", cost: "1", counts });
    const at = later(ctx, "2026-03-01T00:00:00Z");
    const seats = (eventId: string, count: number) =>
      anEvent(externalId, { eventId, eventName: "seats", properties: { count } });
    await ingestEvents(at, [seats("most", 5), seats("less", 3)]);
    const [event] = await readSql(
      "SELECT id FROM usage_event WHERE organization_id = $1::uuid AND event_id = 'most'",
      [ctx.organizationId],
    );
    const voided = CorrectionInput.parse({
      ...{ quantity: null, isVoid: true, reason: "Never happened", reference: aReference() },
    });
    const id = idFromRow<EventId>(event?.id);
    await setEventRetention(ctx, 30);

    await run("drop-old-events", "2026-03-31T00:00:00Z");
    expect(await previewCorrectEvent(at, id, voided)).toMatchObject({ creditsBack: "2" });

    await readSql(
      "UPDATE organization SET events_dropped_before = '2026-03-02' WHERE id = $1::uuid",
      [ctx.organizationId],
    );
    await expect(previewCorrectEvent(at, id, voided)).rejects.toMatchObject({
      code: "invalid_state",
    });
  });

  it("takes no fewer days than the books look back", async () => {
    const { ctx } = await aUser([]);
    for (const days of [29, 0, -1, 30.5, Number.NaN])
      await expect(setEventRetention(ctx, days)).rejects.toMatchObject({
        code: "validation_error",
      });
  });
});

describe("compare-roll-ups", () => {
  it("tells of what differs in the recent days of any organization", async () => {
    const { ctx, customerId } = await aUser(["2026-04-01"]);
    await run("compare-roll-ups", "2026-04-02T03:47:00Z");
    expect(gauge("florin_roll_up_differences")).toBe(0);

    await readSql("UPDATE usage_day SET credits = credits - 1 WHERE customer_id = $1::uuid", [
      customerId,
    ]);
    expect(await findUsageCheck(ctx)).toMatchObject({ differenceCount: 0, differences: [] });
    await expect(run("compare-roll-ups", "2026-04-02T03:47:00Z")).rejects.toThrow("1 roll-ups");
    expect(gauge("florin_roll_up_differences")).toBe(1);
    expect(await findUsageCheck(ctx)).toMatchObject({
      ...{ checkedAt: "2026-04-02T03:47:00.000Z", days: { to: "2026-04-01" } },
      ...{ differenceCount: 1, differences: [expect.stringMatching(/^usage_day 2026-04-01 /)] },
    });

    await repairRollUps(ctx, { from: "2026-04-01", to: "2026-04-01" });
    await run("compare-roll-ups", "2026-04-02T03:47:00Z");
  });

  it("takes dropped events for dropped, not for missing", async () => {
    const { ctx } = await aUser(["2026-01-10", "2026-02-28"]);
    await setEventRetention(ctx, 30);
    await run("drop-old-events", "2026-03-02T10:00:00Z");
    const days = { from: "2026-01-01", to: "2026-03-02" };

    const kept = { from: "2026-02-02", to: "2026-03-02" };
    expect(await compareRollUps(ctx.organizationId, days)).toEqual({ days: kept, differences: [] });
    expect(await repairRollUps(ctx, days)).toBe(0);
    const gone = { from: "2026-01-01", to: "2026-02-01" };
    expect(await compareRollUps(ctx.organizationId, gone)).toEqual({ days: null, differences: [] });
  });
});
