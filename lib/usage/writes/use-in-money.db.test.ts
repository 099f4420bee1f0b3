/** Use priced in money (SEMANTICS 7.4): wallets pay what they can, the rest is owed; both can fall. */
import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type CustomerId, EventId, idText } from "@/lib/ids";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { to } from "@/lib/testing/corrections";
import { aReference, later } from "@/lib/testing/factories";
import {
  aMoneyPlan,
  aMoneySubscriber,
  anotherWallet,
  asked,
  close,
  owing,
  send,
  used,
} from "@/lib/testing/money-usage";
import { usageTotalsOf } from "@/lib/testing/usage";
import { checkAccess } from "../reads/check-access";
import { findCustomerUsage } from "../reads/customer-usage";
import { findEvent } from "../reads/events";
import { CheckInput, ConsumeInput } from "../schema/access";
import { consumeFeature } from "./consume-feature";
import { correctEvent } from "./correct-event";

const DAY = "03-10T00:00:00";
const VOLUME = {
  ...{ model: "VOLUME", amount: null },
  tiers: [{ upTo: "10", unitAmount: "2" }, { unitAmount: "1" }],
};

const leftOf = async (customerId: CustomerId) => {
  const [row] = await readSql(
    "SELECT trim_scale(sum(available))::text AS left FROM wallet WHERE customer_id = $1::uuid",
    [customerId],
  );
  return row?.left;
};
const isWhole = async ({ organizationId }: Context) =>
  expect((await verifyLedger(organizationId)).differences).toEqual([]);

/** Sends uses one after the other at the given day; tells credits taken, given back and owed. */
async function each(ctx: Context, externalId: string, counts: readonly number[]) {
  const results = [];
  for (const count of counts)
    results.push(...(await send(ctx, DAY, [used(externalId, count, DAY)])));
  return results.map(({ credits, creditsBack, owed }) => [credits, creditsBack, owed[0]?.amount]);
}

describe("a total in money that gets cheaper", () => {
  it("takes back what is owed first, then gives back credits, last drawn first", async () => {
    const { ctx, customerId, externalId } = await aMoneyPlan(VOLUME, ["1200"]);

    // 8 cost 16: 12 from the wallet, 4 owed. 2 more: 20. The 11th makes all 11.
    expect(await each(ctx, externalId, [8, 2, 1])).toEqual([
      ["1200", "0", "4"],
      ["0", "0", "4"],
      ["0", "100", "-8"],
    ]);

    expect(await leftOf(customerId)).toBe("100");
    expect(await owing({ customerId })).toEqual([
      { used: "11", owed: "0", invoiced: "0", credited: "0" },
    ]);
    await isWhole(ctx);
  });

  it("lowers what is owed by a return, and no more than that", async () => {
    const { ctx, customerId, externalId } = await aMoneyPlan({ settlement: "INVOICE" });

    expect(await each(ctx, externalId, [3, -1, -5])).toEqual([
      ["0", "0", "30"],
      ["0", "0", "-10"],
      ["0", "0", "-20"],
    ]);
    expect(await owing({ customerId })).toMatchObject([{ used: "0", owed: "0" }]);
  });

  it("comes to the same however the events are cut into batches", async () => {
    const { ctx, feature } = await aMoneyPlan();
    const counts = [4, 5, 1, 1, 3, -4, 2, 6, -1, 7];
    const outcomes = [];
    for (const size of [1, 3, counts.length]) {
      const plan = { charge: VOLUME, grants: ["700", "333.333333333"] };
      const { externalId, customerId } = await aMoneySubscriber(ctx, feature, plan);
      const events = counts.map((count, index) =>
        used(externalId, count, `03-10T00:00:00.0${String(index).padStart(2, "0")}`),
      );
      for (let at = 0; at < events.length; at += size) {
        await send(ctx, "03-10T01:00:00", events.slice(at, at + size));
      }
      const totals = await usageTotalsOf(customerId);
      outcomes.push([await owing({ customerId }), await leftOf(customerId), totals?.events]);
    }

    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[2]).toEqual(outcomes[0]);
    // 24 less 1,033.333333333 C, which cover 10.333333334: a part of the smallest unit is theirs.
    expect(outcomes[0]?.[0]).toMatchObject([{ used: "24", owed: "13.666666666" }]);
    await isWhole(ctx);
  });
});

describe("many uses of a price with cheaper tiers", () => {
  it("are one debit up to each bound where the total may fall", async () => {
    const { ctx, customerId, externalId } = await aMoneyPlan(VOLUME, ["99999"]);

    await send(
      ctx,
      DAY,
      Array.from({ length: 200 }, () => used(externalId, 1, DAY)),
    );

    const booked = await readSql(
      `SELECT kind, count(*)::int AS count FROM ledger_transaction
       WHERE customer_id = $1::uuid AND kind IN ('debit', 'reverse') GROUP BY kind ORDER BY kind`,
      [customerId],
    );
    expect(booked).toEqual([
      { kind: "debit", count: 2 },
      { kind: "reverse", count: 1 },
    ]);
    expect(await leftOf(customerId)).toBe("79999");
  });
});

describe("several wallets", () => {
  it("pay what is left in money, each at its own rate; another currency is skipped", async () => {
    const { ctx, customerId, externalId } = await aMoneyPlan({}, ["500"]);
    await anotherWallet(ctx, customerId, { priority: 1, currency: "EUR", holds: "9000" });
    await anotherWallet(ctx, customerId, { priority: 60, rate: "0.5", holds: "8" });

    expect(await each(ctx, externalId, [1])).toEqual([["508", "0", "1"]]);
    expect(await leftOf(customerId)).toBe("9000");
    // Back it comes the other way round: what is owed, 4 USD of the dearer wallet, then the rest.
    await send(ctx, DAY, [used(externalId, -1, DAY)]);
    expect(await leftOf(customerId)).toBe("9508");
    await isWhole(ctx);
  });

  it("never pay more or less than the price, whoever comes at the same time", async () => {
    const { ctx, customerId, externalId } = await aMoneyPlan({}, ["4500"]);

    const sent = Array.from({ length: 12 }, () => send(ctx, DAY, [used(externalId, 1, DAY)]));
    const results = (await Promise.all(sent)).flat();

    expect(results.every(({ status }) => status === "ACCEPTED")).toBe(true);
    expect(await leftOf(customerId)).toBe("0");
    expect(await owing({ customerId })).toMatchObject([{ used: "12", owed: "75" }]);
  });
});

describe("a correction of use in money", () => {
  const idOf = async (ctx: Context, eventId: string | null | undefined) =>
    EventId.parse((await findEvent(ctx, eventId ?? ""))?.event.id);

  it("gives back the event's own: what it left to the invoice, then its credits", async () => {
    const { ctx, customerId, externalId } = await aMoneyPlan({}, ["1500"]);
    const now = later(ctx, `2026-${DAY}Z`);
    const [, second] = await send(ctx, DAY, [used(externalId, 1, DAY), used(externalId, 1, DAY)]);
    const id = await idOf(ctx, second?.eventId);

    expect(await correctEvent(now, id, to("0.8"))).toMatchObject({
      ...{ creditsBack: "0", creditNotes: [] },
      owedBack: [{ currency: "USD", amount: "2" }],
    });
    expect(await correctEvent(now, id, to(null))).toMatchObject({
      creditsBack: "500",
      owedBack: [{ currency: "USD", amount: "3" }],
    });

    expect(await leftOf(customerId)).toBe("500");
    expect(await owing({ customerId })).toMatchObject([{ used: "1", owed: "0" }]);
    expect((await findEvent(ctx, idText("evt", id)))?.event.uses[0]?.money).toEqual({
      ...{ currency: "USD", cost: "10", owed: "5", back: "5", noted: "0" },
    });
    await isWhole(ctx);
  });

  it("of what an invoice has asked proposes a credit note, and changes no invoice", async () => {
    const own = await aMoneyPlan({}, ["1500"]);
    const [event] = await send(own.ctx, DAY, [used(own.externalId, 3, DAY)]);
    await close("04-01T00:00:00");
    const before = await asked(own);
    const id = await idOf(own.ctx, event?.eventId);
    const april = later(own.ctx, "2026-04-02T00:00:00Z");
    const input = to("2", { reference: aReference() });

    const view = await correctEvent(april, id, input);

    expect(view).toMatchObject({
      ...{ creditsBack: "0", owedBack: [] },
      creditNotes: [{ currency: "USD", amount: "10", invoiceNumber: "INV-2026-000001" }],
    });
    expect(await correctEvent(april, id, input)).toEqual({ ...view, isReplayed: true });
    expect(await asked(own)).toEqual(before);
    expect(await owing(own)).toEqual([{ used: "2", owed: "0", invoiced: "15", credited: "10" }]);
    // The rest of it: 5 were invoiced still, 15 were credits.
    expect(await correctEvent(april, id, to(null))).toMatchObject({
      creditsBack: "1500",
      creditNotes: [{ amount: "5" }],
    });
    expect(await leftOf(own.customerId)).toBe("1500");
  });
});

describe("the question before the act", () => {
  it("tells what credits would pay and what would be left to the invoice, and refuses nothing", async () => {
    const { ctx, customerId, externalId } = await aMoneyPlan({}, ["600"]);
    const now = later(ctx, `2026-${DAY}Z`);
    const question = {
      externalCustomerId: externalId,
      featureKey: "contact_export",
      properties: {},
    };

    const check = await checkAccess(now, CheckInput.parse(question));

    expect(check).toMatchObject({
      ...{ allowed: true, reason: null, cost: "600" },
      money: { currency: "USD", cost: "10", owed: "4" },
    });
    expect(check.reasons.at(-1)).toMatchObject({
      ...{ step: "invoice", ok: true, text: "$4.00 is left to the invoice of the period" },
    });
    const taken = await consumeFeature(
      now,
      ConsumeInput.parse({ ...question, reference: aReference() }),
    );
    expect(taken).toMatchObject({ ok: true, view: { money: { owed: "4" }, cost: "600" } });
    expect((await findCustomerUsage(now, customerId))?.features).toMatchObject([
      { featureKey: "contact_export", owed: { currency: "USD", amount: "4" } },
    ]);
  });
});
