import { beforeEach, describe, expect, it } from "vitest";
import { FeatureInput } from "@/lib/catalog/schema/feature";
import { createFeature } from "@/lib/catalog/writes/create-feature";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { idText, TransactionId } from "@/lib/ids";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { ReverseInput } from "@/lib/ledger/schema";
import { reverseTransaction } from "@/lib/ledger/writes/reverse-transaction";
import { aPayerOfRows, auditsOf, idsOf, rows, send, timed, to } from "@/lib/testing/corrections";
import { aContext, aReference } from "@/lib/testing/factories";
import { aFeature, anEvent, aPayer } from "@/lib/testing/usage";
import { aSubscriber, aTotal, said, spent, totalsOf } from "@/lib/testing/usage-totals";
import { listCorrections } from "../reads/corrections";
import { findEvent } from "../reads/events";
import { correctEvent, previewCorrectEvent } from "./correct-event";

const isWhole = async ({ organizationId }: Context) =>
  expect((await verifyLedger(organizationId)).differences).toEqual([]);

describe("correctEvent", () => {
  let ctx: Context;
  beforeEach(async () => {
    ctx = await aContext();
  });
  const aRowPayer = (grants?: string[]) => aPayerOfRows(ctx, grants);

  it("gives back of the event's own slice, lowers its hour and day, and tells who and why", async () => {
    const { customerId, externalId } = await aRowPayer(["15", "100"]);
    const [, second] = await idsOf(
      ctx,
      timed([rows(externalId, "5"), rows(externalId, "5"), rows(externalId, "5")]),
    );
    if (!second) throw new Error("no second event");

    const foreseen = await previewCorrectEvent(ctx, second, to("2"));
    const view = await correctEvent(ctx, second, to("2", { fingerprint: foreseen.fingerprint }));

    expect(view).toMatchObject({
      ...{ quantityBefore: "5", quantityAfter: "2", creditsBack: "6", lapsed: "0" },
      isReplayed: false,
    });
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(24), available: 91, quantity: 12 });
    const trace = await findEvent(ctx, idText("evt", second));
    expect(trace?.event).toMatchObject({
      ...{ status: "ACCEPTED", code: "corrected", credits: "10", creditsBack: "6" },
      uses: [{ quantity: "2", billable: "2", credits: "10", creditsBack: "6" }],
    });
    expect(await listCorrections(ctx, second)).toMatchObject([
      { quantityAfter: "2", creditsBack: "6", by: ctx.actor.name, reason: "Counted twice" },
    ]);
    expect(await auditsOf(customerId)).toEqual([
      { action: "event.corrected", reason: "Counted twice" },
    ]);
    await isWhole(ctx);
  });

  it("voids what is left of a corrected event, once", async () => {
    const { customerId, externalId } = await aRowPayer();
    const [id] = await idsOf(ctx, [rows(externalId, "5")]);
    if (!id) throw new Error("no event");
    await correctEvent(ctx, id, to("2"));

    expect(await correctEvent(ctx, id, to(null))).toMatchObject({ creditsBack: "4" });

    expect(await totalsOf(customerId)).toMatchObject({ ...spent(0), available: 100, quantity: 0 });
    await expect(correctEvent(ctx, id, to(null))).rejects.toMatchObject({
      code: "invalid_state",
      details: { state: "voided" },
    });
    await isWhole(ctx);
  });

  it("answers a repeat as the first time, and other content with a conflict", async () => {
    const { customerId, externalId } = await aRowPayer();
    const [id] = await idsOf(ctx, [rows(externalId, "5")]);
    if (!id) throw new Error("no event");
    const input = to("2");
    const first = await correctEvent(ctx, id, input);

    expect(await correctEvent(ctx, id, input)).toEqual({ ...first, isReplayed: true });
    await expect(correctEvent(ctx, id, { ...input, reason: "Another" })).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(4), available: 96 });
  });

  it("lets one of two act, whoever is first, and a repeat sent at once act once", async () => {
    const { customerId, externalId } = await aRowPayer();
    const [id] = await idsOf(ctx, [rows(externalId, "5")]);
    if (!id) throw new Error("no event");

    const races = await Promise.allSettled([
      correctEvent(ctx, id, to(null)),
      correctEvent(ctx, id, to(null)),
    ]);
    expect(races.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(0), available: 100 });

    const [other] = await idsOf(ctx, [rows(externalId, "4")]);
    if (!other) throw new Error("no event");
    const input = to("1");
    const twice = await Promise.all([
      correctEvent(ctx, other, input),
      correctEvent(ctx, other, input),
    ]);
    expect(twice.map(({ isReplayed }) => isReplayed).toSorted()).toEqual([false, true]);
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(2), available: 98, quantity: 1 });
  });

  it("gives back the rest from the feature's other draws: a cheap tier falls out of the dear one", async () => {
    const feature = await aFeature(ctx, { key: "rows", sumOf: "count", cost: null });
    const tiers = [
      { upTo: "10", unitAmount: "1" },
      { upTo: null, unitAmount: "3" },
    ];
    const charge = {
      ...{ kind: "USAGE" as const, model: "GRADUATED" as const, creditUnit: "credits" },
      ...{ featureId: idText("feat", feature), tiers },
    };
    const { customerId, externalId } = await aSubscriber(ctx, { charges: [charge] }, ["100"]);
    const [first] = await idsOf(ctx, timed([rows(externalId, "10"), rows(externalId, "8")]));
    if (!first) throw new Error("no event");

    // 34 credits in all; eight units are left, at 1: 26 come back, of which 10 were its own.
    expect(await correctEvent(ctx, first, to(null))).toMatchObject({ creditsBack: "26" });

    expect(await totalsOf(customerId)).toMatchObject({ ...spent(8), available: 92, quantity: 8 });
    await isWhole(ctx);
  });

  it("does not give back once more what was reversed by hand, or had been dropped", async () => {
    const { customerId, externalId } = await aRowPayer();
    const [id] = await idsOf(ctx, timed([rows(externalId, "5"), rows(externalId, "5")]));
    if (!id) throw new Error("no event");
    const [used] = await readSql(
      "SELECT id FROM ledger_transaction WHERE customer_id = $1::uuid AND kind = 'debit'",
      [customerId],
    );
    const drawn = TransactionId.parse(idText("ltx", used?.id as TransactionId));
    const byHand = ReverseInput.parse({ amount: "20", reason: "Outage", reference: aReference() });
    await reverseTransaction(ctx, drawn, byHand);

    expect(await correctEvent(ctx, id, to(null))).toMatchObject({ creditsBack: "0" });
    expect(await totalsOf(customerId)).toMatchObject({ available: 100, quantity: 5 });

    const capped = await aPayer(ctx, ["6"]);
    await readSql("UPDATE wallet SET shortage_policy = 'CAP' WHERE id = $1::uuid", [
      capped.walletId,
    ]);
    const [cut] = await idsOf(ctx, [rows(capped.externalId, "5")]);
    if (!cut) throw new Error("no event");
    // Ten were asked and six taken; two units cost four.
    expect(await correctEvent(ctx, cut, to("2"))).toMatchObject({ creditsBack: "2" });
    expect(await totalsOf(capped.customerId)).toMatchObject({ ...spent(4), available: 2 });
    await isWhole(ctx);
  });

  it("frees the entity that a void event was charged for: the next use of it is charged", async () => {
    await createFeature(
      ctx,
      FeatureInput.parse({
        ...{ name: "Export", key: "contact_export", creditsPerUnit: "5" },
        meter: { eventName: "contact_export" },
        chargeOnce: { property: "contact_id", window: "EVER" },
      }),
    );
    const { customerId, externalId } = await aPayer(ctx, ["100"]);
    const exported = () => anEvent(externalId, { properties: { contact_id: "ann" } });
    const [charged, linked] = await idsOf(ctx, timed([exported(), exported()]));
    if (!charged || !linked) throw new Error("no event");

    expect(await correctEvent(ctx, linked, to(null))).toMatchObject({ creditsBack: "0" });
    expect(await correctEvent(ctx, charged, to(null))).toMatchObject({ creditsBack: "5" });
    await send(ctx, [exported(), exported()]);

    expect(await totalsOf(customerId)).toMatchObject({ ...spent(5), available: 95, quantity: 1 });
    await isWhole(ctx);
  });

  it("gives back what a second correction lowers, also where returns had left the first nothing", async () => {
    await aFeature(ctx, { key: "rows", sumOf: "count", cost: "2", allowsReturns: true });
    const { customerId, externalId } = await aPayer(ctx, ["100"]);
    const [id] = await idsOf(ctx, timed([rows(externalId, "4"), rows(externalId, "-9")]));
    if (!id) throw new Error("no event");

    expect(await correctEvent(ctx, id, to("2"))).toMatchObject({ creditsBack: "0" });
    await send(ctx, [rows(externalId, "5")]);

    await expect(correctEvent(ctx, id, to("3"))).rejects.toMatchObject({
      code: "validation_error",
    });
    // From two rows to one and a half: half a row at two credits.
    expect(await correctEvent(ctx, id, to("1.5"))).toMatchObject({
      ...{ quantityBefore: "2", quantityAfter: "1.5", creditsBack: "1" },
    });
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(9), available: 91, quantity: 4.5 });
    await isWhole(ctx);
  });

  describe("of totals that are no sums", () => {
    it("MAX falls to the largest value that is left", async () => {
      await aTotal(ctx, "MAX");
      const { customerId, externalId } = await aPayer(ctx, ["100"]);
      const sent = timed([said(externalId, 5), said(externalId, 9), said(externalId, 7)]);
      const [, largest] = await idsOf(ctx, sent);
      if (!largest) throw new Error("no event");

      expect(await correctEvent(ctx, largest, to(null))).toMatchObject({ creditsBack: "4" });
      expect(await totalsOf(customerId)).toMatchObject({ ...spent(14), quantity: 7 });
    });

    it("LATEST falls to the value before, and never rises", async () => {
      await aTotal(ctx, "LATEST");
      const { customerId, externalId } = await aPayer(ctx, ["100"]);
      const sent = timed([said(externalId, 5), said(externalId, 9), said(externalId, 7)]);
      const [, , last] = await idsOf(ctx, sent);
      if (!last) throw new Error("no event");

      expect(await correctEvent(ctx, last, to("3"))).toMatchObject({ creditsBack: "8" });
      expect(await totalsOf(customerId)).toMatchObject({ ...spent(6), quantity: 3 });
      await expect(correctEvent(ctx, last, to(null))).rejects.toThrow("the total would be higher");
      expect(await totalsOf(customerId)).toMatchObject({ ...spent(6), quantity: 3 });
    });

    it("UNIQUE_COUNT lets go of a value when its last event is void, and counts it anew", async () => {
      await aTotal(ctx, "UNIQUE_COUNT");
      const { customerId, externalId } = await aPayer(ctx, ["100"]);
      const sent = timed([said(externalId, "a"), said(externalId, 5), said(externalId, "5")]);
      const [, first, second] = await idsOf(ctx, sent);
      if (!first || !second) throw new Error("no event");

      expect(await correctEvent(ctx, first, to(null))).toMatchObject({ creditsBack: "0" });
      expect(await totalsOf(customerId)).toMatchObject({ ...spent(4), quantity: 2 });
      expect(await correctEvent(ctx, second, to(null))).toMatchObject({ creditsBack: "2" });
      await send(ctx, [said(externalId, 5)]);
      expect(await totalsOf(customerId)).toMatchObject({ ...spent(4), quantity: 2 });
    });
  });
});
