import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { CustomerInput } from "@/lib/customer/schema";
import { createCustomer } from "@/lib/customer/writes/create-customer";
import { prisma } from "@/lib/db/prisma";
import { readSql } from "@/lib/db/transact";
import { idText } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import { verifyEverything } from "@/lib/ledger/writes/verify-due";
import { credits, money } from "@/lib/testing/amounts";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { aHold, capture } from "@/lib/testing/holds";
import { aFeature, anEvent, externalIdOf } from "@/lib/testing/usage";
import { type Account, aDebit, anAccount, give } from "@/lib/testing/wallets";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { countAttention, listActivity, listExpiring, listLowBalances } from "./attention";
import { findOverview } from "./overview";

const on = (ctx: Context, day: string) => later(ctx, `2026-03-${day}T12:00:00Z`);

async function use(ctx: Context, account: Account, count: number): Promise<void> {
  const externalId = await externalIdOf(account.customerId);
  await ingestEvents(
    ctx,
    Array.from({ length: count }, () => anEvent(externalId)),
  );
}

/** 100 bought on the 1st; 30 used on the 2nd; 40 given, 20 of them lapsing on the 4th; 5 debited by hand. */
async function aStory() {
  const ctx = on(await aContext(), "01");
  await aFeature(ctx);
  const account = await anAccount(ctx, [{ amount: credits("100"), costTotal: money("50") }]);
  await use(on(ctx, "02"), account, 6);
  const promo = { category: "PROMOTIONAL", amount: credits("20") } as const;
  await give(on(ctx, "03"), account, { ...promo, expiresAt: new Date("2026-03-04T06:00:00Z") });
  await give(on(ctx, "03"), account, promo);
  const byHand = await post(on(ctx, "05"), {
    ...aDebit(on(ctx, "05"), account, "5"),
    reasonCode: "correction",
    reason: "Counted twice",
  });
  if (!byHand.ok) throw new Error("the debit was refused");
  return { ctx, account, byHand };
}

describe("findOverview", () => {
  it("tells what came in, was consumed, lapsed and is outstanding, by day and beside the days before", async () => {
    const { ctx } = await aStory();
    const view = await findOverview(on(ctx, "05"), { days: 4 });

    expect(view).toEqual({
      from: "2026-03-02",
      to: "2026-03-05",
      zone: "UTC",
      creditUnit: "credits",
      days: ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"],
      granted: {
        value: "40",
        before: "100",
        trend: ["0", "40", "0", "0"],
        split: { PREPAID: "0", COMMITTED: "0", PROMOTIONAL: "40" },
      },
      consumed: { value: "35", before: "0", trend: ["30", "0", "0", "5"] },
      expired: { value: "20", before: "0", trend: ["0", "0", "20", "0"] },
      outstanding: {
        value: "85",
        before: "100",
        trend: ["70", "110", "90", "85"],
        liability: [{ currency: "USD", amount: "35" }],
      },
    });
  });

  it("agrees with the ledger's own available and held, after a reversal too", async () => {
    const { ctx, account, byHand } = await aStory();
    await post(on(ctx, "06"), {
      kind: "reverse",
      customerId: account.customerId,
      transactionId: byHand.transactionId,
      amount: null,
      restoreDays: null,
      reason: "It was right",
      reference: aReference(),
    });
    const view = await findOverview(on(ctx, "06"), { days: 6 });
    const wallet = await prisma().wallet.findUniqueOrThrow({ where: { id: account.walletId } });

    expect(view.outstanding.value).toBe(wallet.available.toFixed());
    expect(view.consumed).toMatchObject({ value: "30", trend: ["0", "30", "0", "0", "5", "-5"] });
    expect(view.outstanding.trend).toEqual(["100", "70", "110", "90", "85", "90"]);
  });

  it("counts what is captured of a hold, and beyond it, on the day of the capture", async () => {
    const ctx = on(await aContext(), "01");
    const account = await anAccount(ctx, ["100"]);
    const holdId = await aHold(on(ctx, "02"), account, "40", { expiresInSeconds: 5 * 86_400 });
    await capture(on(ctx, "03"), holdId, "10", { isFinal: false });
    await capture(on(ctx, "04"), holdId, "50");

    const view = await findOverview(on(ctx, "05"), { days: 4 });

    expect(view.consumed.trend).toEqual(["0", "10", "50", "0"]);
    expect(view.outstanding.trend).toEqual(["100", "90", "40", "40"]);
  });

  it("knows what time has done and no one has booked", async () => {
    const ctx = on(await aContext(), "01");
    const at = (day: string) => new Date(`2026-03-${day}T00:00:00Z`);
    await anAccount(ctx, [
      { amount: credits("10"), expiresAt: at("03") },
      { amount: credits("7"), effectiveAt: at("02") },
      { amount: credits("5"), effectiveAt: at("09") },
    ]);
    const view = await findOverview(on(ctx, "03"), { days: 3 });

    expect(view.granted.trend).toEqual(["10", "7", "0"]);
    expect(view.expired.trend).toEqual(["0", "0", "10"]);
    expect(view.outstanding.trend).toEqual(["10", "17", "7"]);
  });

  it("is all zeros for an organization without credits", async () => {
    const view = await findOverview(await aContext(), { days: 2 });

    expect(view.outstanding).toEqual({ value: "0", before: "0", trend: ["0", "0"], liability: [] });
  });
});

describe("listLowBalances", () => {
  it("lists the soonest empty first, then those without forecast", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const [soon, sooner, fine, watched] = [
      await anAccount(ctx, ["60"]),
      await anAccount(ctx, ["40"]),
      await anAccount(ctx, ["4000"]),
      await anAccount(ctx, ["3"]),
    ];
    for (const account of [soon, sooner, fine]) await use(ctx, account, 7);
    await prisma().wallet.update({ where: { id: watched.walletId }, data: { lowBalanceAt: "3" } });
    await anAccount(await aContext(), []);
    const { items, total } = await listLowBalances(ctx, { limit: 10 });

    expect(total).toBe(3);
    expect(
      items.map(({ customer, available, daysLeft }) => [customer.id, available, daysLeft]),
    ).toEqual([
      [idText("cus", sooner.customerId), "5", 1],
      [idText("cus", soon.customerId), "25", 5],
      [idText("cus", watched.customerId), "3", null],
    ]);
    expect((await listLowBalances(ctx, { limit: 1 })).items).toHaveLength(1);
  });
});

describe("listExpiring", () => {
  it("lists live credits that lapse within the days asked for, soonest first", async () => {
    const ctx = await aContext();
    const at = (day: string) => new Date(`2026-03-${day}T00:00:00Z`);
    const account = await anAccount(ctx, [
      { amount: credits("7"), expiresAt: at("15") },
      { amount: credits("5"), expiresAt: at("10"), name: "Welcome" },
      { amount: credits("9"), expiresAt: at("16") },
      "100",
    ]);
    const { items, total } = await listExpiring(ctx, { days: 14, limit: 10 });

    expect(total).toBe("12");
    expect(items.map(({ amount, expiresAt }) => [amount, expiresAt])).toEqual([
      ["5", "2026-03-10T00:00:00.000Z"],
      ["7", "2026-03-15T00:00:00.000Z"],
    ]);
    expect(items[0]).toMatchObject({
      name: "Welcome",
      customer: { id: idText("cus", account.customerId) },
    });
    const afterwards = await listExpiring(later(ctx, "2026-03-12T00:00:00Z"), {
      days: 3,
      limit: 10,
    });
    expect(afterwards.items.map(({ amount }) => amount)).toEqual(["7"]);
  });
});

describe("listActivity", () => {
  it("says what was done in words, newest first, of this organization", async () => {
    const ctx = await aContext();
    const acme = CustomerInput.parse({ externalId: "acme", name: "Acme" });
    await createCustomer(ctx, acme);
    await createCustomer(await aContext(), acme);
    const account = await anAccount(on(ctx, "02"), []);
    await post(on(ctx, "03"), {
      ...aDebit(on(ctx, "03"), await withCredits(on(ctx, "02"), account), "5"),
      reasonCode: "correction",
      reason: "Counted twice",
    });
    const [latest, ...others] = await listActivity(ctx, { limit: 20 });

    expect(latest).toMatchObject({
      actor: "Test Person",
      action: "wallet.debited",
      text: "debited 5 credits from Acme",
      reason: "Counted twice",
    });
    expect(others.at(-1)?.text).toBe("created customer Acme");
    const own = await listActivity(ctx, { limit: 20, customerId: account.customerId });
    expect(own.map(({ action }) => action)).not.toContain("customer.created");
    expect(await listActivity(ctx, { limit: 1 })).toEqual([latest]);
  });
});

async function withCredits(ctx: Context, account: Account): Promise<Account> {
  await give(ctx, account, "10");
  return account;
}

describe("countAttention", () => {
  it("counts what waits for somebody", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const account = await anAccount(ctx, ["7"]);
    await use(ctx, account, 3);
    await ingestEvents(ctx, [anEvent("nobody")]);
    await anAccount(await aContext(), ["5"]);

    await verifyEverything(ctx.at);
    expect((await countAttention(ctx)).ledgerDifferences).toBe(0);
    const spoil = (more: number) =>
      readSql("UPDATE wallet SET pending = pending + $2::int WHERE id = $1::uuid", [
        ...[account.walletId, more],
      ]);
    await spoil(1);
    await verifyEverything(later(ctx, "2026-03-01T13:00:00Z").at);
    await spoil(-1);

    expect(await countAttention(ctx)).toEqual({
      ledgerDifferences: 2,
      lowBalances: 1,
      inOverage: 0,
      unpaidInvoices: 0,
      setApart: 0,
      unmatchedEvents: 1,
      refusedEvents: 2,
    });
  });
});
