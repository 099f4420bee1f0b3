import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { databaseSettings } from "@/lib/db/settings";
import { readSql } from "@/lib/db/transact";
import type { GrantId, TransactionId } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { aContext, aReference, askedBy, later } from "@/lib/testing/factories";
import { type Account, aDebit, aGrant, anAccount } from "@/lib/testing/wallets";
import { post } from "../post";
import type { Command } from "../rules/command";
import { verifyLedger } from "./verify";

const clean = async (ctx: Context) => (await verifyLedger(ctx.organizationId)).differences;

/** What the random commands of a run may refer to. */
type Past = {
  readonly accounts: readonly Account[];
  readonly done: { readonly account: Account; readonly transactionId: TransactionId }[];
  readonly given: { readonly account: Account; readonly grantId: GrantId }[];
};
type Dice = (sides: number) => number;
type Maker = (ctx: Context, dice: Dice, past: Past) => Command;

/** Numerical Recipes' generator: a failure repeats with its seed. */
function seeded(seed: number): Dice {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const hoursFrom = (ctx: Context, hours: number) => new Date(ctx.at.getTime() + hours * 3_600_000);
const oneOf = <T>(things: readonly T[], dice: Dice): T => things[dice(things.length)] as T;

const anyGrant: Maker = (ctx, dice, { accounts }) => ({
  ...aGrant(oneOf(accounts, dice), {
    amount: credits(String(1 + dice(30))),
    effectiveAt: hoursFrom(ctx, dice(5) - 2),
    expiresAt: dice(2) ? hoursFrom(ctx, 4 + dice(6)) : null,
    priority: dice(3),
  }),
  isPaid: dice(4) > 0,
});

const anyDebit: Maker = (ctx, dice, { accounts }) =>
  aDebit(ctx, oneOf(accounts, dice), "1", {
    parts: Array.from({ length: 1 + dice(3) }, () => ({
      eventId: null,
      at: hoursFrom(ctx, -dice(6)),
      amount: credits(String(1 + dice(30))),
    })),
  });

const anyReversal: Maker = (ctx, dice, past) => {
  if (past.done.length === 0) return anyDebit(ctx, dice, past);
  const { account, transactionId } = oneOf(past.done, dice);
  const { customerId } = account;
  const amount = dice(2) ? null : credits("2");
  const asked = { reference: aReference(), customerId, transactionId, amount };
  return { kind: "reverse", ...asked, restoreDays: dice(2) ? 3 : null };
};

const anyChange: Maker = (ctx, dice, past) => {
  if (past.given.length === 0) return anyGrant(ctx, dice, past);
  const { account, grantId } = oneOf(past.given, dice);
  const asked = { reference: aReference(), customerId: account.customerId, grantId };
  return dice(2)
    ? { kind: "void", ...asked, amount: credits("1") }
    : { kind: "activate", ...asked };
};

const MAKERS = [anyGrant, anyGrant, anyReversal, anyChange, ...Array(6).fill(anyDebit)] as Maker[];

/** Posts a command, and remembers what later ones may refer to. */
async function act(ctx: Context, command: Command, { accounts, done, given }: Past) {
  const account = accounts.find(({ customerId }) => customerId === command.customerId);
  const outcome = await post(ctx, command);
  if (!outcome.ok || !account) return;
  if (command.kind === "debit") done.push({ account, ...outcome });
  if (outcome.grantId) given.push({ account, grantId: outcome.grantId });
}

describe("verifyLedger", () => {
  it("verifies clean after random commands of many callers", async () => {
    const ctx = await aContext();
    const accounts = await Promise.all(Array.from({ length: 4 }, () => anAccount(ctx, ["40"])));
    await readSql(
      "UPDATE wallet SET shortage_policy = 'OVERAGE', overage_limit = 60 WHERE id = ANY($1::uuid[])",
      [accounts.slice(0, 2).map(({ walletId }) => walletId)],
    );
    const dice = seeded(20261121);
    const past: Past = { accounts, done: [], given: [] };

    for (let round = 0; round < 25; round++) {
      const at = new Date(ctx.at.getTime() + round * 3_600_000);
      const now = askedBy(later(ctx, at), "system");
      const commands = Array.from({ length: 12 }, () => oneOf(MAKERS, dice)(now, dice, past));
      await Promise.all(commands.map((command) => act(now, command, past)));
    }

    expect(past.done.length).toBeGreaterThan(50);
    expect(await clean(ctx)).toEqual([]);
  });
});

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
