import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { type CustomerId, newId, type TransactionId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import { contactUsage } from "@/lib/testing/contact-usage";
import { aContext, aReference } from "@/lib/testing/factories";
import { aDebit, anAccount } from "@/lib/testing/wallets";
import { breakConsumptionDown } from "./breakdown";

/** Two days in Auckland, with the two before them. */
const DAYS = { from: new Date("2026-03-04T11:00:00Z"), to: new Date("2026-03-06T11:00:00Z") };

const breakDown = (ctx: Context, customerId: CustomerId, by: "member" | "property" = "member") =>
  breakConsumptionDown(ctx, customerId, { ...DAYS, by });

const aTeam = () =>
  contactUsage("2026-03-06T10:00:00Z", "Pacific/Auckland", [
    ["contact_search", "2026-03-02T11:00:00Z", "cem"],
    ["contact_export", "2026-03-04T10:59:59Z", "ann"],
    ["contact_export", "2026-03-04T11:00:00Z", "ann"],
    ["contact_export", "2026-03-05T08:00:00Z", "ann"],
    ["contact_search", "2026-03-05T09:00:00Z", "ben"],
    ["contact_search", "2026-03-05T09:30:00Z"],
  ]);

describe("breakConsumptionDown", () => {
  it("lays use out by feature and member, each beside the same days before", async () => {
    const { ctx, account, exports, search } = await aTeam();
    const view = await breakDown(ctx, account.customerId);

    expect(view).toMatchObject({
      from: "2026-03-04T11:00:00.000Z",
      to: "2026-03-06T11:00:00.000Z",
      events: 4,
      total: "12",
      change: { before: "6", credits: "6", share: "1" },
    });
    expect(
      view.rows.map(({ featureKey, value, events, credits, share, change }) => [
        ...[featureKey, value, events, credits, share, change.before, change.share],
      ]),
    ).toEqual([
      [exports, "ann", 2, "10", "0.833333333", "5", "1"],
      [search, "", 1, "1", "0.083333333", "0", null],
      [search, "ben", 1, "1", "0.083333333", "0", null],
      [search, "cem", 0, "0", "0", "1", "-1"],
    ]);
  });

  it("puts debits by hand in a row of their own, and takes back from the one that used", async () => {
    const { ctx, account, exports } = await aTeam();
    await post(ctx, aDebit(ctx, account, "7.5"));
    const used = await prisma().ledgerTransaction.findFirstOrThrow({
      where: { customerId: account.customerId, causeKind: "usage", member: "ann", amount: 10 },
    });
    await post(ctx, {
      kind: "reverse",
      customerId: account.customerId,
      transactionId: used.id as TransactionId,
      ...{ amount: null, restoreDays: null, reason: "Given back", reference: aReference() },
    });
    const view = await breakDown(ctx, account.customerId);

    expect(view.total).toBe("9.5");
    expect(view.rows[0]).toMatchObject({ featureKey: "manual", value: "", credits: "7.5" });
    expect(view.rows.find(({ featureKey }) => featureKey === exports)).toMatchObject({
      value: "ann",
      events: 2,
      credits: "0",
    });
    expect((await breakDown(ctx, account.customerId, "property")).total).toBe("9.5");
  });

  it("shows one member's rows alone", async () => {
    const { ctx, account, exports, search } = await aTeam();
    const rowsOf = async (member: string) => {
      const asked = { ...DAYS, by: "member" as const, member };
      const { rows, total } = await breakConsumptionDown(ctx, account.customerId, asked);
      return [total, ...rows.map(({ featureKey, value }) => [featureKey, value])];
    };
    expect(await rowsOf("ann")).toEqual(["10", [exports, "ann"]]);
    expect(await rowsOf("cem")).toEqual(["0", [search, "cem"]]);
  });

  it("is empty for a customer that used nothing, and knows no other organization's", async () => {
    const { ctx, account } = await aTeam();
    const { customerId } = await anAccount(ctx, ["10"]);

    expect(await breakDown(ctx, customerId)).toMatchObject({ rows: [], total: "0", events: 0 });
    const other = await aContext();
    await expect(breakDown(other, account.customerId)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(breakDown(ctx, newId())).rejects.toMatchObject({ code: "not_found" });
  });
});
