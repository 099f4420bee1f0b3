import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { post } from "@/lib/ledger/post";
import { findLastPosting, findStatement } from "@/lib/ledger/reads/statement";
import { creditsText, minus, parseCredits, plus } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { anExport, exported, list, writeSome } from "@/lib/testing/exports";
import { aContext, later } from "@/lib/testing/factories";
import { type Account, aDebit, anAccount, give } from "@/lib/testing/wallets";
import { LISTS } from "./reads/lists";
import { queryJson } from "./reads/stored-query";

const MARCH = {
  from: new Date("2026-03-01T00:00:00Z"),
  to: new Date("2026-04-01T00:00:00Z"),
};

const inMarch = (ctx: Context, day: number) => later(ctx, new Date(Date.UTC(2026, 2, day, 9)));

/** A hundred credits of February, and so many debits of one in March, a day each. */
async function aMonth(days: number) {
  const ctx = await aContext({ at: new Date("2026-02-20T09:00:00Z") });
  const account = await anAccount(ctx, ["100"]);
  for (let day = 1; day <= days; day++) await debit(ctx, account, day);
  return { ctx, account, walletId: account.walletId };
}

async function debit(ctx: Context, account: Account, day: number) {
  const at = inMarch(ctx, day);
  await post(at, aDebit(at, account, "1"));
}

const amount = (cell: string | undefined) => parseCredits(cell || "0") ?? credits("0");

describe("a statement written in the background", () => {
  it("ties out, and is of the moment of its asking, whatever is booked between its pieces", async () => {
    const { ctx, account, walletId } = await aMonth(23);
    const asking = inMarch(ctx, 28);
    const query = { walletId, ...MARCH, seq: await findLastPosting(asking, walletId) };
    const asked = await findStatement(ctx, walletId, { ...MARCH, cursor: null, limit: 99 });
    const id = await anExport(asking, { list: "statement", query, source: "/statement" });

    await writeSome(asking, id, 1);
    const cut = await exported(asking, id);
    expect([cut.state, cut.rows]).toEqual(["WRITING", 11]);
    await debit(ctx, account, 24);
    await give(inMarch(ctx, 2), account, "50");
    await writeSome(asking, id);

    const { lines, header, rows, totals } = await exported(asking, id);
    expect(header).toMatch(/^at,kind,description,in,out,balance,available,/);
    const cells = lines.map((line) => line.split(","));
    const [opening, ...moved] = cells;
    const closing = moved.pop();
    expect([opening?.[1], closing?.[1], rows]).toEqual(["opening", "closing", 25]);
    expect(moved.map((line) => line.at(-1))).toEqual(
      asked.lines.map(({ transactionId }) => transactionId),
    );
    let balance = amount(opening?.[5]);
    for (const [, , , came, went, after] of moved) {
      balance = minus(plus(balance, amount(came)), amount(went));
      expect(after).toBe(creditsText(balance));
    }
    expect(closing?.slice(2, 7)).toEqual(["Closing balance", "0", "23", "77", "77"]);
    expect(creditsText(balance)).toBe("77");
    expect(totals).toEqual({ in: { credits: 0n }, out: { credits: credits("23") } });
    expect((await list(asking))[0]).toMatchObject({ name: "Statement", state: "READY" });
  });

  it("that is short has the same lines at once", async () => {
    const { ctx, walletId } = await aMonth(3);
    const query = { walletId, ...MARCH, seq: await findLastPosting(ctx, walletId) };
    const span = { cursor: null, limit: 1_000, until: ctx.at };

    const stored: unknown = JSON.parse(queryJson(query));
    const { lines, rows, nextCursor } = await LISTS.statement.piece(ctx, stored, span);

    expect([rows, nextCursor]).toEqual([5, null]);
    expect(lines).toMatch(/^2026-03-01T00:00:00.000Z,opening,Opening balance,,,100,100,/);
    expect(lines).toMatch(/,closing,Closing balance,0,3,97,97,,,\r\n$/);
  });

  it("of another organization's wallet is none, and says why", async () => {
    const { ctx, walletId } = await aMonth(1);
    const stranger = await aContext();
    const query = { walletId, ...MARCH, seq: await findLastPosting(ctx, walletId) };
    await expect(findLastPosting(stranger, walletId)).rejects.toMatchObject({ code: "not_found" });
    const id = await anExport(stranger, { list: "statement", query, source: "/statement" });

    await writeSome(stranger, id);

    expect(await exported(stranger, id)).toMatchObject({ state: "FAILED", rows: 0, lines: [] });
  });
});
