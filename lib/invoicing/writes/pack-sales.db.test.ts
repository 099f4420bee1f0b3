import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { idText, type PackId } from "@/lib/ids";
import type { TopUpFields } from "@/lib/invoicing/schema";
import { money } from "@/lib/testing/amounts";
import { anEmptyWallet, aPack, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, aReference } from "@/lib/testing/factories";
import { subscribe } from "@/lib/testing/subscribed";
import { grantsIn, invoiceIdOf, invoicesOf, topUp } from "@/lib/testing/top-ups";
import { TopUpInput } from "../schema";
import { previewTopUp } from "./preview-top-up";
import { topUpWallet } from "./top-up-wallet";
import { voidInvoice } from "./void-invoice";

const pieces = (packId: PackId, quantity: number) =>
  ({ kind: "pack", packId: idText("pack", packId), quantity, reference: aReference() }) as const;

const salesOf = (packId: PackId) =>
  readSql(
    `SELECT quantity, credits::float AS credits, price::float AS price FROM pack_sale
     WHERE pack_id = $1::uuid ORDER BY sold_at, transaction_id`,
    [packId],
  );

const refusedField = (ctx: Context, wallet: Parameters<typeof topUp>[1], asked: TopUpFields) =>
  topUp(ctx, wallet, asked).then(
    () => "sold",
    ({ code, details }) => [code, ...Object.keys(details.fields)].join(" "),
  );

describe("a pack in several pieces", () => {
  it("gives and asks for each, on the pack's terms, and keeps the sale", async () => {
    const ctx = await aContext();
    const { walletId } = await anEmptyWallet(ctx);
    const packId = await aPack(ctx, { credits: "1000", price: "29", priority: 3 });
    const asked = pieces(packId, 3);

    const done = await topUp(ctx, walletId, asked);
    const again = await topUp(ctx, walletId, asked);

    expect(done).toMatchObject({ credits: "3000", price: "87", invoice: { total: "87" } });
    expect(again).toMatchObject({ replayed: true, transactionId: done.transactionId });
    expect(await grantsIn(walletId)).toMatchObject([{ source: "pack", cost: 87 }]);
    const [grant] = await readSql(
      "SELECT name, priority FROM credit_grant WHERE wallet_id = $1::uuid",
      [walletId],
    );
    expect(grant).toEqual({ name: "Starter × 3", priority: 3 });
    expect(await salesOf(packId)).toEqual([{ quantity: 3, credits: 3000, price: 87 }]);
    await expect(topUp(ctx, walletId, { ...asked, quantity: 1 })).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
  });

  it("is refused outside its bounds by field, by the preview too, and nothing changes", async () => {
    const ctx = await aContext();
    const { walletId } = await anEmptyWallet(ctx);
    const limits = { minQuantity: 2, maxQuantity: 6, quantityStep: 2 };
    const packId = await aPack(ctx, { credits: "1000", price: "29", ...limits });

    for (const quantity of [1, 3, 8]) {
      const asked = pieces(packId, quantity);
      expect(await refusedField(ctx, walletId, asked)).toBe("validation_error quantity");
      await expect(previewTopUp(ctx, walletId, TopUpInput.parse(asked))).rejects.toMatchObject({
        code: "validation_error",
      });
    }
    expect(await salesOf(packId)).toEqual([]);
    expect(await invoicesOf(ctx)).toEqual([]);
    expect(await grantsIn(walletId)).toEqual([]);
    expect(await refusedField(ctx, walletId, pieces(packId, 4))).toBe("sold");
  });
});

describe("a pack of which one customer may buy so many", () => {
  it("sells no more than that, whoever asks at the same time, and again what was voided", async () => {
    const ctx = await aContext();
    const { walletId } = await anEmptyWallet(ctx);
    const packId = await aPack(ctx, { credits: "10", price: "1", maxPerCustomer: 3 });

    const asked = await Promise.allSettled(
      [1, 2, 3, 4, 5].map(() => topUp(ctx, walletId, pieces(packId, 1))),
    );

    const sold = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(sold).toHaveLength(3);
    expect(await salesOf(packId)).toHaveLength(3);
    const [first] = sold;
    if (!first) throw new Error("nothing was sold");
    await voidInvoice(ctx, invoiceIdOf(first), { reason: "A mistake" });
    expect(await refusedField(ctx, walletId, pieces(packId, 2))).toBe("validation_error quantity");
    expect(await refusedField(ctx, walletId, pieces(packId, 1))).toBe("sold");

    const other = await anEmptyWallet(ctx);
    expect(await refusedField(ctx, other.walletId, pieces(packId, 3))).toBe("sold");
  });
});

describe("a pack that is sold with a plan", () => {
  it("is refused to a customer without it, and sold to a subscriber", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const stranger = await anEmptyWallet(ctx);
    const subscriber = await anEmptyWallet(ctx);
    await subscribe(ctx, subscriber, planId);
    const packId = await aPack(ctx, { credits: "10", price: "1", planIds: [planId] });

    expect(await refusedField(ctx, stranger.walletId, pieces(packId, 1))).toBe(
      "validation_error packId",
    );
    expect(await salesOf(packId)).toEqual([]);
    expect(await refusedField(ctx, subscriber.walletId, pieces(packId, 1))).toBe("sold");
  });
});

describe("a pack that was paid for elsewhere", () => {
  it("is given whatever its bounds, and counts", async () => {
    const ctx = await aContext();
    const { walletId } = await anEmptyWallet(ctx);
    const packId = await aPack(ctx, { credits: "10", price: "1", maxPerCustomer: 1 });
    const sale = { price: money("0.9"), currency: "EUR" };
    const paid = () => ({ ...TopUpInput.parse(pieces(packId, 1)), sale });

    await topUpWallet(ctx, walletId, paid());
    await topUpWallet(ctx, walletId, paid());

    expect(await salesOf(packId)).toMatchObject([{ price: 0.9 }, { price: 0.9 }]);
    expect(await refusedField(ctx, walletId, pieces(packId, 1))).toBe("validation_error quantity");
  });
});
