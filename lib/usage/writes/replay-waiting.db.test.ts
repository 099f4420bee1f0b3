import { describe, expect, it } from "vitest";
import { FeatureChanges } from "@/lib/catalog/schema/feature";
import { updateFeature } from "@/lib/catalog/writes/update-feature";
import type { Context } from "@/lib/context";
import { CustomerInput } from "@/lib/customer/schema";
import { createCustomer } from "@/lib/customer/writes/create-customer";
import { readSql, transactHot } from "@/lib/db/transact";
import { CustomerId } from "@/lib/ids";
import { replayWaitingEvents } from "@/lib/jobs/tasks/replay-waiting";
import { findOrCreateWallet } from "@/lib/ledger/store/wallets";
import { aContext, later } from "@/lib/testing/factories";
import { aFeature, anEvent, aPayer, figuresOf, usageTotalsOf } from "@/lib/testing/usage";
import { give } from "@/lib/testing/wallets";
import { ingestEvents } from "./ingest-events";
import { replayWaiting } from "./replay-waiting";

/** Takes up, as the worker does, the jobs that this organization queued. */
async function workOff({ organizationId, at }: Context) {
  const jobs = await readSql(
    `SELECT payload FROM graphile_worker._private_jobs WHERE payload ->> 'organizationId' = $1::text`,
    [organizationId],
  );
  for (const { payload } of jobs) {
    await replayWaitingEvents({ name: "replay-waiting", id: "1", at, payload });
  }
  return jobs.length;
}

const statusesOf = async ({ organizationId }: Context) => {
  const rows = await readSql(
    `SELECT event_id, status::text AS status, code, credits::float AS credits FROM usage_event
     WHERE organization_id = $1::uuid ORDER BY event_id`,
    [organizationId],
  );
  return rows.map(({ event_id, status, code, credits }) => [event_id, code ?? status, credits]);
};

const named = (externalId: string, eventId: string, over: object = {}) =>
  anEvent(externalId, { eventId, ...over });

describe("events that wait for their customer", () => {
  it("are decided at their own time once it is there, by the job that its creation queued", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    await ingestEvents(ctx, [named("acme", "a"), named("acme", "b"), named("other", "c")]);
    const tomorrow = later(ctx, "2026-03-02T12:00:00Z");

    const { id } = await createCustomer(tomorrow, CustomerInput.parse({ externalId: "acme" }));
    const customerId = CustomerId.parse(id);
    const walletId = await transactHot((tx) =>
      findOrCreateWallet(tx, tomorrow, customerId, "credits"),
    );
    await give(tomorrow, { customerId, walletId }, "7");
    expect(await workOff(tomorrow)).toBeGreaterThan(0);

    expect(await statusesOf(ctx)).toEqual([
      ["a", "ACCEPTED", 5],
      ["b", "insufficient_credits", 0],
      ["c", "unknown_customer", 0],
    ]);
    expect(await figuresOf(customerId)).toMatchObject({ available: 2 });
    expect(await usageTotalsOf(customerId)).toEqual({ events: 5, days: 5, hours: 5, ledger: 5 });
    const [day] = await readSql(
      "SELECT day::text, events::int, refused::int FROM usage_day WHERE customer_id = $1::uuid",
      [customerId],
    );
    expect(day).toEqual({ day: "2026-03-01", events: 1, refused: 1 });
  });

  it("are decided once, and refused ones are left to be asked for", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const { customerId, externalId } = await aPayer(ctx, ["7"]);
    await ingestEvents(ctx, [named(externalId, "a"), named(externalId, "b")]);

    const which = { externalCustomerId: externalId, eventName: null };
    expect(await replayWaiting(ctx, which)).toEqual({ looked: 0, accepted: 0 });
    expect(await figuresOf(customerId)).toMatchObject({ available: 2 });
  });
});

describe("events that wait for a feature", () => {
  it("are decided chunk by chunk, however many still wait on", async () => {
    const ctx = await aContext();
    const { customerId, externalId } = await aPayer(ctx, ["100"]);
    const ids = ["a", "b", "c", "d", "e"];
    await ingestEvents(
      ctx,
      ids.map((id) => named(id < "d" ? "nobody" : externalId, id)),
    );
    await aFeature(ctx);

    const which = { externalCustomerId: null, eventName: "contact_export" };
    expect(await replayWaiting(ctx, which, { chunk: 2 })).toEqual({ looked: 5, accepted: 2 });
    expect(await replayWaiting(ctx, which, { chunk: 2 })).toEqual({ looked: 3, accepted: 0 });
    expect(await usageTotalsOf(customerId)).toMatchObject({ events: 10, ledger: 10 });
  });

  it("are taken once, however many jobs come at the same time", async () => {
    const ctx = await aContext();
    const { customerId, externalId } = await aPayer(ctx, ["1000"]);
    await ingestEvents(
      ctx,
      Array.from({ length: 20 }, (_, index) => named(externalId, `event-${index}`)),
    );
    await aFeature(ctx);

    const which = { externalCustomerId: null, eventName: "contact_export" };
    const done = await Promise.all(
      Array.from({ length: 4 }, () => replayWaiting(ctx, which, { chunk: 6 })),
    );
    expect(done.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(20);
    expect(await usageTotalsOf(customerId)).toMatchObject({ events: 100, ledger: 100 });
  });

  it("are decided by the name that a changed meter counts, in its own organization alone", async () => {
    const [ctx, other] = [await aContext(), await aContext()];
    const [own, theirs] = [await aPayer(ctx, ["100"]), await aPayer(other, ["100"])];
    const id = await aFeature(ctx, { eventName: "something_else" });
    await aFeature(other, { eventName: "something_else" });
    await ingestEvents(ctx, [named(own.externalId, "a")]);
    await ingestEvents(other, [named(theirs.externalId, "a")]);

    const meter = { eventName: "contact_export" };
    await updateFeature(ctx, id, FeatureChanges.parse({ meter }));
    await workOff(ctx);
    await workOff(other);

    expect(await statusesOf(ctx)).toEqual([["a", "ACCEPTED", 5]]);
    expect(await statusesOf(other)).toEqual([["a", "no_feature", 0]]);
  });
});
