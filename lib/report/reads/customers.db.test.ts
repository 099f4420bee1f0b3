import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { CustomerQuery, type CustomerQueryFields } from "@/lib/customer/schema";
import { prisma } from "@/lib/db/prisma";
import { idText, newId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import { credits } from "@/lib/testing/amounts";
import { aContext, aCustomer, later } from "@/lib/testing/factories";
import { aFeature, anEvent, externalIdOf } from "@/lib/testing/usage";
import { aDebit, anAccount, give } from "@/lib/testing/wallets";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { findCustomerWithFigures, listCustomersWithFigures } from "./customers";

const list = async (ctx: Context, query: CustomerQueryFields = {}) =>
  (await listCustomersWithFigures(ctx, CustomerQuery.parse(query))).items;

describe("listCustomersWithFigures", () => {
  it("tells balance, burn, days left, expiry and the last event", async () => {
    const ctx = await aContext();
    await aFeature(ctx);
    const account = await anAccount(ctx, [
      "100",
      { amount: credits("40"), expiresAt: new Date("2026-03-20T00:00:00Z") },
      { amount: credits("7"), effectiveAt: new Date("2026-05-01T00:00:00Z") },
    ]);
    const externalId = await externalIdOf(account.customerId);
    await ingestEvents(
      ctx,
      Array.from({ length: 7 }, () => anEvent(externalId)),
    );

    expect(await list(ctx)).toMatchObject([
      {
        customer: { id: idText("cus", account.customerId), name: "Acme" },
        figures: {
          creditUnit: "credits",
          available: "105",
          held: "0",
          balance: "105",
          pending: "7",
          overage: "0",
          nextExpiry: { at: "2026-03-20T00:00:00.000Z", amount: "5" },
          burnPerDay: "5",
          daysLeft: 21,
          runsOutAt: "2026-03-22T12:00:00.000Z",
          isLow: false,
          plan: null,
          unpaidInvoices: 0,
          lastEventAt: ctx.at.toISOString(),
        },
      },
    ]);
  });

  it("knows what time has done since the last booking", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["100"]);
    await give(ctx, account, {
      amount: credits("40"),
      expiresAt: new Date("2026-03-02T00:00:00Z"),
    });
    await give(ctx, account, {
      amount: credits("7"),
      effectiveAt: new Date("2026-03-03T00:00:00Z"),
    });

    const availableAt = async (at: string) => (await list(later(ctx, at)))[0]?.figures.available;
    expect(await availableAt("2026-03-01T23:59:59.999Z")).toBe("140");
    expect(await availableAt("2026-03-02T00:00:00Z")).toBe("100");
    expect(await availableAt("2026-03-03T00:00:00Z")).toBe("107");
  });

  it("burns over the customer's own last seven days, by events only", async () => {
    const ctx = await aContext({ at: new Date("2026-03-10T03:00:00Z") });
    const customerId = await aCustomer(ctx, { timezone: "America/New_York" });
    const used = { organizationId: ctx.organizationId, customerId, featureId: newId() };
    const days = {
      "2026-03-02": "1000",
      "2026-03-03": "70",
      "2026-03-09": "7",
      "2026-03-10": "500",
    };
    for (const [day, amount] of Object.entries(days)) {
      await prisma().usageDay.create({ data: { ...used, day: new Date(day), credits: amount } });
    }

    expect((await list(ctx))[0]?.figures).toMatchObject({ burnPerDay: "11", daysLeft: 0 });
  });

  it("shows who is low: by a wallet's threshold, by days left, by overage", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["100"]);
    expect((await list(ctx))[0]?.figures.isLow).toBe(false);
    await prisma().wallet.update({ where: { id: account.walletId }, data: { lowBalanceAt: "99" } });
    expect((await list(ctx))[0]?.figures.isLow).toBe(false);

    await post(ctx, aDebit(ctx, account, "1"));
    expect((await list(ctx))[0]?.figures).toMatchObject({ available: "99", isLow: true });
  });

  it("pages as the plain list does", async () => {
    const ctx = await aContext();
    for (let index = 0; index < 3; index++) await anAccount(ctx, [String(10 + index)]);
    const first = await listCustomersWithFigures(ctx, CustomerQuery.parse({ limit: 2 }));
    const second = await listCustomersWithFigures(
      ctx,
      CustomerQuery.parse({ limit: 2, cursor: first.nextCursor }),
    );

    const all = [...first.items, ...second.items].map(({ figures }) => figures.available);
    expect(all.toSorted()).toEqual(["10", "11", "12"]);
    expect(first.total).toBe(3);
  });
});

describe("findCustomerWithFigures", () => {
  it("finds this organization's customer, without a wallet too", async () => {
    const ctx = await aContext();
    const id = await aCustomer(ctx);

    expect(await findCustomerWithFigures(ctx, id)).toMatchObject({
      figures: { available: "0", daysLeft: null, isLow: false, lastEventAt: null },
    });
    expect(await findCustomerWithFigures(await aContext(), id)).toBeUndefined();
  });
});
