import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { WalletId } from "@/lib/ids";
import { creditsFromRow, creditsText, minus, parseCredits, plus } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { aContext, later } from "@/lib/testing/factories";
import { randomBooks } from "@/lib/testing/random-books";
import { aDebit, anAccount, give } from "@/lib/testing/wallets";
import { post } from "../post";
import { expireDue } from "../writes/expire-due";
import { findStatement } from "./statement";

const at = (text: string) => new Date(text);
const MARCH = { from: at("2026-03-01T00:00:00Z"), to: at("2026-04-01T00:00:00Z") };

const whole = (ctx: Context, walletId: WalletId, period: { from: Date; to: Date }) =>
  findStatement(ctx, walletId, { ...period, cursor: null, limit: 1000 });

const amount = (text: string) => parseCredits(text) ?? credits("0");

describe("findStatement", () => {
  it("opens, moves and closes, and ties out", async () => {
    const ctx = await aContext({ at: at("2026-02-20T09:00:00Z") });
    const account = await anAccount(ctx, [{ amount: credits("100"), name: "Welcome" }]);
    await post(later(ctx, "2026-02-25T09:00:00Z"), aDebit(ctx, account, "10"));
    const march = later(ctx, "2026-03-05T09:00:00Z");
    await give(march, account, {
      ...{ amount: credits("30"), name: "Gift", effectiveAt: march.at },
      expiresAt: at("2026-03-20T00:00:00Z"),
    });
    const use = later(ctx, "2026-03-06T09:00:00Z");
    await post(use, aDebit(use, account, "12.5"));
    await expireDue(at("2026-04-02T00:00:00Z"), () => later(ctx, "2026-04-02T00:00:00Z"));
    const after = later(ctx, "2026-04-03T09:00:00Z");
    await post(after, aDebit(after, account, "1"));

    const statement = await whole(ctx, account.walletId, MARCH);

    expect(statement).toMatchObject({
      opening: { available: "90", balance: "90", held: "0", pending: "0", overage: "0" },
      closing: { available: "90", balance: "90" },
      totals: { in: "30", out: "30", lines: 3 },
      tiesOut: true,
    });
    // Booked in April, but it counts when the grant ended.
    expect(
      statement.lines.map((line) => [line.at, line.kind, line.in, line.out, line.balance]),
    ).toEqual([
      ["2026-03-05T09:00:00.000Z", "grant", "30", "0", "120"],
      ["2026-03-06T09:00:00.000Z", "debit", "0", "12.5", "107.5"],
      ["2026-03-20T00:00:00.000Z", "due", "0", "17.5", "90"],
    ]);
    expect(statement.lines[2]?.entries).toEqual([
      { grantName: "Gift", from: "available", to: "expired", amount: "17.5" },
    ]);
  });

  it("puts what counts at the period's end into the next one", async () => {
    const ctx = await aContext({ at: MARCH.from });
    const account = await anAccount(ctx);
    await give(later(ctx, MARCH.to), account, { amount: credits("5"), effectiveAt: MARCH.to });

    const april = { from: MARCH.to, to: at("2026-05-01T00:00:00Z") };
    expect((await whole(ctx, account.walletId, MARCH)).totals.lines).toBe(0);
    expect((await whole(ctx, account.walletId, april)).totals).toEqual({
      ...{ in: "5", out: "0", lines: 1 },
    });
  });

  it("is found unsound when a posting is not what the entries say", async () => {
    const ctx = await aContext({ at: MARCH.from });
    const { walletId, customerId } = await anAccount(ctx, ["10"]);
    // Another posting than the entries tell of: rows can be added, only not rewritten.
    await readSql(
      `INSERT INTO wallet_posting VALUES ($1::uuid, 2, gen_random_uuid(), $2::uuid, 11, 0, 0, 0, $3::timestamptz)`,
      [walletId, customerId, ctx.at],
    );

    const statement = await whole(ctx, walletId, MARCH);

    expect(statement.tiesOut).toBe(false);
    expect([statement.closing.available, statement.posted.available]).toEqual(["10", "11"]);
  });

  it("walks by cursor: the pages are the whole", async () => {
    const ctx = await aContext({ at: MARCH.from });
    const { accounts } = await randomBooks(ctx, { seed: 7, rounds: 20 });
    const walletId = accounts[0]?.walletId as WalletId;
    const { lines } = await whole(ctx, walletId, MARCH);
    // More than two pages of four, in whatever order the callers came.
    expect(lines.length).toBeGreaterThan(8);

    const walked: typeof lines = [];
    let cursor: string | null = null;
    do {
      const page = await findStatement(ctx, walletId, { ...MARCH, cursor, limit: 4 });
      walked.push(...page.lines);
      cursor = page.nextCursor;
    } while (cursor !== null);

    expect(walked).toEqual(lines);
    await expect(
      findStatement(ctx, walletId, { ...MARCH, cursor: "x", limit: 4 }),
    ).rejects.toMatchObject({ code: "validation_error" });
  });

  it("refuses a period that ends before it begins, and another organization's wallet", async () => {
    const [ctx, other] = [await aContext(), await aContext()];
    const { walletId } = await anAccount(ctx);

    await expect(whole(ctx, walletId, { from: MARCH.to, to: MARCH.from })).rejects.toMatchObject({
      code: "validation_error",
    });
    await expect(whole(other, walletId, MARCH)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("after random commands of many callers", () => {
  it("statements of any periods tie out, and each begins where the one before ended", async () => {
    const ctx = await aContext({ at: at("2026-03-10T12:00:00Z") });
    const { accounts, dice } = await randomBooks(ctx, { seed: 20261122, rounds: 20 });
    const hour = (count: number) => new Date(ctx.at.getTime() + count * 3_600_000);

    for (let round = 0; round < 40; round++) {
      const { walletId } = accounts[dice(4)] ?? { walletId: "" as WalletId };
      const [from, middle, to] = [dice(30) - 8, dice(30) - 8, dice(30) - 8].sort((a, b) => a - b);
      const bounds = [from, middle, to].map((count) => hour(count ?? 0)) as [Date, Date, Date];
      const all = await whole(ctx, walletId, { from: bounds[0], to: bounds[2] });
      const first = await whole(ctx, walletId, { from: bounds[0], to: bounds[1] });
      const second = await whole(ctx, walletId, { from: bounds[1], to: bounds[2] });

      expect([all.tiesOut, first.tiesOut, second.tiesOut]).toEqual([true, true, true]);
      expect(second.opening).toEqual(first.closing);
      expect(all.closing).toEqual(second.closing);
      expect(all.lines.map(({ in: came, out }) => [came, out])).toEqual(
        [...first.lines, ...second.lines].map(({ in: came, out }) => [came, out]),
      );
      const moved = all.lines.reduce(
        (balance, line) => minus(plus(balance, amount(line.in)), amount(line.out)),
        amount(all.opening.balance),
      );
      expect(creditsText(moved)).toBe(all.closing.balance);
      expect(all.lines.at(-1)?.balance ?? all.opening.balance).toBe(all.closing.balance);
      expect(all.lines.at(-1)?.available ?? all.opening.available).toBe(all.closing.available);
    }
  });

  it("a statement to the end of time closes with what the wallet holds", async () => {
    const ctx = await aContext();
    const { accounts } = await randomBooks(ctx, { seed: 3, rounds: 10 });
    for (const { walletId } of accounts) {
      const ever = { from: at("2000-01-01T00:00:00Z"), to: at("2100-01-01T00:00:00Z") };
      const { opening, closing, tiesOut } = await whole(ctx, walletId, ever);
      const [row] = await readSql(
        "SELECT available::text AS available, overage::text AS overage FROM wallet WHERE id = $1::uuid",
        [walletId],
      );
      expect(tiesOut).toBe(true);
      expect(opening).toMatchObject({ balance: "0", pending: "0" });
      expect(closing).toMatchObject({
        available: creditsText(creditsFromRow(row?.available)),
        overage: creditsText(creditsFromRow(row?.overage)),
      });
    }
  });
});
