import { describe, expect, it } from "vitest";
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import { rollApiKey } from "@/lib/api-key/writes/roll-api-key";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { ApiKeyId, type EventId, idFromRow, type TransactionId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import { aContext, aReference, askedBy, later } from "@/lib/testing/factories";
import { aFeature, anEvent, aPayer } from "@/lib/testing/usage";
import { aDebit, give } from "@/lib/testing/wallets";
import { compareRollUps } from "@/lib/usage/reads/compare-roll-ups";
import { CorrectionInput } from "@/lib/usage/schema/correction";
import { correctEvent } from "@/lib/usage/writes/correct-event";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { replayEvents } from "@/lib/usage/writes/replay-events";
import { type ConsumptionFields, ConsumptionQuery } from "../schema/consumption";
import { breakConsumptionDown } from "./breakdown";
import { sumConsumption } from "./consumption";

const DAY = { from: "2026-03-01T00:00:00Z", to: "2026-03-02T00:00:00Z" };
const SCOPES = { name: "ingest", scopes: ["ingest" as const], expiresAt: null };

/** Exports at 5 credits, asked for with two keys of one name, by a person, and beyond the balance. */
async function twoKeys() {
  const before = await aContext({ at: new Date("2026-02-27T12:00:00Z") });
  await aFeature(before, { cost: "5" });
  const payer = await aPayer(before, ["40"]);
  const ctx = later(before, "2026-03-01T12:00:00Z");
  const first = (await createApiKey(before, SCOPES)).apiKey;
  const oldUntil = new Date("2026-03-05T00:00:00Z");
  const roll = { oldUntil, expiresAt: null };
  const second = (await rollApiKey(before, ApiKeyId.parse(first.id), roll)).apiKey;
  const sends = async (who: Context, ...hours: readonly string[]) => {
    const events = hours.map((hour) =>
      anEvent(payer.externalId, { timestamp: `2026-03-01T${hour}:00Z` }),
    );
    await ingestEvents(who, events);
    return events.map(({ eventId }) => String(eventId));
  };
  const [old, anew] = [withKey(ctx, first.id), withKey(ctx, second.id)];
  return { ...{ ctx, payer, sends, old, anew }, first, second };
}

const withKey = (ctx: Context, id: string): Context => ({
  ...askedBy(ctx, "api"),
  actor: { kind: "api_key", keyId: ApiKeyId.parse(id), name: "ingest" },
});

type Told = Awaited<ReturnType<typeof twoKeys>>;

const byKey = async ({ ctx, payer }: Told, over: Partial<ConsumptionFields> = {}) =>
  sumConsumption(
    ctx,
    payer.customerId,
    ConsumptionQuery.parse({ ...DAY, grain: "day", by: "api_key", ...over }),
  );

const totalsOf = ({ series }: Awaited<ReturnType<typeof byKey>>) =>
  Object.fromEntries(series.map(({ key, total, events }) => [key, [total, events]]));

const differences = async ({ ctx }: Told) =>
  (await compareRollUps(ctx.organizationId, { from: "2026-02-27", to: "2026-03-02" })).differences;

describe("consumption by API key", () => {
  it("tells apart what each key sent, of one name too, and what came without one", async () => {
    const told = await twoKeys();
    await told.sends(told.old, "09:00", "10:00", "10:30");
    await told.sends(told.anew, "10:00");
    await told.sends(told.ctx, "11:00", "11:30");

    const view = await byKey(told);
    expect(view).toMatchObject({ total: "30", ledgerTotal: "30", tiesOut: true });
    expect(view.series.map(({ key, name, total }) => [key, name, total])).toEqual([
      [told.first.id, `ingest …${told.first.lastFour}`, "15"],
      ["", "No API key", "10"],
      [told.second.id, `ingest …${told.second.lastFour}`, "5"],
    ]);
    const hours = await byKey(told, { grain: "hour" });
    expect(hours.series[0]?.points.slice(9, 11).map(({ credits }) => credits)).toEqual(["5", "10"]);
    expect(await differences(told)).toEqual([]);
  });

  it("stays with the key that sent an event, whoever corrects or replays it", async () => {
    const told = await twoKeys();
    const [wrong] = await told.sends(told.old, "09:00", "09:30");
    await told.sends(told.anew, ...Array.from({ length: 8 }, () => "10:00"));
    expect(totalsOf(await byKey(told))).toEqual({
      [told.first.id]: ["10", 2],
      [told.second.id]: ["30", 6],
    });

    const [row] = await readSql("SELECT id FROM usage_event WHERE event_id = $1::text", [
      String(wrong),
    ]);
    const isVoid = { quantity: null, isVoid: true, reason: "Sent twice", reference: aReference() };
    await correctEvent(told.ctx, idFromRow<EventId>(row?.id), CorrectionInput.parse(isVoid));
    await give(told.ctx, told.payer, "100");
    const { externalId: externalCustomerId } = told.payer;
    await replayEvents(told.ctx, { externalCustomerId, from: null, to: null });

    const view = await byKey(told);
    expect(totalsOf(view)).toEqual({ [told.first.id]: ["5", 1], [told.second.id]: ["40", 8] });
    expect(view).toMatchObject({ refusedEvents: 0, tiesOut: true });
    expect(await differences(told)).toEqual([]);
  });

  it("counts a debit under the key that asked for it, and takes it back there", async () => {
    const told = await twoKeys();
    const debit = await post(told.old, aDebit(told.old, told.payer, "7.5"));
    if (!debit.ok) throw new Error("the debit was refused");
    expect(totalsOf(await byKey(told))).toEqual({ [told.first.id]: ["7.5", 0] });

    await post(told.ctx, {
      ...{ kind: "reverse", customerId: told.payer.customerId, amount: null, restoreDays: null },
      ...{ transactionId: debit.transactionId, reason: "Given back", reference: aReference() },
    });
    expect(totalsOf(await byKey(told))).toEqual({ [told.first.id]: ["0", 0] });
  });

  it("takes replayed use back from the keys that sent it, not from who replayed it", async () => {
    const told = await twoKeys();
    await told.sends(told.ctx, ...Array.from({ length: 8 }, () => "08:00"));
    await told.sends(told.old, "09:00", "09:30");
    await told.sends(told.anew, "09:10");
    await give(told.ctx, told.payer, "100");
    const { customerId, externalId: externalCustomerId } = told.payer;
    await replayEvents(told.ctx, { externalCustomerId, from: null, to: null });
    const keys = [told.first.id, told.second.id].map((id) => [id, ["0", expect.any(Number)]]);

    const replayed = await readSql(
      `SELECT id FROM ledger_transaction WHERE customer_id = $1::uuid AND kind = 'debit'
       ORDER BY recorded_at DESC, amount LIMIT 2`,
      [customerId],
    );
    for (const { id } of replayed) {
      await post(told.ctx, {
        ...{ kind: "reverse", customerId, amount: null, restoreDays: null },
        ...{ transactionId: idFromRow<TransactionId>(id), reason: "Given back" },
        reference: aReference(),
      });
    }

    const view = await byKey(told);
    expect(totalsOf(view)).toEqual({ "": ["40", 8], ...Object.fromEntries(keys) });
    expect(view).toMatchObject({ total: "40", tiesOut: true });
  });

  it("breaks each feature down by keys", async () => {
    const told = await twoKeys();
    await told.sends(told.old, "09:00", "10:00");
    await told.sends(told.ctx, "11:00");
    const range = { from: new Date(DAY.from), to: new Date(DAY.to) };
    const { customerId } = told.payer;

    const { rows } = await breakConsumptionDown(told.ctx, customerId, { ...range, by: "api_key" });
    expect(rows.map(({ value, valueName, credits }) => [value, valueName, credits])).toEqual([
      [told.first.id, `ingest …${told.first.lastFour}`, "10"],
      ["", "No API key", "5"],
    ]);
  });
});
