import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { credits } from "@/lib/testing/amounts";
import { aContext, later } from "@/lib/testing/factories";
import { randomBooks } from "@/lib/testing/random-books";
import { aDebit, anAccount, give } from "@/lib/testing/wallets";
import { post } from "../post";
import { sumTrialBalance } from "./trial-balance";

const now = (ctx: Context, asOf: Date | null = null) =>
  sumTrialBalance(ctx, { asOf, creditUnit: "credits" });

const balances = async (ctx: Context, asOf: Date | null = null) =>
  Object.fromEntries(
    (await now(ctx, asOf)).accounts
      .filter(({ debits, credits: came }) => debits !== "0" || came !== "0")
      .map(({ account, balance }) => [account, balance]),
  );

describe("sumTrialBalance", () => {
  it("is all zeros of an organization without entries", async () => {
    const ctx = await aContext();

    expect(await now(ctx)).toMatchObject({
      ...{ isZeroSum: true, hasArrived: true, isAsStored: true, entries: 0 },
      totals: { debits: "0", credits: "0", balance: "0" },
    });
    expect((await now(ctx)).accounts).toHaveLength(12);
  });

  it("sums what was issued by category, and where it stands", async () => {
    const ctx = await aContext({ at: new Date("2026-03-01T00:00:00Z") });
    const account = await anAccount(ctx, ["100"]);
    await give(ctx, account, { amount: credits("20"), category: "PROMOTIONAL" });
    const use = later(ctx, "2026-03-02T00:00:00Z");
    await post(use, aDebit(use, account, "30"));

    expect(await balances(ctx)).toEqual({
      issued_prepaid: "-100",
      issued_promotional: "-20",
      available: "90",
      consumed: "30",
    });
    expect(await now(ctx)).toMatchObject({
      totals: { debits: "150", credits: "150", balance: "0" },
      entries: 4,
    });
    const available = (await now(ctx)).accounts.find(({ account: name }) => name === "available");
    expect(available).toMatchObject({ debits: "30", credits: "120", stored: "90" });
    expect(await balances(ctx, new Date("2026-03-01T12:00:00Z"))).toEqual({
      issued_prepaid: "-100",
      issued_promotional: "-20",
      available: "120",
    });
    expect((await now(ctx, ctx.at)).isAsStored).toBeNull();
  });

  it("finds wallets that hold something else than the entries say", async () => {
    const ctx = await aContext();
    const { walletId } = await anAccount(ctx, ["10"]);
    await readSql("UPDATE wallet SET available = 11 WHERE id = $1::uuid", [walletId]);

    expect(await now(ctx)).toMatchObject({ isZeroSum: true, isAsStored: false });
    await readSql("UPDATE wallet SET available = 10 WHERE id = $1::uuid", [walletId]);
  });

  it("knows nothing of other organizations and other units", async () => {
    const [ctx, other] = [await aContext(), await aContext()];
    await anAccount(other, ["10"]);

    expect(await balances(ctx)).toEqual({});
    const tokens = await sumTrialBalance(other, { asOf: null, creditUnit: "tokens" });
    expect(tokens.entries).toBe(0);
  });

  it("is zero-sum at any time after random commands of many callers", async () => {
    const ctx = await aContext();
    await randomBooks(ctx, { seed: 11, rounds: 15 });

    expect(await now(ctx)).toMatchObject({ isZeroSum: true, hasArrived: true, isAsStored: true });
    for (const hours of [-5, 0, 1, 4, 9, 14, 30]) {
      const asOf = new Date(ctx.at.getTime() + hours * 3_600_000);
      expect(await now(ctx, asOf)).toMatchObject({ isZeroSum: true, hasArrived: true });
    }
  });
});
