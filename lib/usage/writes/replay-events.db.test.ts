import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { type CustomerId, type EventId, newId, parseId } from "@/lib/ids";
import { aContext, aCustomer, later } from "@/lib/testing/factories";
import { aFeature, anEvent, externalIdOf } from "@/lib/testing/usage";
import { anAccount, give } from "@/lib/testing/wallets";
import { findEvent } from "../reads/events";
import { ingestEvents } from "./ingest-events";
import { replayEvent, replayEvents } from "./replay-events";

const dayOf = async (customerId: CustomerId) => {
  const [row] = await readSql(
    `SELECT sum(events)::int AS events, sum(refused)::int AS refused, sum(credits)::float AS credits,
       (SELECT coalesce(sum(amount), 0)::float FROM ledger_transaction
        WHERE customer_id = $1::uuid AND kind = 'debit') AS ledger
     FROM usage_day WHERE customer_id = $1::uuid`,
    [customerId],
  );
  return row;
};

async function aRefusal() {
  const ctx = await aContext();
  await aFeature(ctx);
  const account = await anAccount(ctx, ["7"]);
  const externalId = await externalIdOf(account.customerId);
  await ingestEvents(ctx, [
    anEvent(externalId, { eventId: "paid" }),
    anEvent(externalId, { eventId: "refused" }),
  ]);
  const id = parseId("evt", (await findEvent(ctx, "refused"))?.event.id ?? "") as EventId;
  return { ctx, account, externalId, id };
}

describe("replayEvent", () => {
  it("takes a refused event after a top-up, at its own time, once", async () => {
    const { ctx, account, id } = await aRefusal();
    expect(await dayOf(account.customerId)).toMatchObject({ events: 1, refused: 1, credits: 5 });
    const tomorrow = later(ctx, "2026-03-02T12:00:00Z");
    await give(tomorrow, account, "100");

    const answer = await replayEvent(tomorrow, id);

    expect(answer.results).toMatchObject([
      { eventId: "refused", status: "ACCEPTED", credits: "5" },
    ]);
    expect(await dayOf(account.customerId)).toEqual({
      events: 2,
      refused: 0,
      credits: 10,
      ledger: 10,
    });
    expect((await findEvent(ctx, "refused"))?.event).toMatchObject({
      status: "ACCEPTED",
      code: null,
    });
    await expect(replayEvent(tomorrow, id)).rejects.toMatchObject({ code: "invalid_state" });
  });

  it("refuses it again while the credits do not suffice, and changes nothing", async () => {
    const { ctx, account, id } = await aRefusal();

    expect(await replayEvent(ctx, id)).toMatchObject({ refused: 1 });
    expect(await dayOf(account.customerId)).toMatchObject({ events: 1, refused: 1, credits: 5 });
  });

  it("does not find another organization's event, nor one that never was", async () => {
    const { id } = await aRefusal();
    const other = await aContext();
    await expect(replayEvent(other, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(replayEvent(other, newId())).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("replayEvents", () => {
  it("matches a customer's events once the customer is known", async () => {
    const ctx = await aContext();
    await aFeature(ctx, { cost: null });
    await ingestEvents(ctx, [anEvent("later"), anEvent("later"), anEvent("other")]);
    const customerId = await aCustomer(ctx, { externalId: "later" });
    const all = { externalCustomerId: "later", from: null, to: null };

    expect(await replayEvents(ctx, all)).toMatchObject({ accepted: 2, unmatched: 0 });
    expect(await replayEvents(ctx, all)).toMatchObject({ accepted: 0 });
    expect(await dayOf(customerId)).toMatchObject({ events: 2, credits: 0 });
  });

  it("takes each once, whoever asks at the same time", async () => {
    const { ctx, account, externalId } = await aRefusal();
    await give(ctx, account, "100");
    const all = { externalCustomerId: externalId, from: null, to: null };

    const answers = await Promise.all([1, 2, 3].map(() => replayEvents(ctx, all)));

    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(1);
    expect(await dayOf(account.customerId)).toMatchObject({ events: 2, refused: 0, ledger: 10 });
  });
});
