import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { credits } from "@/lib/testing/amounts";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { aDebit, anAccount } from "@/lib/testing/wallets";
import { post } from "../post";
import { reverseTransaction } from "../writes/reverse-transaction";
import { previewReverse } from "./reverse-preview";
import { listTransactions } from "./transactions";

const END = new Date("2026-03-10T00:00:00Z");
const ALL = { amount: null, restoreDays: null };

async function aDebitOf90(ctx: Context) {
  const account = await anAccount(ctx, [{ amount: credits("40"), expiresAt: END }, "100"]);
  const outcome = await post(ctx, aDebit(ctx, account, "90"));
  if (!outcome.ok) throw new Error("the debit was refused");
  return { ...account, transactionId: outcome.transactionId };
}

describe("previewReverse", () => {
  it("tells what comes back and how the wallet stands then, and changes nothing", async () => {
    const ctx = await aContext();
    const { customerId, transactionId } = await aDebitOf90(ctx);

    const preview = await previewReverse(ctx, transactionId, ALL);

    expect(preview).toMatchObject({
      amount: "90",
      lapsed: "0",
      invoiced: "0",
      wallets: [{ before: { available: "50" }, after: { available: "140" } }],
    });
    const { items } = await listTransactions(ctx, { customerId, cursor: null, limit: 10 });
    expect(items.map(({ kind }) => kind)).toEqual(["debit", "grant", "grant"]);
  });

  it("says what lapses because its grant has ended, unless it is restored", async () => {
    const ctx = await aContext();
    const { transactionId } = await aDebitOf90(ctx);
    const after = later(ctx, "2026-03-20T00:00:00Z");

    const lapsing = await previewReverse(after, transactionId, ALL);
    const restored = await previewReverse(after, transactionId, { amount: null, restoreDays: 30 });

    expect(lapsing).toMatchObject({
      amount: "90",
      lapsed: "40",
      wallets: [{ after: { available: "100" } }],
    });
    expect(restored).toMatchObject({ lapsed: "0", wallets: [{ after: { available: "140" } }] });
  });

  it("refuses what the reversal would refuse", async () => {
    const ctx = await aContext();
    const stranger = await aContext();
    const { transactionId } = await aDebitOf90(ctx);
    const tooMuch = { amount: credits("91"), restoreDays: null };

    await expect(previewReverse(ctx, transactionId, tooMuch)).rejects.toMatchObject({
      code: "validation_error",
    });
    await expect(previewReverse(stranger, transactionId, ALL)).rejects.toMatchObject({
      code: "not_found",
    });
    await reverseTransaction(ctx, transactionId, {
      ...ALL,
      reason: "by mistake",
      reference: aReference(),
    });
    await expect(previewReverse(ctx, transactionId, ALL)).rejects.toMatchObject({
      code: "invalid_state",
    });
  });
});
