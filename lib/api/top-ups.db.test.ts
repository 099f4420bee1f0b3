import { describe, expect, it } from "vitest";
import { aShopper, aWalletBy, countTransactions, keysOf } from "@/lib/testing/api-wallet";
import { WalletTransactionDialect } from "./dialect/wallet-transaction";

describe("top-ups", () => {
  it("gives free credits once for one key, and says when it is a replay", async () => {
    const { ctx, caller } = await aShopper();
    const wallet = await aWalletBy(caller);
    const ask = () =>
      caller.post(
        `/wallets/${wallet.id}/top-up`,
        { credits_to_add: "100", transaction_reason: "FREE_CREDIT_GRANT" },
        { "idempotency-key": "free-1" },
      );
    const first = await ask();

    expect(first.status).toBe(200);
    expect(Object.keys(first.body.wallet_transaction).sort()).toEqual(
      keysOf(WalletTransactionDialect),
    );
    expect(first.body).toMatchObject({
      invoice_id: null,
      wallet: { credit_balance: "100" },
      wallet_transaction: {
        type: "credit",
        credit_amount: "100",
        amount: "1",
        credit_balance_before: "0",
        credit_balance_after: "100",
        transaction_reason: "FREE_CREDIT_GRANT",
        transaction_status: "completed",
        idempotency_key: "free-1",
      },
    });
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    const again = await ask();
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.body).toEqual(first.body);
    expect(await countTransactions(ctx)).toBe(1);
  });

  it("sells credits that wait for the payment of their invoice", async () => {
    const { caller } = await aShopper();
    const wallet = await aWalletBy(caller);
    const { body } = await caller.post(`/wallets/${wallet.id}/top-up`, {
      credits_to_add: "1000",
      transaction_reason: "PURCHASED_CREDIT_INVOICED",
      idempotency_key: "bought-1",
    });

    expect(body).toMatchObject({
      wallet: { figures: { available: "0", pending: "1000" } },
      wallet_transaction: {
        transaction_status: "pending",
        transaction_reason: "PURCHASED_CREDIT_INVOICED",
        credit_amount: "1000",
      },
    });
    const invoice = (await caller.get(`/invoices/${body.invoice_id}`)).body;
    expect(invoice).toMatchObject({ total: "10", invoice_status: "FINALIZED" });
    expect(
      await caller.put(`/invoices/${body.invoice_id}/payment`, {
        payment_status: "SUCCEEDED",
        amount: 10,
      }),
    ).toMatchObject({ status: 200, body: { payment_status: "SUCCEEDED", amount_remaining: "0" } });
    expect((await caller.get(`/wallets/${wallet.id}`)).body.figures).toMatchObject({
      available: "1000",
      pending: "0",
    });
  });

  it("previews what it would do, changes nothing, and holds it to its fingerprint", async () => {
    const { ctx, caller } = await aShopper();
    const wallet = await aWalletBy(caller);
    const ask = { credits_to_add: "10", transaction_reason: "FREE_CREDIT_GRANT" };
    const path = `/wallets/${wallet.id}/top-up`;
    const { status, body } = await caller.post(`${path}/preview`, ask);

    expect(status).toBe(200);
    expect(body.balances).toEqual([
      expect.objectContaining({ wallet_id: wallet.id, available: "10" }),
    ]);
    expect(await countTransactions(ctx)).toBe(0);
    await caller.post(path, { ...ask, idempotency_key: "meanwhile" });
    expect(
      await caller.post(path, { ...ask, idempotency_key: "late", fingerprint: body.fingerprint }),
    ).toMatchObject({ status: 409, body: { code: "stale_preview" } });
    expect(await countTransactions(ctx)).toBe(1);
  });
});
