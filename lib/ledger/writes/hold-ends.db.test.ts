/** Holds that time ends, or a void by force. */
import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { credits } from "@/lib/testing/amounts";
import { aContext, later } from "@/lib/testing/factories";
import { aHold, capture, holdStands, release } from "@/lib/testing/holds";
import { type Account, aDebit, anAccount, give } from "@/lib/testing/wallets";
import { post } from "../post";
import { listGrants } from "../reads/grants";
import { findHold, listHolds } from "../reads/holds";
import { listTransactions } from "../reads/transactions";
import { verifyLedger } from "../reads/verify";
import { findWallet } from "../reads/wallets";
import { expireDue } from "./expire-due";
import { previewVoid, voidGrant } from "./void-grant";

const figuresOf = async (ctx: Context, { walletId }: Account) =>
  (await findWallet(ctx, walletId))?.figures;
const clean = async ({ organizationId }: Context) =>
  (await verifyLedger(organizationId)).differences;

describe("a hold's end", () => {
  it("counts at its own instant, to the millisecond, booked or not", async () => {
    const ctx = await aContext({ at: new Date("2026-03-01T11:00:00Z") });
    const account = await anAccount(ctx, ["120"]);
    const holdId = await aHold(ctx, account, "50");
    const end = new Date("2026-03-02T11:00:00.000Z");
    const before = later(ctx, new Date(end.getTime() - 1));

    expect(await holdStands(before, holdId)).toMatchObject({ state: "open", held: "50" });
    expect(await figuresOf(before, account)).toMatchObject({ available: "70", held: "50" });
    const at = later(ctx, end);
    const ended = { state: "expired", held: "0", captured: "0", released: "50" };
    expect(await holdStands(at, holdId)).toEqual(ended);
    expect(await figuresOf(at, account)).toMatchObject({ available: "120", held: "0" });
    expect((await listHolds(at, { state: "open" })).items).toEqual([]);
    expect((await listHolds(at, { state: "expired" })).items).toHaveLength(1);
    expect((await listHolds(before, { state: "open" })).items).toHaveLength(1);

    const report = await expireDue(end, () => at);
    expect(report.changed).toBe(1);
    expect((await prisma().creditHold.findUniqueOrThrow({ where: { id: holdId } })).state).toBe(
      "EXPIRED",
    );
    expect(await holdStands(at, holdId)).toEqual(ended);
    expect(await figuresOf(at, account)).toMatchObject({ available: "120", held: "0" });
    const { items } = await listTransactions(at, { ...account, cursor: null, limit: 1 });
    const cause = { kind: "hold", id: (await findHold(at, holdId))?.id };
    expect(items).toMatchObject([{ kind: "due", effectiveAt: end.toISOString(), cause }]);
    const wallet = await prisma().wallet.findUniqueOrThrow({ where: { id: account.walletId } });
    expect(wallet.nextChangeAt).toBeNull();
    expect(await clean(ctx)).toEqual([]);
  });
});

describe("a hold over a grant that is used up meanwhile", () => {
  /** Fifteen held of a grant of five and one of twenty; the first five of them taken. */
  async function aHoldHalfTaken() {
    const ctx = await aContext({ at: new Date("2026-03-01T11:00:00Z") });
    const account = await anAccount(ctx, ["5", "20"]);
    const holdId = await aHold(ctx, account, "15");
    await capture(ctx, holdId, "5", { isFinal: false });
    return { ctx, account, holdId };
  }

  it("is captured, released or ended by its time as any other", async () => {
    const [first, second, third] = [
      await aHoldHalfTaken(),
      await aHoldHalfTaken(),
      await aHoldHalfTaken(),
    ];

    expect(await capture(first.ctx, first.holdId, "2")).toMatchObject({ released: "8" });
    expect(await release(second.ctx, second.holdId)).toMatchObject({ released: "10" });
    const end = later(third.ctx, "2026-03-02T11:00:00Z");
    expect(await figuresOf(end, third.account)).toMatchObject({ available: "20", held: "0" });
    const debit = await post(end, aDebit(end, third.account, "20"));

    expect(debit).toMatchObject({ ok: true, figures: [{ available: 0n, held: 0n }] });
    expect(await holdStands(end, third.holdId)).toMatchObject({ state: "expired", released: "10" });
    for (const { ctx } of [first, second, third]) expect(await clean(ctx)).toEqual([]);
  });
});

describe("voidGrant", () => {
  it("leaves what is held, and takes it when forced, ending the holds", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx);
    const grantId = await give(ctx, account, { name: "A", amount: credits("40") });
    await give(ctx, account, { name: "B", amount: credits("40") });
    const holdId = await aHold(ctx, account, "50");
    const asked = { amount: null, reason: "By mistake" };
    await expect(voidGrant(ctx, grantId, { ...asked, reference: "v0" })).rejects.toMatchObject({
      code: "invalid_state",
    });

    const shown = await previewVoid(ctx, grantId, { ...asked, reference: "v1", force: true });
    expect(shown.changes?.holds).toMatchObject([{ state: "released", heldAfter: "0" }]);
    const done = await voidGrant(ctx, grantId, { ...asked, reference: "v1", force: true });

    expect(done).toMatchObject({ amount: "40", released: "50" });
    expect(await figuresOf(ctx, account)).toMatchObject({ available: "40", held: "0" });
    expect(await holdStands(ctx, holdId)).toMatchObject({ state: "released", released: "50" });
    const voided = (await listGrants(ctx, account.walletId)).find(({ name }) => name === "A");
    expect(voided).toMatchObject({ status: "voided", voided: "40" });
    expect(await clean(ctx)).toEqual([]);
  });
});
