import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type GrantId, parseId, type TransactionId } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { type Account, anAccount, give } from "@/lib/testing/wallets";
import { previewDebit } from "../reads/debit-preview";
import { listGrants } from "../reads/grants";
import { listTransactions } from "../reads/transactions";
import { verifyLedger } from "../reads/verify";
import { findWallet, listBalances } from "../reads/wallets";
import { CreateWalletInput, type DebitInput } from "../schema";
import { createWallet } from "./create-wallet";
import { debitCustomer, debitWallet } from "./debit-wallet";
import { reverseTransaction } from "./reverse-transaction";
import { voidGrant } from "./void-grant";

const APRIL = new Date("2026-04-01T00:00:00Z");

const aManualDebit = (amount: string, over: Partial<DebitInput> = {}): DebitInput => ({
  amount: credits(amount),
  reasonCode: "correction",
  reason: "Ticket 4711",
  reference: aReference(),
  ...over,
});

const figuresOf = async (ctx: Context, { walletId }: Account) =>
  (await findWallet(ctx, walletId))?.figures;
const owing = (account: Account) =>
  readSql("UPDATE wallet SET shortage_policy = 'OVERAGE' WHERE id = $1::uuid", [account.walletId]);
const ltx = (id: string) => parseId("ltx", id) as TransactionId;

describe("debitWallet", () => {
  it("does what its preview showed, once for a double click", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, [
      { amount: credits("1670"), name: "Paid pack" },
      { amount: credits("3000"), name: "Monthly", expiresAt: APRIL, source: "plan" },
      { amount: credits("200"), name: "Welcome", expiresAt: APRIL, category: "PROMOTIONAL" },
    ]);

    const shown = await previewDebit(ctx, account.walletId, { amount: credits("1250") });
    expect(
      shown.grants.map(({ name, takes, leftAfter, effect }) => [name, takes, leftAfter, effect]),
    ).toEqual([
      ["Welcome", "200", "0", "used_up"],
      ["Monthly", "1050", "1950", "drawn"],
      ["Paid pack", "0", "1670", "untouched"],
    ]);
    expect([shown.before.available, shown.after.available]).toEqual(["4870", "3620"]);

    const debit = aManualDebit("1250", { fingerprint: shown.fingerprint ?? "" });
    const [first, second] = await Promise.all([
      debitWallet(ctx, account.walletId, debit),
      debitWallet(ctx, account.walletId, debit),
    ]);
    expect(second).toEqual({ ...first, isReplayed: !first.isReplayed });
    expect((await figuresOf(ctx, account))?.available).toBe("3620");
  });

  it("refuses what is no longer what was shown, with the new preview", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["10"]);
    const { fingerprint } = await previewDebit(ctx, account.walletId, { amount: credits("4") });
    await debitWallet(ctx, account.walletId, aManualDebit("1"));

    const stale = debitWallet(
      ctx,
      account.walletId,
      aManualDebit("4", { fingerprint: fingerprint ?? "" }),
    );

    await expect(stale).rejects.toMatchObject({
      code: "stale_preview",
      details: { preview: { amount: "4", wallets: [{ figures: { available: "5" } }] } },
    });
    expect((await figuresOf(ctx, account))?.available).toBe("9");
  });

  it("shows in the preview why it would be refused", async () => {
    const ctx = await aContext();
    const { walletId } = await anAccount(ctx, ["10"]);

    const shown = await previewDebit(ctx, walletId, { amount: credits("12") });

    expect(shown).toMatchObject({
      taken: "0",
      fingerprint: null,
      refusal: { code: "insufficient_credits", shortfall: "2" },
      after: { available: "10" },
    });
  });

  it("lets support leave no overage, though the wallet would", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["10"]);
    await owing(account);
    const support = { ...ctx, actor: { ...ctx.actor, role: "SUPPORT" } } as Context;

    const byOwner = await debitWallet(ctx, account.walletId, aManualDebit("12"));
    const bySupport = debitWallet(support, account.walletId, aManualDebit("1"));

    expect(byOwner.overage).toBe("2");
    await expect(bySupport).rejects.toMatchObject({ code: "insufficient_credits" });
  });

  it("does not find another organization's wallet", async () => {
    const { walletId } = await anAccount(await aContext(), ["10"]);
    const stranger = await aContext();

    await expect(debitWallet(stranger, walletId, aManualDebit("1"))).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("takes by customer from all wallets of the unit", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, ["10"]);
    const walletId = await createWallet(
      ctx,
      account.customerId,
      CreateWalletInput.parse({ name: "Second" }),
    );
    await give(ctx, { ...account, walletId }, "10");

    const taken = await debitCustomer(ctx, account.customerId, {
      ...aManualDebit("15"),
      ...{ creditUnit: "credits", featureId: null, member: null },
    });

    expect(taken.draws.map(({ amount }) => amount)).toEqual(["10", "5"]);
    expect(await listBalances(ctx, account.customerId)).toMatchObject([
      { creditUnit: "credits", figures: { available: "5" } },
    ]);
  });
});

describe("reverseTransaction and voidGrant", () => {
  it("give back in parts across settlements, from stored rows", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx, [{ amount: credits("30"), expiresAt: APRIL }]);
    await owing(account);
    const { transactionId } = await debitWallet(ctx, account.walletId, aManualDebit("50"));
    await give(ctx, account, "15");
    await give(ctx, account, "15");
    expect(await figuresOf(ctx, account)).toMatchObject({ available: "10", overage: "0" });

    const why = { reason: "Wrong customer", restoreDays: null };
    const back = (amount: string | null) =>
      reverseTransaction(later(ctx, "2026-05-01T00:00:00Z"), ltx(transactionId), {
        ...{ ...why, reference: aReference() },
        amount: amount === null ? null : credits(amount),
      });
    expect(await back("3")).toMatchObject({ amount: "3", lapsed: "0" });
    expect(await back("18")).toMatchObject({ amount: "18", lapsed: "1" });
    expect(await back(null)).toMatchObject({ amount: "29", lapsed: "29" });

    await expect(back(null)).rejects.toMatchObject({ code: "invalid_state" });
    expect(await figuresOf(ctx, account)).toMatchObject({ available: "30", overage: "0" });
    const { items } = await listTransactions(ctx, { ...account, cursor: null, limit: 50 });
    expect(items.find(({ kind }) => kind === "debit")).toMatchObject({
      reversed: "50",
      canReverse: false,
      change: "-50",
      reason: "Ticket 4711",
    });
    expect((await verifyLedger(ctx.organizationId)).differences).toEqual([]);
  });

  it("void what is unspent, and say when nothing is", async () => {
    const ctx = await aContext();
    const account = await anAccount(ctx);
    const grantId: GrantId = await give(ctx, account, "10");
    const voiding = () =>
      voidGrant(ctx, grantId, { amount: null, reason: "By mistake", reference: aReference() });

    expect(await voiding()).toMatchObject({ amount: "10" });
    await expect(voiding()).rejects.toMatchObject({
      code: "invalid_state",
      details: { state: "voided" },
    });
    expect(await listGrants(ctx, account.walletId)).toMatchObject([
      { status: "voided", voided: "10", burnOrder: null },
    ]);
  });
});
