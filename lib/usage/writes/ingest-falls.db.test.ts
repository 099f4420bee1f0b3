import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { atInstant, readSql } from "@/lib/db/transact";
import { type CustomerId, type FeatureId, idText, TransactionId } from "@/lib/ids";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { ReverseInput } from "@/lib/ledger/schema";
import { reverseTransaction } from "@/lib/ledger/writes/reverse-transaction";
import { aContext, aReference } from "@/lib/testing/factories";
import { aFeature, anEvent, aPayer } from "@/lib/testing/usage";
import { aSubscriber, spent, totalsOf } from "@/lib/testing/usage-totals";
import { ingestEvents } from "./ingest-events";

const AT = "2026-03-01T12:30:00.00";
const events = (externalId: string, values: readonly string[]) =>
  values.map((value, index) =>
    anEvent(externalId, {
      eventName: "sold",
      properties: { value },
      timestamp: `${AT}${index}Z`,
    }),
  );

/** An hour after features and prices were made. */
const send = (ctx: Context, sent: Parameters<typeof ingestEvents>[1]) =>
  ingestEvents(atInstant(ctx, new Date("2026-03-01T13:00:00Z")), sent);

/** Two credits a unit, and what is sent back takes them back. */
const returnable = (ctx: Context) =>
  aFeature(ctx, { key: "sold", sumOf: "value", cost: "2", allowsReturns: true });

/** To 10 at 2 credits, all at 1 beyond. */
const volume = (featureId: FeatureId) => ({
  kind: "USAGE" as const,
  featureId: idText("feat", featureId),
  model: "VOLUME" as const,
  creditUnit: "credits",
  tiers: [
    { upTo: "10", unitAmount: "2" },
    { upTo: null, unitAmount: "1" },
  ],
});

const isWhole = async ({ organizationId }: Context) =>
  expect((await verifyLedger(organizationId)).differences).toEqual([]);

const reversalsOf = (customerId: CustomerId) =>
  readSql(
    `SELECT amount::float AS amount, cause_kind, effective_at FROM ledger_transaction
     WHERE customer_id = $1::uuid AND kind = 'reverse' ORDER BY recorded_at, id`,
    [customerId],
  );

describe("a total that gets cheaper", () => {
  it("gives back of the period's own draws, last first, when VOLUME reaches its next tier", async () => {
    const ctx = await aContext();
    const feature = await aFeature(ctx, { key: "sold", sumOf: "value", cost: null });
    const { customerId, externalId } = await aSubscriber(ctx, { charges: [volume(feature)] }, [
      "100",
    ]);

    const sent = events(externalId, ["4", "6", "1", "4"]);
    const first = await send(ctx, sent.slice(0, 3));
    const second = await send(ctx, sent.slice(3));

    expect([...first.results, ...second.results]).toMatchObject([
      ...[{ credits: "8" }, { credits: "12" }, { credits: "0" }, { credits: "4" }],
    ]);
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(15), available: 85, quantity: 15 });
    expect(await reversalsOf(customerId)).toMatchObject([{ amount: 9, cause_kind: "usage" }]);
    await isWhole(ctx);
  });

  it("comes to the same in one call, in two, or one by one", async () => {
    const ctx = await aContext();
    await returnable(ctx);
    const values = ["3", "-1", "0.5", "-5", "4", "-0.25"];
    for (const cuts of [[6], [2, 4], [1, 1, 1, 1, 1, 1], [5, 1]]) {
      const { customerId, externalId } = await aPayer(ctx, ["100"]);
      const sent = events(externalId, values);
      let from = 0;
      for (const cut of cuts) {
        await send(ctx, sent.slice(from, from + cut));
        from += cut;
      }
      // 3 − 1 + 0.5 − 5 is nothing used, not −2.5.
      const all = { ...spent(7.5), available: 92.5, quantity: 3.75 };
      expect(await totalsOf(customerId)).toMatchObject(all);
    }
    await isWhole(ctx);
  });

  it("never falls below nothing used, also of what has no price", async () => {
    const ctx = await aContext();
    await aFeature(ctx, { key: "sold", sumOf: "value", cost: null, allowsReturns: true });
    const { customerId, externalId } = await aPayer(ctx, ["100"]);

    const sent = events(externalId, ["3", "-5", "2", "-0.5"]);
    await send(ctx, sent.slice(0, 2));
    await send(ctx, sent.slice(2));

    expect(await totalsOf(customerId)).toMatchObject({ ...spent(0), quantity: 1.5 });
  });

  it("gives back nothing of another feature or period", async () => {
    const ctx = await aContext({ at: new Date("2026-02-20T12:00:00Z") });
    await returnable(ctx);
    await aFeature(ctx, { key: "contact_export" });
    const { customerId, externalId } = await aPayer(ctx, ["100"]);
    await send(ctx, [
      anEvent(externalId, { timestamp: `${AT}0Z` }),
      anEvent(externalId, {
        ...{ eventName: "sold", properties: { value: "4" }, timestamp: "2026-02-27T12:00:00Z" },
      }),
    ]);

    await send(ctx, events(externalId, ["-4"]));

    // Nothing of the feature was used in March, so nothing is there to give back.
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(13), available: 87, quantity: 5 });
    expect(await reversalsOf(customerId)).toEqual([]);
  });

  it("gives back no more than is left of what was drawn", async () => {
    const ctx = await aContext();
    await returnable(ctx);
    const { customerId, externalId } = await aPayer(ctx, ["100"]);
    const { results } = await send(ctx, events(externalId, ["4"]));
    const drawn = TransactionId.parse(results[0]?.transactionId);
    const half = ReverseInput.parse({
      amount: "5",
      reason: "Broken goods",
      reference: aReference(),
    });
    await reverseTransaction(ctx, drawn, half);

    const [back] = (await send(ctx, events(externalId, ["-3"]))).results;

    expect(back).toMatchObject({ status: "ACCEPTED", credits: "0", creditsBack: "3" });
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(5), available: 100, quantity: 1 });
    await isWhole(ctx);
  });

  it("counts on the day of the use that fell", async () => {
    const ctx = await aContext();
    await returnable(ctx);
    const { customerId, externalId } = await aPayer(ctx, ["100"]);
    await send(ctx, events(externalId, ["4", "-1"]));

    const later = atInstant(ctx, new Date(ctx.at.getTime() + 24 * 3_600_000));
    const late = anEvent(externalId, {
      ...{ eventName: "sold", properties: { value: "-1" }, timestamp: `${AT}5Z` },
    });
    await ingestEvents(later, [late]);

    const days = await readSql(
      `SELECT day::text AS day, credits::float AS credits FROM usage_day WHERE customer_id = $1::uuid`,
      [customerId],
    );
    expect(days).toEqual([{ day: "2026-03-01", credits: 4 }]);
    expect((await reversalsOf(customerId)).at(-1)).toMatchObject({
      effective_at: new Date(`${AT}5Z`),
    });
  });

  it("leaves no trace in the audit log: metered use explains itself in the ledger", async () => {
    const ctx = await aContext();
    await returnable(ctx);
    const { customerId, externalId } = await aPayer(ctx, ["100"]);
    await send(ctx, events(externalId, ["4", "-1"]));

    const audits = await readSql(
      `SELECT action FROM audit_record
       WHERE customer_id = $1::uuid AND action = 'transaction.reversed'`,
      [customerId],
    );
    expect(audits).toEqual([]);
  });
});
