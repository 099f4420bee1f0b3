import { describe, expect, it } from "vitest";
import { aShopper, aWalletBy, countTransactions, keysOf } from "@/lib/testing/api-wallet";
import { GrantDialect } from "./dialect/grant";

describe("debits", () => {
  const aLoadedWallet = async () => {
    const shop = await aShopper();
    const wallet = await aWalletBy(shop.caller, { initial_credits_to_load: "100" });
    return { ...shop, wallet };
  };

  it("takes credits from a wallet, and tells from which grants and why", async () => {
    const { caller, wallet } = await aLoadedWallet();
    const { status, body } = await caller.post(`/wallets/${wallet.id}/debit`, {
      credits: "30.5",
      idempotency_key: "debit-1",
      description: "Ticket 4711",
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      credits: "30.5",
      dropped: "0",
      replayed: false,
      draws: [{ credits: "30.5", decided_by: "only_choice" }],
      balances: [{ wallet_id: wallet.id, available: "69.5", balance: "69.5" }],
    });
    const { items } = (await caller.get(`/wallets/${wallet.id}/transactions`)).body;
    expect(items).toMatchObject([
      {
        id: body.transaction_id,
        type: "debit",
        credit_amount: "30.5",
        credit_balance_before: "100",
      },
      { type: "credit", credit_amount: "100" },
    ]);
    const second = await caller.get(`/wallets/${wallet.id}/transactions?limit=1&offset=1`);
    expect(second.body.items).toEqual([items[1]]);
    expect((await caller.get(`/wallets/${wallet.id}/transactions?offset=5000`)).status).toBe(400);
    const from = encodeURIComponent(items[0].created_at);
    const written = (words: string) => caller.get(`/wallets/${wallet.id}/transactions?${words}`);
    expect((await written(`start_time=${from}`)).body.items).toContainEqual(items[0]);
    expect((await written(`end_time=${from}`)).body.items).not.toContainEqual(items[0]);
    const entries = (await caller.get(`/wallets/${wallet.id}/entries?limit=1`)).body;
    expect(entries.items).toMatchObject([
      { transaction_id: body.transaction_id, from: "available", to: "consumed", amount: "30.5" },
    ]);
    const rest = await caller.get(`/wallets/${wallet.id}/entries?cursor=${entries.next_cursor}`);
    expect(rest.body.items).toMatchObject([{ from: "issued", to: "available" }]);
    const grants = (await caller.get(`/wallets/${wallet.id}/grants`)).body.items;
    expect(Object.keys(grants[0]).sort()).toEqual(keysOf(GrantDialect));
    expect(grants).toMatchObject([{ available: "69.5", consumed: "30.5", burn_order: 1 }]);
  });

  it("refuses what is not there, says what would help, and changes nothing", async () => {
    const { ctx, caller, wallet } = await aLoadedWallet();
    const before = await countTransactions(ctx);
    const { status, body } = await caller.post("/wallets/debit", {
      external_customer_id: "flex-1",
      credits: "150",
      reason: "Too much",
      idempotency_key: "debit-2",
    });

    expect(status).toBe(402);
    expect(body).toMatchObject({
      code: "insufficient_credits",
      details: {
        required: "150",
        available: "100",
        shortfall: "50",
        cures: [{ kind: "top_up", credits: "50" }],
      },
    });
    expect(await countTransactions(ctx)).toBe(before);
    // A refusal is not remembered: after a top-up the same key succeeds.
    await caller.post(`/wallets/${wallet.id}/top-up`, {
      credits_to_add: "50",
      transaction_reason: "FREE_CREDIT_GRANT",
    });
    expect(
      await caller.post("/wallets/debit", {
        external_customer_id: "flex-1",
        credits: "150",
        reason: "Too much",
        idempotency_key: "debit-2",
      }),
    ).toMatchObject({ status: 200, body: { credits: "150" } });
  });

  it("debits once for one key; header and body are one; other content is a conflict", async () => {
    const { caller, wallet } = await aLoadedWallet();
    const path = `/wallets/${wallet.id}/debit`;
    const first = await caller.post(path, { credits: 1 }, { "idempotency-key": "k-1" });
    const again = await caller.post(path, { credits: "1.0", idempotency_key: "k-1" });

    expect(again.status).toBe(200);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.body).toMatchObject({
      transaction_id: first.body.transaction_id,
      replayed: true,
    });
    expect(await caller.post(path, { credits: 2, idempotency_key: "k-1" })).toMatchObject({
      status: 409,
      body: { code: "idempotency_conflict" },
    });
    expect(
      await caller.post(path, { credits: 2, idempotency_key: "a" }, { "idempotency-key": "b" }),
    ).toMatchObject({ status: 400, body: { errors: [{ pointer: "/idempotency_key" }] } });
    expect(await caller.post(path, { credits: 2 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/idempotency_key", code: "missing" }] },
    });
  });

  it("previews by wallet and by customer, and refuses as the debit would", async () => {
    const { ctx, caller, wallet } = await aLoadedWallet();
    const before = await countTransactions(ctx);
    const byCustomer = { external_customer_id: "flex-1", credits: "40", reason: "Preview" };
    const preview = await caller.post("/wallets/debit/preview", {
      ...byCustomer,
      idempotency_key: "p",
    });

    expect(preview).toMatchObject({
      status: 200,
      body: { credits: "40", balances: [{ available: "60" }], fingerprint: expect.any(String) },
    });
    expect(
      await caller.post(`/wallets/${wallet.id}/debit/preview`, {
        credits: "101",
        idempotency_key: "p",
      }),
    ).toMatchObject({ status: 402, body: { details: { shortfall: "1" } } });
    expect(await countTransactions(ctx)).toBe(before);
    expect(
      await caller.post("/wallets/debit", {
        ...byCustomer,
        idempotency_key: "p",
        fingerprint: preview.body.fingerprint,
      }),
    ).toMatchObject({ status: 200, body: { credits: "40" } });
  });

  it("gives back what was taken, in part and never twice", async () => {
    const { caller, wallet } = await aLoadedWallet();
    const debit = await caller.post(`/wallets/${wallet.id}/debit`, {
      credits: "30",
      idempotency_key: "d",
    });
    const path = `/transactions/${debit.body.transaction_id}/reverse`;
    const reason = "Wrong customer";

    expect(
      await caller.post(path, { credits: "10", reason, idempotency_key: "r-1" }),
    ).toMatchObject({ status: 200, body: { credits: "10", balances: [{ available: "80" }] } });
    expect(await caller.post(path, { reason, idempotency_key: "r-2" })).toMatchObject({
      status: 200,
      body: { credits: "20", balances: [{ available: "100" }] },
    });
    expect(await caller.post(path, { reason, idempotency_key: "r-3" })).toMatchObject({
      status: 409,
      body: { code: "invalid_state" },
    });
    const other = await aShopper();
    expect(await other.caller.post(path, { reason, idempotency_key: "r-4" })).toMatchObject({
      status: 404,
    });
  });

  it("previews a reversal, and holds it to its fingerprint", async () => {
    const { ctx, caller, wallet } = await aLoadedWallet();
    const debit = await caller.post(`/wallets/${wallet.id}/debit`, {
      credits: "30",
      idempotency_key: "d",
    });
    const path = `/transactions/${debit.body.transaction_id}/reverse`;
    const ask = { credits: "10", reason: "Wrong customer" };
    const before = await countTransactions(ctx);
    const preview = await caller.post(`${path}/preview`, { ...ask, idempotency_key: "r" });

    expect(preview).toMatchObject({
      status: 200,
      body: { credits: "10", balances: [{ available: "80" }] },
    });
    expect(await countTransactions(ctx)).toBe(before);
    await caller.post(path, { ...ask, idempotency_key: "meanwhile" });
    const { fingerprint } = preview.body;
    expect(await caller.post(path, { ...ask, idempotency_key: "r", fingerprint })).toMatchObject({
      status: 409,
      body: { code: "stale_preview", details: { preview: { credits: "10" } } },
    });
  });
});
