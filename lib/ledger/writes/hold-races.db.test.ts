/** Many at once on one wallet: each hold is resolved once, and no more is held than is there. */
import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { transactHot } from "@/lib/db/transact";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { aHold, capture, holdInput, holdStands, release } from "@/lib/testing/holds";
import { type Account, aDebit, anAccount } from "@/lib/testing/wallets";
import { post, postWithin } from "../post";
import { listHolds } from "../reads/holds";
import { verifyLedger } from "../reads/verify";
import { findWallet } from "../reads/wallets";
import { expireDue } from "./expire-due";
import { placeHold } from "./place-hold";

const figuresOf = async (ctx: Context, { walletId }: Account) =>
  (await findWallet(ctx, walletId))?.figures;
const clean = async ({ organizationId }: Context) =>
  (await verifyLedger(organizationId)).differences;
const done = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === "fulfilled").length;

describe("many at once", () => {
  it("capture one hold once, whoever of 32 asks first", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["100"]);
    const holdId = await aHold(ctx, account, "40");

    const results = await Promise.allSettled(
      Array.from({ length: 32 }, (_, index) => capture(ctx, holdId, String(1 + (index % 40)))),
    );

    expect(done(results)).toBe(1);
    const { captured, released, state } = await holdStands(ctx, holdId);
    expect([state, Number(captured) + Number(released)]).toEqual(["captured", 40]);
    expect(await figuresOf(ctx, account)).toMatchObject({
      ...{ held: "0", available: String(100 - Number(captured)) },
    });
    expect(await clean(ctx)).toEqual([]);
  });

  it("take parts of one hold until it is used up, and not a credit more", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["40"]);
    const holdId = await aHold(ctx, account, "40");

    const results = await Promise.allSettled(
      Array.from({ length: 32 }, () => capture(ctx, holdId, "3", { isFinal: false })),
    );

    expect(done(results)).toBe(13);
    expect(await holdStands(ctx, holdId)).toMatchObject({ state: "open", held: "1" });
    expect(await clean(ctx)).toEqual([]);
  });

  it("place exactly k of 64 holds of x against k times x", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["30", "10", "33.5"]);

    const results = await Promise.allSettled(
      Array.from({ length: 64 }, () => placeHold(ctx, account, holdInput("3.5"))),
    );

    expect(done(results)).toBe(21);
    expect(await figuresOf(ctx, account)).toMatchObject({ available: "0", held: "73.5" });
    expect((await listHolds(ctx, { state: "open", limit: 100 })).items).toHaveLength(21);
    expect(await clean(ctx)).toEqual([]);
  });

  it("either capture a hold or release it, and never both", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["100"]);
    const holds = await Promise.all(Array.from({ length: 10 }, () => aHold(ctx, account, "10")));

    const results = await Promise.all(
      holds.map((id) => Promise.allSettled([capture(ctx, id), release(ctx, id)])),
    );

    expect(results.map(done)).toEqual(holds.map(() => 1));
    expect((await figuresOf(ctx, account))?.held).toBe("0");
    expect(await clean(ctx)).toEqual([]);
  });

  it("act once for one reference, by lanes and in callers' own transactions", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["100"]);
    const command = {
      kind: "hold",
      ...{ customerId: account.customerId, walletId: null, creditUnit: "credits" },
      ...{ featureId: null, member: null, amount: 5_000_000_000n as never },
      ...{ reference: aReference(), expiresAt: later(ctx, "2026-03-02T00:00:00Z").at },
    } as const;

    const outcomes = await Promise.all([
      ...Array.from({ length: 20 }, () => post(ctx, command)),
      ...Array.from({ length: 8 }, () => transactHot((tx) => postWithin(tx, ctx, [command]))),
    ]);

    const acts = outcomes.flat().filter((outcome) => outcome.ok && !outcome.isReplayed);
    expect(acts).toHaveLength(1);
    expect((await figuresOf(ctx, account))?.held).toBe("5");
  });

  it("book a hold's end once, be it the sweeper or a command that comes first", async () => {
    const ctx = await aContext();
    const accounts = await Promise.all(Array.from({ length: 12 }, () => anAccount(ctx, ["100"])));
    for (const account of accounts) await aHold(ctx, account, "60", { expiresInSeconds: 60 });
    const after = later(ctx, "2026-03-01T12:05:00Z");

    const [debits] = await Promise.all([
      Promise.all(accounts.map((account) => post(after, aDebit(after, account, "100")))),
      expireDue(after.at, () => after),
      expireDue(after.at, () => after),
    ]);

    expect(debits.every(({ ok }) => ok)).toBe(true);
    expect((await listHolds(after, { state: "expired" })).items).toHaveLength(12);
    for (const account of accounts) {
      expect(await figuresOf(after, account)).toMatchObject({ available: "0", held: "0" });
    }
    expect(await clean(ctx)).toEqual([]);
  });
});
