import pg from "pg";
import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { databaseSettings } from "@/lib/db/settings";
import { readSql } from "@/lib/db/transact";
import { aContext } from "@/lib/testing/factories";
import { aGrant, anAccount } from "@/lib/testing/wallets";
import { post } from "../post";
import { verifyLedger } from "./verify";

const clean = async (ctx: Context) => (await verifyLedger(ctx.organizationId)).differences;

/** Does what no code can: past the triggers, as somebody with the keys of the database could. */
async function tamper(statement: string, ...params: readonly unknown[]) {
  const client = new pg.Client({ connectionString: databaseSettings().url });
  await client.connect();
  try {
    await client.query("SET session_replication_role = replica");
    await client.query(statement, [...params]);
  } finally {
    await client.end();
  }
}

describe("what was taken out of the ledger behind its back is found", () => {
  it("a grant of which only the entries are left", async () => {
    const ctx = await aContext();
    const { walletId } = await anAccount(ctx, ["10"]);
    const [grant] = await readSql("SELECT id FROM credit_grant WHERE wallet_id = $1", [walletId]);

    await tamper("DELETE FROM credit_grant WHERE wallet_id = $1", walletId);

    expect(await clean(ctx)).toMatchObject([{ thing: "grant", id: grant?.id, figure: "row" }]);
  });

  it("a posting, so that the numbers have a gap", async () => {
    const ctx = await aContext();
    const { walletId } = await anAccount(ctx, ["10", "20"]);

    await tamper("DELETE FROM wallet_posting WHERE wallet_id = $1 AND seq = 1", walletId);

    expect(await clean(ctx)).toMatchObject([
      { thing: "history", id: walletId, figure: "available after 2" },
      {
        thing: "posting",
        id: walletId,
        figure: expect.stringContaining("after "),
        stored: "missing",
      },
      {
        thing: "posting",
        id: walletId,
        figure: "seq",
        stored: "2.000000000",
        rebuilt: "1.000000000",
      },
    ]);
  });

  it("a past figure that was never so", async () => {
    const ctx = await aContext();
    const { walletId } = await anAccount(ctx, ["10", "20"]);

    await tamper(
      "UPDATE wallet_posting SET available = 11 WHERE wallet_id = $1 AND seq = 1",
      walletId,
    );

    const figures = {
      figure: "available after 1",
      stored: "11.000000000",
      rebuilt: "10.000000000",
    };
    expect(await clean(ctx)).toEqual([{ thing: "history", id: walletId, ...figures }]);
  });

  it("a transaction of which only the entries are left", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx);
    const outcome = await post(ctx, aGrant(account, { effectiveAt: ctx.at }));
    if (!outcome.ok) throw new Error("the grant was refused");
    const { transactionId: id } = outcome;

    await tamper("DELETE FROM ledger_transaction WHERE id = $1", id);

    expect(await clean(ctx)).toMatchObject([{ thing: "transaction", id, figure: "row" }]);
  });
});
