import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { databaseSettings } from "@/lib/db/settings";
import { aContext } from "@/lib/testing/factories";
import { countKinds, randomBooks } from "@/lib/testing/random-books";
import { anAccount } from "@/lib/testing/wallets";
import { verifyLedger } from "./verify";

const clean = async (ctx: Context) => (await verifyLedger(ctx.organizationId)).differences;

describe("verifyLedger", () => {
  it("is clean after random commands of every kind and of many callers", async () => {
    const kinds = new Set<string>();
    // Callers race, so a seed does not come across the same kinds each time.
    for (let seed = 1; seed <= 4 || (seed <= 20 && !hasAll(kinds)); seed++) {
      const ctx = await aContext();
      const { debits } = await randomBooks(ctx, { seed, rounds: 30 });

      expect(debits).toBeGreaterThan(20);
      expect(await clean(ctx), `seed ${seed}`).toEqual([]);
      for (const kind of (await countKinds(ctx)).keys()) kinds.add(kind);
    }
    expect([...kinds]).toEqual(expect.arrayContaining(KINDS));
  });
});

const hasAll = (kinds: ReadonlySet<string>) => KINDS.every((kind) => kinds.has(kind));

/** What the runs must have come across. */
const KINDS = [
  ...["activate", "adjust", "capture", "debit", "due", "extend", "freeze", "grant", "hold"],
  ...["release", "reset", "reverse", "start_refill", "transfer_in", "transfer_out", "unfreeze"],
  ...["void", "void_wallet"],
];

describe("the database refuses", () => {
  const client = new pg.Client({ connectionString: databaseSettings().url });
  beforeAll(async () => {
    await client.connect();
  });
  afterAll(() => client.end());

  it.each([
    ["ledger_entry", "UPDATE ledger_entry SET amount = 2"],
    ["ledger_entry", "DELETE FROM ledger_entry"],
    ["ledger_transaction", "UPDATE ledger_transaction SET amount = 2"],
    ["ledger_transaction", "DELETE FROM ledger_transaction"],
    ["wallet_posting", "UPDATE wallet_posting SET available = 2"],
    ["wallet_posting", "DELETE FROM wallet_posting"],
  ])("to rewrite %s: %s", async (table, statement) => {
    const ctx = await aContext();
    await anAccount(ctx, ["1"]);

    await expect(client.query(statement)).rejects.toThrow(`${table} is append-only`);
  });

  it.each([
    [
      "a grant to lose credits",
      "UPDATE credit_grant SET available = available + 1 WHERE live",
      "grant_loses_no_credit",
    ],
    [
      "a grant below zero",
      "UPDATE credit_grant SET available = -1, consumed = amount + 1",
      "grant_",
    ],
    ["a wallet below zero", "UPDATE wallet SET available = -1", "wallet_figures_not_negative"],
    [
      "a spent grant that is live",
      "UPDATE credit_grant SET live = false",
      "grant_live_while_unspent",
    ],
    [
      "an entry of nothing",
      "INSERT INTO ledger_entry SELECT transaction_id, 99, organization_id, customer_id, wallet_id, grant_id, lot_id, from_account, to_account, 0, decided_by, is_late, reverses, effective_at, recorded_at FROM ledger_entry LIMIT 1",
      "entry_amount_positive",
    ],
  ])("%s", async (_, statement, constraint) => {
    const ctx = await aContext();
    await anAccount(ctx, ["10"]);

    await expect(client.query(statement)).rejects.toThrow(constraint);
  });

  it("a figure that was changed behind the ledger's back is found", async () => {
    const ctx = await aContext();
    const { walletId } = await anAccount(ctx, ["10"]);

    await client.query("UPDATE wallet SET available = 11 WHERE id = $1", [walletId]);

    expect(await clean(ctx)).toEqual([
      {
        thing: "posting",
        id: walletId,
        figure: "available",
        stored: "11.000000000",
        rebuilt: "10.000000000",
      },
      {
        thing: "wallet",
        id: walletId,
        figure: "available",
        stored: "11.000000000",
        rebuilt: "10.000000000",
      },
    ]);
    await client.query("UPDATE wallet SET available = 10 WHERE id = $1", [walletId]);
  });
});
