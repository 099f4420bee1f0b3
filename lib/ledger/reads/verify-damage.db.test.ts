import pg from "pg";
import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { databaseSettings } from "@/lib/db/settings";
import { readSql } from "@/lib/db/transact";
import { NO_MONEY } from "@/lib/money/money";
import { credits } from "@/lib/testing/amounts";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { type Account, aDebit, anAccount } from "@/lib/testing/wallets";
import { post } from "../post";
import { verifyLedger, verifyWallets } from "./verify";

/** Does what no code can: past triggers, foreign keys and constraints of rows. */
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

const told = async (ctx: Context) =>
  (await verifyLedger(ctx.organizationId)).differences.map(
    ({ thing, figure }) => `${thing} ${figure}`,
  );

/** Four credits of the account's one grant, set aside. */
async function aHold(ctx: Context, { customerId, walletId }: Account) {
  const asked = { reference: aReference(), customerId, walletId, creditUnit: "credits" };
  const terms = { featureId: null, member: null, purpose: null, amount: credits("4") };
  const expiresAt = new Date(ctx.at.getTime() + 3_600_000);
  const hold = await post(ctx, { kind: "hold", ...asked, ...terms, expiresAt });
  if (!hold.ok || hold.holdId === null) throw new Error("the hold was refused");
  const [grant] = await readSql("SELECT id FROM credit_grant WHERE wallet_id = $1::uuid", [
    walletId,
  ]);
  return { holdId: hold.holdId, grantId: grant?.id };
}

describe("damage of holds is found", () => {
  const HOLD_DAMAGE: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "an amount that its draws do not add up to",
      "UPDATE credit_hold SET amount = 5 WHERE id = $1::uuid",
      ["hold amount", "hold kept"],
    ],
    [
      "a capture that no draw knows",
      "UPDATE credit_hold SET captured = 1 WHERE id = $1::uuid",
      ["hold captured", "hold kept"],
    ],
    [
      "an end that left credits held",
      "UPDATE credit_hold SET state = 'RELEASED', released = 4 WHERE id = $1::uuid",
      ["hold released", "reserved held"],
    ],
    [
      "a draw that was released alone",
      "UPDATE hold_draw SET released = 1 WHERE hold_id = $1::uuid",
      ["hold kept", "hold released", "reserved held"],
    ],
    [
      "a draw that is gone",
      "DELETE FROM hold_draw WHERE hold_id = $1::uuid",
      ["hold amount", "hold kept", "reserved held"],
    ],
  ];

  it.each(HOLD_DAMAGE)("%s", async (_, statement, expected) => {
    const ctx = await aContext();
    const { holdId } = await aHold(ctx, await anAccount(ctx, ["10"]));
    expect(await told(ctx)).toEqual([]);

    await tamper(statement, holdId);

    expect(await told(ctx)).toEqual(expected);
  });

  it("a draw of more than the ledger reserved", async () => {
    const ctx = await aContext();
    const { holdId, grantId } = await aHold(ctx, await anAccount(ctx, ["10"]));

    await tamper("UPDATE hold_draw SET amount = 5 WHERE hold_id = $1", holdId);

    expect(await told(ctx)).toEqual([
      "hold amount",
      `hold drawn of ${grantId}`,
      "hold kept",
      "reserved held",
    ]);
  });
});

/** Ten credits, four of them used; their grant ends, and the four come back as a new grant. */
async function aRestore(ctx: Context) {
  const end = new Date("2026-03-10T00:00:00Z");
  const account = await anAccount(ctx, [{ expiresAt: end, amount: credits("10") }]);
  const debit = await post(ctx, aDebit(ctx, account, "4"));
  if (!debit.ok) throw new Error("the debit was refused");
  const now = later(ctx, "2026-03-11T00:00:00Z");
  const { customerId } = account;
  const asked = { customerId, reference: aReference(), amount: null, restoreDays: 30 };
  const { transactionId } = debit;
  const back = await post(now, { kind: "reverse", ...asked, transactionId });
  if (!back.ok || back.grantId === null) throw new Error("the reversal was refused");
  return { account, debit: transactionId, reversal: back.transactionId, restored: back.grantId };
}

describe("damage of what moved from grant to grant is found", () => {
  it("nothing, where all arrived", async () => {
    const ctx = await aContext();
    await aRestore(ctx);
    expect(await told(ctx)).toEqual([]);
  });

  it("a grant that forgot what it was made of", async () => {
    const ctx = await aContext();
    const { restored } = await aRestore(ctx);

    await tamper("UPDATE credit_grant SET parent_grant_id = NULL WHERE id = $1", restored);

    expect(await told(ctx)).toEqual(["grant moved on", "grant parent"]);
  });

  it("credits that left one grant and reached none", async () => {
    const ctx = await aContext();
    const { reversal, restored, account } = await aRestore(ctx);

    await tamper(
      "DELETE FROM ledger_entry WHERE transaction_id = $1 AND grant_id = $2",
      ...[reversal, restored],
    );
    await tamper("DELETE FROM credit_grant WHERE id = $1", restored);
    await tamper("UPDATE wallet SET available = 0 WHERE id = $1", account.walletId);
    await tamper("UPDATE wallet_posting SET available = 0 WHERE transaction_id = $1", reversal);

    expect(await told(ctx)).toEqual(["grant moved on", "organization moved", "transaction moved"]);
  });
});

describe("damage of transactions is found", () => {
  it("a debit that says that it took another amount", async () => {
    const ctx = await aContext();
    const { debit } = await aRestore(ctx);

    await tamper("UPDATE ledger_transaction SET amount = 3 WHERE id = $1", debit);

    expect(await told(ctx)).toEqual(["transaction amount"]);
  });

  it("a reversal of more than was taken", async () => {
    const ctx = await aContext();
    const { debit } = await aRestore(ctx);

    await tamper(
      "UPDATE ledger_entry SET amount = 3 WHERE transaction_id = $1 AND to_account = 'CONSUMED'",
      debit,
    );

    expect(await told(ctx)).toContain("reversal entry 0");
  });

  it("entries in the wallet of somebody else", async () => {
    const ctx = await aContext();
    const { debit } = await aRestore(ctx);
    const other = await anAccount(ctx, ["1"]);

    await tamper(
      "UPDATE ledger_entry SET wallet_id = $2 WHERE transaction_id = $1",
      ...[debit, other.walletId],
    );

    const found = await told(ctx);
    expect(found).toContain("grant wallet");
    expect(found).toContain("wallet customer");
    expect(found).toContain(`posting after ${debit}`);
  });
});

describe("damage of refills is found", () => {
  const REFILL_DAMAGE: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "a period that was skipped",
      "UPDATE wallet_refill SET next_index = 4 WHERE wallet_id = $1",
      ["refill next_index"],
    ],
    [
      "a refill that is gone",
      "DELETE FROM wallet_refill WHERE wallet_id = $1",
      ["refill row", "wallet refills"],
    ],
    [
      "a wallet that does not know that credits come again",
      "UPDATE wallet SET has_refills = false WHERE id = $1",
      ["wallet refills"],
    ],
  ];

  it.each(REFILL_DAMAGE)("%s", async (_, statement, expected) => {
    const ctx = await aContext();
    const { customerId, walletId } = await anAccount(ctx);
    const terms = {
      ...{ name: "Monthly", amount: credits("10"), category: "PROMOTIONAL" as const, priority: 10 },
      ...{ costTotal: NO_MONEY, currency: "USD", featureIds: [], rollover: null, reset: null },
    };
    const cadence = { length: "MONTHLY" as const, count: 1 };
    const line = { anchorAt: ctx.at, zone: "UTC", cadence };
    const asked = { customerId, walletId, reference: aReference(), endsAt: null };
    await post(ctx, { kind: "start_refill", ...asked, terms, line });
    expect(await told(ctx)).toEqual([]);

    await tamper(statement, walletId);

    expect(await told(ctx)).toEqual(expected);
  });
});

describe("a sample of wallets", () => {
  it("finds damage of its own wallets, and is not disturbed by what left them", async () => {
    const ctx = await aContext();
    const { account } = await aRestore(ctx);
    const other = await anAccount(ctx, ["5"]);
    const both = [account.walletId, other.walletId];
    expect((await verifyWallets(both)).size).toBe(0);

    await tamper("UPDATE wallet SET pending = 1 WHERE id = $1", other.walletId);

    expect((await verifyWallets([account.walletId])).size).toBe(0);
    const found = (await verifyWallets(both)).get(ctx.organizationId);
    expect(found?.map(({ thing, figure }) => `${thing} ${figure}`)).toEqual([
      "posting pending",
      "wallet pending",
    ]);
  });
});
