import { describe, expect, it } from "vitest";
import { type FeatureFields, FeatureInput } from "@/lib/catalog/schema/feature";
import { createFeature } from "@/lib/catalog/writes/create-feature";
import type { Context } from "@/lib/context";
import { readSql, transactHot } from "@/lib/db/transact";
import { type CustomerId, type EventId, FeatureId } from "@/lib/ids";
import { aContext, later } from "@/lib/testing/factories";
import { anEvent, aPayer, entitles, usageTotalsOf } from "@/lib/testing/usage";
import { aSubscriber, creditsOf, spent, totalsOf } from "@/lib/testing/usage-totals";
import { give } from "@/lib/testing/wallets";
import { freeEntities } from "../store/charged-entities";
import { ingestEvents } from "./ingest-events";
import { replayEvent } from "./replay-events";

/** An export at 5 credits, each contact once. */
async function exportsOnce(
  ctx: Context,
  once: Partial<NonNullable<FeatureFields["chargeOnce"]>> = {},
) {
  const { id } = await createFeature(
    ctx,
    FeatureInput.parse({
      name: "Contact export",
      key: "contact_export",
      meter: { eventName: "contact_export" },
      creditsPerUnit: "5",
      chargeOnce: { property: "contact_id", window: "EVER", ...once },
    }),
  );
  return FeatureId.parse(id);
}

const of = (externalId: string, contact: unknown, over: object = {}) =>
  anEvent(externalId, { properties: { contact_id: contact }, ...over });

const chargedOf = async (customerId: CustomerId) => {
  const rows = await readSql(
    "SELECT entity FROM usage_charged_entity WHERE customer_id = $1::uuid ORDER BY entity",
    [customerId],
  );
  return rows.map(({ entity }) => entity);
};

describe("a feature that charges each entity once", () => {
  it("charges the first use, and takes the others for nothing, linked to it", async () => {
    const ctx = await aContext();
    await exportsOnce(ctx);
    const { customerId, externalId } = await aPayer(ctx, ["100"]);

    const { results } = await ingestEvents(ctx, [
      of(externalId, "ann", { eventId: "first" }),
      of(externalId, "ann", { eventId: "second" }),
      of(externalId, 5),
    ]);
    expect(results).toMatchObject([
      { status: "ACCEPTED", credits: "5", code: null },
      { status: "ACCEPTED", credits: "0", code: "charged_before" },
      { status: "ACCEPTED", credits: "5" },
    ]);
    expect(await creditsOf(ctx, [of(externalId, "5"), of(externalId, "ann")])).toEqual(["0", "0"]);
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(10), quantity: 2 });

    const [day] = await readSql("SELECT events::int FROM usage_day WHERE customer_id = $1::uuid", [
      customerId,
    ]);
    expect(day).toEqual({ events: 5 });
    const [first, second] = await readSql(
      `SELECT id, charges FROM usage_event WHERE customer_id = $1::uuid AND event_id IN ('first', 'second')
       ORDER BY event_id`,
      [customerId],
    );
    expect(second?.charges).toMatchObject([
      { linked_event_id: first?.id, value: "1", quantity: "0" },
    ]);
  });

  it("uses no included unit and meets no limit when it is free", async () => {
    const ctx = await aContext();
    const feature = await exportsOnce(ctx);
    const hard = entitles(feature, { includedUnits: "1", usageLimit: "2", isSoftLimit: false });
    const { customerId, externalId } = await aSubscriber(ctx, { entitlements: [hard] }, ["100"]);

    const contacts = ["ann", "ann", "ben", "ann", "ben", "cem"];
    const { results } = await ingestEvents(
      ctx,
      contacts.map((name) => of(externalId, name)),
    );
    expect(results.map(({ credits, code }) => code ?? credits)).toEqual([
      ...["0", "charged_before", "5", "charged_before", "charged_before", "limit_reached"],
    ]);
    expect(await chargedOf(customerId)).toEqual(["ann", "ben"]);
  });

  it("registers nothing for what is refused, so the next is charged", async () => {
    const ctx = await aContext();
    await exportsOnce(ctx);
    const account = await aPayer(ctx, ["4"]);
    const { customerId, externalId } = account;
    const refused = { status: "REFUSED", code: "insufficient_credits" };

    const both = [of(externalId, "ann", { eventId: "evt-a" }), of(externalId, "ann")];
    expect((await ingestEvents(ctx, both)).results).toMatchObject([refused, refused]);
    expect(await chargedOf(customerId)).toEqual([]);

    await give(ctx, account, "6");
    expect(await creditsOf(ctx, [of(externalId, "ann")])).toEqual(["5"]);
    const [row] = await readSql(
      "SELECT id FROM usage_event WHERE event_id = 'evt-a' AND customer_id = $1::uuid",
      [customerId],
    );
    const replayed = await replayEvent(ctx, row?.id as EventId);
    expect(replayed.results).toMatchObject([{ status: "ACCEPTED", code: "charged_before" }]);
    expect(await usageTotalsOf(customerId)).toEqual(spent(5));
  });

  it("charges anew when the days of a charge are over, and a late use does not move it", async () => {
    const ctx = await aContext();
    await exportsOnce(ctx, { window: "DAYS", days: 2 });
    const { externalId } = await aPayer(ctx, ["100"]);
    const now = later(ctx, "2026-03-20T12:00:00Z");
    const on = (day: number) => of(externalId, "ann", { timestamp: `2026-03-${day}T12:00:00Z` });

    expect(await creditsOf(now, [on(17)])).toEqual(["5"]);
    expect(await creditsOf(now, [on(16), on(18)])).toEqual(["0", "0"]);
    expect(await creditsOf(now, [on(19), on(20)])).toEqual(["5", "0"]);
    expect(await creditsOf(now, [on(15), on(14)])).toEqual(["0", "5"]);
  });

  it("charges once a billing period, and each member for its own", async () => {
    const ctx = await aContext();
    await exportsOnce(ctx, { window: "BILLING_PERIOD", per: "member" });
    const { externalId } = await aPayer(ctx, ["100"]);
    const by = (member: string) => of(externalId, "ann", { member });

    expect(await creditsOf(ctx, [by("max"), by("eva"), by("max")])).toEqual(["5", "5", "0"]);
    const april = later(ctx, "2026-04-01T00:00:00Z");
    expect(await creditsOf(april, [by("max"), by("max")])).toEqual(["5", "0"]);
  });

  it("says of an event that names no entity that it could not be counted", async () => {
    const ctx = await aContext();
    await exportsOnce(ctx);
    const { customerId, externalId } = await aPayer(ctx, ["100"]);

    const { results } = await ingestEvents(ctx, [
      anEvent(externalId),
      of(externalId, ""),
      of(externalId, ["ann"]),
    ]);
    expect(results).toMatchObject([
      { status: "UNMATCHED", code: "property_missing" },
      { status: "UNMATCHED", code: "property_missing" },
      { status: "UNMATCHED", code: "not_a_single_value" },
    ]);
    expect(await chargedOf(customerId)).toEqual([]);
  });

  it("charges once however many clients send it at the same time", async () => {
    const ctx = await aContext();
    await exportsOnce(ctx);
    const { customerId, externalId } = await aPayer(ctx, ["1000"]);
    const names = Array.from({ length: 12 }, (_, index) => `contact-${index}`);

    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, client) =>
        ingestEvents(
          ctx,
          names.slice(client, client + 7).map((name) => of(externalId, name)),
        ),
      ),
    );

    expect(answers.every(({ accepted }) => accepted === 7)).toBe(true);
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(60), quantity: 12 });
    expect(await chargedOf(customerId)).toEqual(names.toSorted());
  });

  it("charges again once the charged event was voided", async () => {
    const ctx = await aContext();
    await exportsOnce(ctx);
    const { customerId, externalId } = await aPayer(ctx, ["100"]);
    await ingestEvents(ctx, [of(externalId, "ann")]);
    const [row] = await readSql("SELECT id FROM usage_event WHERE customer_id = $1::uuid", [
      customerId,
    ]);

    await transactHot((tx) => freeEntities(tx, row?.id as EventId));
    expect(await creditsOf(ctx, [of(externalId, "ann"), of(externalId, "ann")])).toEqual([
      "5",
      "0",
    ]);
  });

  it("takes nothing for charged that had no price and no limit", async () => {
    const ctx = await aContext();
    await exportsOnce(ctx);
    const { customerId, externalId } = await aPayer(ctx, ["100"]);

    const before = of(externalId, "ann", { timestamp: "2026-02-27T12:00:00Z" });
    expect(await creditsOf(ctx, [before])).toEqual(["0"]);
    expect(await chargedOf(customerId)).toEqual([]);
    expect(await creditsOf(ctx, [of(externalId, "ann")])).toEqual(["5"]);
  });

  it("knows nothing of what another organization was charged for", async () => {
    const [ctx, other] = [await aContext(), await aContext()];
    await exportsOnce(ctx);
    await exportsOnce(other);
    const [own, theirs] = [await aPayer(ctx, ["100"]), await aPayer(other, ["100"])];

    expect(await creditsOf(ctx, [of(own.externalId, "ann")])).toEqual(["5"]);
    expect(await creditsOf(other, [of(theirs.externalId, "ann")])).toEqual(["5"]);
  });
});
