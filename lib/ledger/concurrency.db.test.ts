import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql, transact, transactHot } from "@/lib/db/transact";
import { aContext, aReference } from "@/lib/testing/factories";
import { type Account, aDebit, anAccount } from "@/lib/testing/wallets";
import { post, postWithin } from "./post";
import { verifyLedger } from "./reads/verify";
import { findWallet } from "./reads/wallets";

const clean = async (ctx: Context) => (await verifyLedger(ctx.organizationId)).differences;
const availableOf = async (ctx: Context, { walletId }: Account) =>
  (await findWallet(ctx, walletId))?.figures.available;

describe("many at once", () => {
  it("accepts exactly k of N debits of x against k times x", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["30", "10", "33.5"]);

    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => post(ctx, aDebit(ctx, account, "3.5"))),
    );

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(21);
    expect(await availableOf(ctx, account)).toBe("0");
    expect(await clean(ctx)).toEqual([]);
  });

  it("agrees between lanes and callers' own transactions on one wallet", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["50"]);
    const one = () => aDebit(ctx, account, "1");

    const outcomes = await Promise.all([
      ...Array.from({ length: 40 }, () => post(ctx, one())),
      ...Array.from({ length: 10 }, () => transactHot((tx) => postWithin(tx, ctx, [one(), one()]))),
      ...Array.from({ length: 10 }, () => transact(ctx, (tx) => postWithin(tx, ctx, [one()]))),
    ]);

    expect(outcomes.flat().filter(({ ok }) => ok)).toHaveLength(50);
    expect(await availableOf(ctx, account)).toBe("0");
    expect(await clean(ctx)).toEqual([]);
  });

  it("acts once for one reference asked by lanes and by callers' own transactions", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["50"]);
    const debit = aDebit(ctx, account, "1");

    const outcomes = await Promise.all([
      ...Array.from({ length: 20 }, () => post(ctx, debit)),
      ...Array.from({ length: 8 }, () => transactHot((tx) => postWithin(tx, ctx, [debit]))),
    ]);

    const acts = outcomes.flat().filter((outcome) => outcome.ok && !outcome.isReplayed);
    expect(acts).toHaveLength(1);
    expect(await availableOf(ctx, account)).toBe("49");
  });

  it("acts once for one reference asked for two customers, whose locks differ", async () => {
    const ctx = await aContext();
    const [a, b] = [await anAccount(ctx, ["10"]), await anAccount(ctx, ["10"])];
    const reference = aReference();

    const outcomes = await Promise.all(
      [a, b, a, b].map((account) => post(ctx, aDebit(ctx, account, "1", { reference }))),
    );

    expect(outcomes.filter((outcome) => outcome.ok && !outcome.isReplayed)).toHaveLength(1);
    expect(outcomes.filter(({ ok }) => !ok)).toHaveLength(2);
    expect(await clean(ctx)).toEqual([]);
  });

  it("tells a person of a reference that another customer's command books at that very moment", async () => {
    const ctx = await aContext();
    const [a, b] = [await anAccount(ctx, ["10"]), await anAccount(ctx, ["10"])];
    const reference = aReference();
    const why = { reference, reasonCode: "correction", reason: "Ticket 4711" } as const;

    const [first, second] = await transactHot(async (tx) => {
      const [booked] = await postWithin(tx, ctx, [aDebit(ctx, a, "1", why)]);
      const asked = post(ctx, aDebit(ctx, b, "1", why));
      await untilSomebodyWaits();
      return [booked, asked] as const;
    }).then(async ([booked, asked]) => [booked, await asked] as const);

    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject({ ok: false, refusal: { code: "idempotency_conflict" } });
    expect(await clean(ctx)).toEqual([]);
  });
});

/** Until a session of this database waits for another. */
async function untilSomebodyWaits(): Promise<void> {
  const sql = `SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await readSql(sql)).length === 0);
}
