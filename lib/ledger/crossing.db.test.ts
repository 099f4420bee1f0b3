/** What locks the same wallets in every order is answered, all of it, and fits together afterwards. */
import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { isDomainError } from "@/lib/errors";
import { idText } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { aHold } from "@/lib/testing/holds";
import { transferInput } from "@/lib/testing/moves";
import { type Account, aDebit, anAccount, give } from "@/lib/testing/wallets";
import { post } from "./post";
import { verifyLedger } from "./reads/verify";
import { findWallet } from "./reads/wallets";
import { BatchInput } from "./schema/wallet-commands";
import { debitBatch } from "./writes/debit-batch";
import { expireDue } from "./writes/expire-due";
import { transferCredits } from "./writes/transfer-credits";
import { updateWallet } from "./writes/update-wallet";

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const availableOf = async (ctx: Context, { walletId }: Account) =>
  (await findWallet(ctx, walletId))?.figures.available;

/** Of all of them: none may meet anything but the ledger's own refusals. */
async function answersOf(acts: readonly Promise<unknown>[]): Promise<readonly string[]> {
  const settled = await Promise.allSettled(acts);
  return settled.map((one) => {
    if (one.status === "fulfilled") return "done";
    return isDomainError(one.reason) ? one.reason.code : String(one.reason);
  });
}

const batchOf = (accounts: readonly Account[]) =>
  BatchInput.parse({
    items: accounts.map(({ walletId }) => ({
      target: { walletId: idText("wal", walletId) },
      ...{ amount: "1", reasonCode: "other", reason: "Crossing" },
    })),
    reference: aReference(),
  });

describe("what crosses each other", () => {
  it("moves credits both ways between two customers", async () => {
    const ctx = await aContext();
    const [a, b] = [await anAccount(ctx), await anAccount(ctx)];
    const [ofA, ofB] = [await give(ctx, a, "50"), await give(ctx, b, "50")];

    const answers = await answersOf(
      times(20, () => [
        transferCredits(ctx, ofA, transferInput(b, "1")),
        transferCredits(ctx, ofB, transferInput(a, "2")),
      ]).flat(),
    );

    expect(new Set(answers)).toEqual(new Set(["done"]));
    expect(await availableOf(ctx, a)).toBe("70");
    expect(await availableOf(ctx, b)).toBe("30");
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it("debits three customers in every order while their holds end", async () => {
    const ctx = await aContext();
    const accounts = await Promise.all(times(3, () => anAccount(ctx, ["100"])));
    const [a, b, c] = accounts as [Account, Account, Account];
    await Promise.all(accounts.map((account) => aHold(ctx, account, "90")));
    const end = later(ctx, new Date(ctx.at.getTime() + 2 * 86_400_000));
    const orders = [
      [a, b, c],
      [c, b, a],
      [b, c, a],
      [a, c, b],
    ];

    const answers = await answersOf([
      ...times(16, (index) => debitBatch(end, batchOf(orders[index % 4] ?? []))),
      ...accounts.flatMap((account) => times(8, () => post(end, aDebit(end, account, "1")))),
      expireDue(end.at, () => end),
      expireDue(end.at, () => end),
    ]);

    expect(new Set(answers)).toEqual(new Set(["done"]));
    const left = await Promise.all(accounts.map((account) => availableOf(end, account)));
    expect(left).toEqual(["76", "76", "76"]);
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it("debits a wallet whose terms change all the while, by the terms of the moment", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["40"]);
    const owe = { shortagePolicy: "OVERAGE", overageLimit: credits("100") } as const;

    const answers = await answersOf([
      ...times(30, () => post(ctx, aDebit(ctx, account, "1"))),
      ...times(12, (index) => updateWallet(ctx, account.walletId, { priority: index, ...owe })),
    ]);
    await updateWallet(ctx, account.walletId, owe);
    const owing = await post(ctx, aDebit(ctx, account, "15"));
    await updateWallet(ctx, account.walletId, { shortagePolicy: "REFUSE" });
    const refused = await post(ctx, aDebit(ctx, account, "15"));

    expect(new Set(answers)).toEqual(new Set(["done"]));
    expect(owing).toMatchObject({ ok: true, figures: [{ available: 0n, overage: credits("5") }] });
    expect(refused).toMatchObject({ ok: false, refusal: { code: "insufficient_credits" } });
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });
});
