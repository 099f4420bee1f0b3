import { describe, expect, it } from "vitest";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type FeatureId, idText } from "@/lib/ids";
import { aContext, later } from "@/lib/testing/factories";
import { aFeature, anEvent, aPlan, entitles, externalIdOf, subscribe } from "@/lib/testing/usage";
import { anAccount } from "@/lib/testing/wallets";
import { ingestEvents } from "./ingest-events";

async function aSubscriber(ctx: Context, draft: Partial<PlanDraftFields>, grants: string[] = []) {
  const { customerId } = await anAccount(ctx, grants);
  await subscribe(ctx, customerId, await aPlan(ctx, draft));
  return { customerId, externalId: await externalIdOf(customerId) };
}

const exports = (count: number, externalId: string) =>
  Array.from({ length: count }, () => anEvent(externalId));

const creditsOf = async (ctx: Context, events: Parameters<typeof ingestEvents>[1]) =>
  (await ingestEvents(ctx, events)).results.map(({ credits }) => credits);

const charging = (featureId: FeatureId, over: Record<string, unknown>) => ({
  kind: "USAGE" as const,
  featureId: idText("feat", featureId),
  creditUnit: "credits",
  ...over,
});

describe("ingestEvents under a plan", () => {
  it("gives the included units first, then takes the price", async () => {
    const ctx = await aContext();
    const feature = await aFeature(ctx);
    const entitlement = entitles(feature, { usageLimit: "3", isSoftLimit: true });
    const { externalId } = await aSubscriber(ctx, { entitlements: [entitlement] }, ["100"]);

    expect(await creditsOf(ctx, exports(2, externalId))).toEqual(["0", "0"]);
    expect(await creditsOf(ctx, exports(3, externalId))).toEqual(["0", "5", "5"]);
  });

  it("needs no wallet for what is included", async () => {
    const ctx = await aContext();
    const feature = await aFeature(ctx);
    const entitlement = entitles(feature, { usageLimit: "1", isSoftLimit: true });
    const { externalId } = await aSubscriber(ctx, { entitlements: [entitlement] });

    const answer = await ingestEvents(ctx, exports(2, externalId));

    expect(answer.results).toMatchObject([
      { status: "ACCEPTED", credits: "0", transactionId: null },
      { status: "REFUSED", code: "insufficient_credits", refusedCredits: "5" },
    ]);
  });

  it("refuses beyond a hard limit, and lets a smaller use through", async () => {
    const ctx = await aContext();
    const feature = await aFeature(ctx, { key: "rows", sumOf: "rows", cost: "1" });
    const hard = entitles(feature, { includedUnits: "0", usageLimit: "100", isSoftLimit: false });
    const { externalId, customerId } = await aSubscriber(ctx, { entitlements: [hard] }, ["500"]);
    const rows = (count: number) =>
      anEvent(externalId, { eventName: "rows", properties: { rows: count } });

    const answer = await ingestEvents(ctx, [rows(80), rows(30), rows(20), rows(1)]);

    expect(answer.results).toMatchObject([
      { status: "ACCEPTED", credits: "80" },
      { status: "REFUSED", code: "limit_reached", refusedCredits: "30" },
      { status: "ACCEPTED", credits: "20" },
      { status: "REFUSED", code: "limit_reached", refusedCredits: "1" },
    ]);
    const [counter] = await readSql(
      `SELECT quantity::float AS quantity FROM usage_counter
       WHERE customer_id = $1::uuid AND price_version_id = feature_id`,
      [customerId],
    );
    expect(counter).toEqual({ quantity: 100 });
  });

  it("uses no included unit for what is refused", async () => {
    const ctx = await aContext();
    const feature = await aFeature(ctx, { key: "rows", sumOf: "rows", cost: "1" });
    const some = entitles(feature, { includedUnits: "10", isSoftLimit: true });
    const { externalId } = await aSubscriber(ctx, { entitlements: [some] }, ["5"]);
    const rows = (count: number) =>
      anEvent(externalId, { eventName: "rows", properties: { rows: count } });

    expect(await creditsOf(ctx, [rows(4), rows(20), rows(8), rows(3)])).toEqual([
      "0",
      "0",
      "2",
      "3",
    ]);
  });

  it("starts a daily limit anew at the customer's midnight", async () => {
    const ctx = await aContext();
    const feature = await aFeature(ctx);
    const daily = entitles(feature, { usageLimit: "1", isSoftLimit: false, reset: "DAY" });
    const { externalId } = await aSubscriber(ctx, { entitlements: [daily] }, ["100"]);
    const tomorrow = later(ctx, "2026-03-02T00:00:00Z");

    expect((await ingestEvents(ctx, exports(2, externalId))).refused).toBe(1);
    expect((await ingestEvents(tomorrow, exports(2, externalId))).refused).toBe(1);
  });

  it("prices tiers on the running total, in one call or in many", async () => {
    const ctx = await aContext();
    const feature = await aFeature(ctx, { key: "rows", sumOf: "rows", cost: null });
    const tiers = [
      { upTo: "10", unitAmount: "2" },
      { upTo: "20", unitAmount: "1" },
      { upTo: null, unitAmount: "0.5" },
    ];
    const draft = { charges: [charging(feature, { model: "GRADUATED", tiers })] };
    const totals = [];
    for (const size of [5, 2, 1]) {
      const { externalId } = await aSubscriber(ctx, draft, ["100"]);
      const events = ["4", "8", "0.5", "2.5", "10"].map((rows) =>
        anEvent(externalId, { eventName: "rows", properties: { rows } }),
      );
      const credits = [];
      for (let at = 0; at < events.length; at += size) {
        credits.push(...(await creditsOf(ctx, events.slice(at, at + size))));
      }
      totals.push(credits);
    }

    // 25 units in all: 10 × 2 + 10 × 1 + 5 × 0.5.
    expect(totals[0]).toEqual(["8", "14", "0.5", "2.5", "7.5"]);
    expect(totals[1]).toEqual(totals[0]);
    expect(totals[2]).toEqual(totals[0]);
  });

  it("takes money prices from the wallet at its rate, rounding on the total", async () => {
    const ctx = await aContext();
    const feature = await aFeature(ctx, { cost: null });
    const priced = charging(feature, { creditUnit: null, model: "PER_UNIT", amount: "10" });
    const { externalId, customerId } = await aSubscriber(ctx, { charges: [priced] }, ["2000"]);
    await readSql("UPDATE wallet SET conversion_rate = 0.03 WHERE customer_id = $1::uuid", [
      customerId,
    ]);

    expect(await creditsOf(ctx, exports(3, externalId))).toEqual([
      "333.333333333",
      "333.333333334",
      "333.333333333",
    ]);
  });

  it("prices overage as the plan says, for its invoice", async () => {
    const ctx = await aContext();
    const feature = await aFeature(ctx);
    const draft = {
      overageRule: "INVOICE" as const,
      overagePrice: "1",
      entitlements: [entitles(feature)],
    };
    const { externalId, customerId } = await aSubscriber(ctx, draft, ["3"]);
    await readSql("UPDATE wallet SET shortage_policy = 'OVERAGE' WHERE customer_id = $1::uuid", [
      customerId,
    ]);

    expect(await creditsOf(ctx, exports(1, externalId))).toEqual(["5"]);
    const lots = await readSql(
      `SELECT open::float AS open, unit_price::float AS price, currency FROM overage_lot
       WHERE customer_id = $1::uuid`,
      [customerId],
    );
    expect(lots).toEqual([{ open: 2, price: 1, currency: "USD" }]);
  });

  it("keeps members, days and features in transactions of their own, and their order", async () => {
    const ctx = await aContext();
    const start = later(ctx, "2026-02-20T00:00:00Z");
    const feature = await aFeature(start);
    const entitlement = entitles(feature, { usageLimit: "2", isSoftLimit: true });
    const { externalId, customerId } = await aSubscriber(start, { entitlements: [entitlement] }, [
      "100",
    ]);
    const at = (timestamp: string, member: string) => anEvent(externalId, { timestamp, member });

    const credits = await creditsOf(ctx, [
      at("2026-02-28T10:00:00Z", "ann"),
      at("2026-03-01T11:00:00Z", "ann"),
      at("2026-02-28T11:00:00Z", "ben"),
      at("2026-02-28T12:00:00Z", "ann"),
    ]);

    // Ann's first day comes first, and has both included units.
    expect(credits).toEqual(["0", "5", "5", "0"]);
    const booked = await readSql(
      `SELECT member, amount::float AS amount, effective_at FROM ledger_transaction
       WHERE customer_id = $1::uuid AND kind = 'debit' ORDER BY effective_at`,
      [customerId],
    );
    expect(booked).toMatchObject([
      { member: "ben", amount: 5 },
      { member: "ann", amount: 5 },
    ]);
  });
});
