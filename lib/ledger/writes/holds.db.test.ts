/** Holds from one end to the other: placed, captured, released, ended by time, each with its trace. */
import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { readSql } from "@/lib/db/transact";
import { parseId, type TransactionId } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { aContext, later } from "@/lib/testing/factories";
import { aHold, capture, captureInput, holdInput, holdStands, release } from "@/lib/testing/holds";
import { type Account, aDebit, anAccount, give } from "@/lib/testing/wallets";
import { post } from "../post";
import { findHold, listHolds } from "../reads/holds";
import { findTransaction } from "../reads/transactions";
import { verifyLedger } from "../reads/verify";
import { findWallet } from "../reads/wallets";
import { CreateWalletInput } from "../schema";
import { captureHold, previewCaptureHold } from "./capture-hold";
import { createWallet } from "./create-wallet";
import { placeHold, previewPlaceHold } from "./place-hold";
import { previewReleaseHold, releaseHold } from "./release-hold";
import { reverseTransaction } from "./reverse-transaction";

const NOON = new Date("2026-03-01T12:00:00Z");
const figuresOf = async (ctx: Context, { walletId }: Account) =>
  (await findWallet(ctx, walletId))?.figures;
const ltx = (id: string) => parseId("ltx", id) as TransactionId;
const clean = async ({ organizationId }: Context) =>
  (await verifyLedger(organizationId)).differences;
const auditsOf = ({ organizationId }: Context, action: string) =>
  prisma().auditRecord.findMany({ where: { organizationId, action } });

/** A 20 C that end at noon, B 100 C; 50 held at eleven. */
async function anExample() {
  const ctx = await aContext({ at: new Date("2026-03-01T11:00:00Z") });
  const account = await anAccount(ctx, [
    { name: "A", amount: credits("20"), expiresAt: NOON },
    { name: "B", amount: credits("100") },
  ]);
  const holdId = await aHold(ctx, account, "50");
  return { ctx, account, holdId, halfPast: later(ctx, "2026-03-01T12:30:00Z") };
}

describe("placeHold", () => {
  it("does what its preview showed, leaves a trace, and is found", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["100"]);
    const asked = holdInput("30", { purpose: "A long run", member: "key-1", expiresInSeconds: 60 });

    const shown = await previewPlaceHold(ctx, account, asked);
    const placed = await placeHold(ctx, account, { ...asked, fingerprint: shown.fingerprint });

    expect(shown).toMatchObject({ amount: "30", draws: [{ amount: "30" }] });
    expect(shown.changes?.holds).toMatchObject([
      { state: "open", heldBefore: "0", heldAfter: "30" },
    ]);
    expect(placed.fingerprint).toBe(shown.fingerprint);
    expect(await figuresOf(ctx, account)).toMatchObject({
      ...{ available: "70", held: "30", balance: "100" },
    });
    const { items } = await listHolds(ctx, { walletId: account.walletId });
    expect(items).toMatchObject([
      {
        ...{ id: placed.holdId, state: "open", amount: "30", held: "30", purpose: "A long run" },
        ...{ member: "key-1", expiresAt: "2026-03-01T12:01:00.000Z" },
        draws: [{ grantName: "Credits", amount: "30", captured: "0", released: "0" }],
      },
    ]);
    expect(await auditsOf(ctx, "hold.placed")).toMatchObject([
      { reason: "A long run", after: { holdId: placed.holdId } },
    ]);
    expect(await findTransaction(ctx, ltx(placed.transactionId))).toMatchObject({
      ...{ kind: "hold", amount: "30", change: "0", member: "key-1" },
      entries: [{ from: "available", to: "held", amount: "30" }],
    });
    expect(await clean(ctx)).toEqual([]);
  });

  it("holds over all of a customer's wallets that may pay", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["10"]);
    const input = CreateWalletInput.parse({ name: "Second" });
    const second = await createWallet(ctx, account.customerId, input);
    await give(ctx, { ...account, walletId: second }, "10");

    const target = { customerId: account.customerId, creditUnit: "credits" };
    const { draws, holdId } = await placeHold(ctx, target, holdInput("15"));

    expect(draws.map(({ amount }) => amount)).toEqual(["10", "5"]);
    const found = (await listHolds(ctx, { walletId: second, state: "open" })).items;
    expect(found).toMatchObject([
      { id: holdId, walletIds: [draws[0]?.walletId, draws[1]?.walletId] },
    ]);
  });

  it("places once under a reference, a day later too", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["100"]);
    const asked = holdInput("30", { expiresInSeconds: 600 });
    const first = await placeHold(ctx, account, asked);

    const again = await placeHold(later(ctx, "2026-03-02T12:00:00Z"), account, asked);

    expect(again).toEqual({ ...first, isReplayed: true });
    const other = placeHold(ctx, account, { ...asked, expiresInSeconds: 601 });
    await expect(other).rejects.toMatchObject({ code: "idempotency_conflict" });
    expect((await listHolds(ctx, {})).items).toHaveLength(1);
  });
});

describe("captureHold", () => {
  it("takes in the order reserved from what has ended since, and gives the rest back", async () => {
    const { ctx, account, holdId, halfPast } = await anExample();
    const asked = captureInput("35", { reason: "Run 17" });

    const shown = await previewCaptureHold(halfPast, holdId, asked);
    const taken = await captureHold(halfPast, holdId, { ...asked, fingerprint: shown.fingerprint });

    expect(taken).toMatchObject({ amount: "35", released: "15", lapsed: "0", isReplayed: false });
    expect(taken.draws.map(({ amount }) => amount)).toEqual(["20", "15"]);
    expect(await holdStands(halfPast, holdId)).toEqual({
      ...{ state: "captured", held: "0", captured: "35", released: "15" },
    });
    expect(await figuresOf(halfPast, account)).toMatchObject({ available: "85", held: "0" });
    expect(await findTransaction(ctx, ltx(taken.transactionId))).toMatchObject({
      ...{ kind: "capture", change: "-35", reason: "Run 17", canReverse: true },
      cause: { kind: "hold", id: (await findHold(ctx, holdId))?.id },
    });
    expect(await auditsOf(ctx, "hold.captured")).toHaveLength(1);
    expect(await captureHold(halfPast, holdId, asked)).toEqual({ ...taken, isReplayed: true });
    expect(await clean(ctx)).toEqual([]);
  });

  it("takes several times while it is not final, then more than is held from what is there", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["100"]);
    const holdId = await aHold(ctx, account, "50");

    await capture(ctx, holdId, "10", { isFinal: false });
    await capture(ctx, holdId, "15", { isFinal: false });
    expect(await holdStands(ctx, holdId)).toMatchObject({ state: "open", held: "25" });
    expect(await capture(ctx, holdId, "60")).toMatchObject({ amount: "60", released: "0" });

    expect(await holdStands(ctx, holdId)).toMatchObject({ state: "captured", captured: "50" });
    expect(await figuresOf(ctx, account)).toMatchObject({ available: "15", held: "0" });
    expect(await clean(ctx)).toEqual([]);
  });

  it("is given back like a debit, to the grants it took from", async () => {
    const { ctx, holdId, halfPast, account } = await anExample();
    const { transactionId } = await capture(halfPast, holdId, "35");
    const asked = { reason: "Run 17 failed", restoreDays: null, reference: "back-1" };

    const back = await reverseTransaction(halfPast, ltx(transactionId), {
      ...{ ...asked, amount: credits("25") },
    });

    // 15 to B, which was drawn last; 10 to A, which has ended.
    expect(back).toMatchObject({ amount: "25", lapsed: "10" });
    expect(await figuresOf(halfPast, account)).toMatchObject({ available: "100" });
    expect(await clean(ctx)).toEqual([]);
  });
});

describe("releaseHold", () => {
  it("gives back to the same grants; what comes back to an ended one lapses", async () => {
    const { ctx, account, holdId, halfPast } = await anExample();

    const shown = await previewReleaseHold(halfPast, holdId, { reference: "r1", reason: null });
    const given = await releaseHold(halfPast, holdId, { reference: "r1", reason: "Called off" });

    expect(shown).toMatchObject({ released: "50", lapsed: "20" });
    expect(given).toMatchObject({ released: "50", lapsed: "20", fingerprint: shown.fingerprint });
    expect(await figuresOf(halfPast, account)).toMatchObject({ available: "100", held: "0" });
    expect(await holdStands(halfPast, holdId)).toMatchObject({ state: "released", released: "50" });
    expect(await auditsOf(ctx, "hold.released")).toMatchObject([{ reason: "Called off" }]);
    expect(await clean(ctx)).toEqual([]);
  });

  it("settles what was owed meanwhile", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["50"]);
    await readSql("UPDATE wallet SET shortage_policy = 'OVERAGE' WHERE id = $1::uuid", [
      account.walletId,
    ]);
    const holdId = await aHold(ctx, account, "50");
    await post(ctx, aDebit(ctx, account, "20"));

    await release(ctx, holdId);

    expect(await figuresOf(ctx, account)).toMatchObject({ available: "30", overage: "0" });
    expect(await clean(ctx)).toEqual([]);
  });
});
