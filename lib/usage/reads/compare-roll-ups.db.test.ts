import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { updateCustomer } from "@/lib/customer/writes/update-customer";
import { readSql, transactHot } from "@/lib/db/transact";
import { type EventId, idFromRow } from "@/lib/ids";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { aFeature, anEvent, aPayer, usageTotalsOf } from "@/lib/testing/usage";
import { CorrectionInput } from "../schema/correction";
import { correctEvent } from "../writes/correct-event";
import { ingestEvents } from "../writes/ingest-events";
import { repairRollUps } from "../writes/repair-roll-ups";
import { replayEvents } from "../writes/replay-events";
import { compareRollUps } from "./compare-roll-ups";

const DAYS = { from: "2026-02-20", to: "2026-03-02" };

/** Uses of 5, 10 and 3 in a zone of half hours, and one of 35 that 40 credits do not cover then. */
async function aUser() {
  const before = await aContext({ at: new Date("2026-02-10T12:00:00Z") });
  await aFeature(before, { key: "rows", sumOf: "rows", cost: "1" });
  const payer = await aPayer(before, ["40"]);
  const ctx = later(before, "2026-03-01T12:00:00Z");
  await readSql("UPDATE customer SET timezone = 'Asia/Kolkata' WHERE id = $1::uuid", [
    payer.customerId,
  ]);
  const rows = (count: number, timestamp: string, member?: string) =>
    anEvent(payer.externalId, {
      eventName: "rows",
      properties: { rows: count },
      timestamp,
      member,
    });
  await ingestEvents(ctx, [
    rows(10, "2026-02-28T10:00:00Z"),
    rows(5, "2026-02-27T18:45:00Z", "ann"),
    // Too old for its own day: it counts as it arrives.
    rows(3, "2026-01-02T10:00:00Z"),
    rows(35, "2026-03-01T11:30:00Z"),
  ]);
  return { ctx, ...payer, rows };
}

async function refOf({ organizationId }: Context, eventId: string): Promise<EventId> {
  const [row] = await readSql(
    "SELECT id FROM usage_event WHERE organization_id = $1::uuid AND event_id = $2::text",
    [organizationId, eventId],
  );
  return idFromRow<EventId>(row?.id);
}

async function waitingForLocks(): Promise<number> {
  const [row] = await readSql(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return Number(row?.count);
}

const compared = ({ organizationId }: Context) => compareRollUps(organizationId, DAYS);

describe("the roll-ups beside their events", () => {
  it("are the same, late and refused ones too, and after a replay", async () => {
    const { ctx, externalId } = await aUser();
    expect(await compared(ctx)).toEqual({ days: DAYS, differences: [] });

    await replayEvents(ctx, { externalCustomerId: externalId, from: null, to: null });
    expect(await compared(ctx)).toEqual({ days: DAYS, differences: [] });
  });

  it("are the same after corrections, and where a total fell", async () => {
    const { ctx, externalId, rows } = await aUser();
    await aFeature(later(ctx, "2026-02-10T12:00:00Z"), {
      ...{ key: "seats", cost: "2" },
      counts: { aggregation: "LATEST", property: "count" },
    });
    const seats = [5, 2].map((count, index) =>
      anEvent(externalId, {
        ...{ eventName: "seats", properties: { count } },
        timestamp: `2026-03-01T10:0${index}:00Z`,
      }),
    );
    const used = [rows(4, "2026-02-20T10:00:00Z"), rows(3, "2026-02-25T10:00:00Z")];
    await ingestEvents(ctx, [...used, ...seats]);
    for (const [index, quantity] of [null, "1"].entries()) {
      const id = await refOf(ctx, used[index]?.eventId ?? "");
      const told = { quantity, isVoid: quantity === null, reason: "Counted twice" };
      await correctEvent(ctx, id, CorrectionInput.parse({ ...told, reference: aReference() }));
    }

    expect(await compared(ctx)).toEqual({ days: DAYS, differences: [] });
    const [sums] = await readSql(
      `SELECT sum(credits)::float AS credits, sum(credits_back)::float AS back FROM usage_event
       WHERE organization_id = $1::uuid`,
      [ctx.organizationId],
    );
    expect(sums).toEqual({ credits: 35, back: 12 });
  });

  it("differ where one was changed, lost or made up; a repair mends this organization's alone", async () => {
    const [{ ctx, customerId }, other] = [await aUser(), await aUser()];
    const before = await rollUpsOf(ctx);
    for (const id of [customerId, other.customerId]) await tamper(id);

    const { differences } = await compared(ctx);
    expect(differences).toMatchObject([
      {
        rollUp: "usage_day",
        bucket: "2026-02-28",
        member: "",
        stored: { credits: "11" },
      },
      { rollUp: "usage_day", bucket: "2026-02-28", member: "ann", stored: { events: "0" } },
      { rollUp: "usage_day", bucket: "2026-03-01", stored: { events: "8", refused: "1" } },
      { rollUp: "usage_hour", rebuilt: { credits: "10" } },
    ]);

    expect(await repairRollUps(ctx, DAYS)).toBe(4);
    expect(await compared(ctx)).toEqual({ days: DAYS, differences: [] });
    expect(await rollUpsOf(ctx)).toEqual(before);
    expect(await repairRollUps(ctx, DAYS)).toBe(0);
    expect((await compared(other.ctx)).differences).toHaveLength(4);
  });

  it("are repaired once by two at the same time, while events come in", async () => {
    const { ctx, customerId, rows } = await aUser();
    await tamper(customerId);
    const repairs: Promise<number>[] = [];
    await transactHot(async (tx) => {
      await tx.sql("SELECT 1 FROM usage_day WHERE customer_id = $1::uuid FOR UPDATE", [customerId]);
      // Both have looked, or wait to look, before either may change a row.
      repairs.push(repairRollUps(ctx, DAYS), repairRollUps(ctx, DAYS));
      await expect.poll(waitingForLocks, { timeout: 10_000 }).toBe(2);
    });
    const sent = Array.from({ length: 8 }, () =>
      ingestEvents(ctx, [rows(1, "2026-03-01T12:30:00Z")]),
    );
    await Promise.all([...repairs, ...sent]);

    expect((await compared(ctx)).differences).toEqual([]);
    expect(await usageTotalsOf(customerId)).toEqual({
      events: 26,
      days: 26,
      hours: 26,
      ledger: 26,
    });
  });

  it("are left alone where the customer's zone has changed since", async () => {
    const { ctx, customerId } = await aUser();
    await updateCustomer(later(ctx, "2026-03-02T09:00:00Z"), customerId, { timezone: "UTC" });
    expect((await compared(ctx)).differences).toEqual([]);
  });
});

/** Uses and credits that never were, and a row that is not there any more. */
async function tamper(customerId: string): Promise<void> {
  for (const change of [
    "UPDATE usage_day SET events = events + 7 WHERE customer_id = $1::uuid AND refused = 1",
    "DELETE FROM usage_day WHERE customer_id = $1::uuid AND member = 'ann'",
    "UPDATE usage_day SET credits = credits + 1 WHERE customer_id = $1::uuid AND day = '2026-02-28'",
    "UPDATE usage_hour SET credits = 0 WHERE customer_id = $1::uuid AND credits = 10",
  ])
    await readSql(change, [customerId]);
}

const rollUpsOf = ({ organizationId }: Context) =>
  readSql(
    `SELECT customer_id, day::text AS bucket, member, events::int, quantity, credits, refused::int
       FROM usage_day WHERE organization_id = $1::uuid
     UNION ALL SELECT customer_id, hour::text, member, events::int, quantity, credits, refused::int
       FROM usage_hour WHERE organization_id = $1::uuid ORDER BY customer_id, bucket, member`,
    [organizationId],
  );
