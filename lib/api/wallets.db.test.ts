import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { aCaller, type Caller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";
import { GrantDialect } from "./dialect/grant";
import { WalletBalanceDialect, WalletDialect } from "./dialect/wallet";
import { WalletTransactionDialect } from "./dialect/wallet-transaction";

const keysOf = (schema: { shape: object }) => Object.keys(schema.shape).sort();

async function aShop() {
  const ctx = await aContext();
  const caller = await aCaller(ctx);
  const customer = (await caller.post("/customers", { external_id: "flex-1", name: "Flex" })).body;
  return { ctx, caller, customer };
}

async function aWallet(caller: Caller, over: object = {}) {
  const { status, body } = await caller.post("/wallets", {
    external_customer_id: "flex-1",
    currency: "USD",
    conversion_rate: "0.01",
    ...over,
  });
  expect(status).toBe(200);
  return body;
}

const countTransactions = ({ organizationId }: Context) =>
  prisma().ledgerTransaction.count({ where: { organizationId } });

describe("wallets", () => {
  it("opens one as the SDK asks for it, with every documented key", async () => {
    const { caller, customer } = await aShop();
    const { status, body } = await caller.post("/wallets", {
      customer_id: customer.id,
      currency: "usd",
      name: "Main",
      conversion_rate: "1",
      initial_credits_to_load: "0",
    });

    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(keysOf(WalletDialect));
    expect(body).toMatchObject({
      customer_id: customer.id,
      currency: "USD",
      credit_unit: "credits",
      wallet_status: "active",
      credit_balance: "0",
    });
    expect((await caller.get(`/wallets/${body.id}`)).body).toEqual(body);
    expect((await caller.get("/wallets")).body.items).toEqual([body]);
  });

  it("takes a credit unit for a currency, and loads credits that come with it", async () => {
    const { caller } = await aShop();
    const wallet = await aWallet(caller, {
      currency: "credits",
      initial_credits_to_load: 250.5,
      initial_credits_expiry_date_utc: "2099-01-01T00:00:00Z",
    });

    expect(wallet).toMatchObject({
      currency: "USD",
      credit_unit: "credits",
      credit_balance: "250.5",
      balance: "2.505",
      figures: { available: "250.5", held: "0", balance: "250.5", pending: "0", overage: "0" },
      next_expiry: { at: "2099-01-01T00:00:00.000Z", credits: "250.5" },
    });
    const { body } = await caller.get(`/wallets/${wallet.id}/balance/real-time`);
    expect(Object.keys(body).sort()).toEqual(keysOf(WalletBalanceDialect));
    expect(body.credits_available_breakdown).toEqual({ free: "250.5", purchased: "0" });
  });

  it("opens nothing for an unknown unit, customer or feature", async () => {
    const { ctx, caller } = await aShop();
    const foreign = await aShop();
    const feature = (await foreign.caller.post("/features", { name: "On", type: "boolean" })).body;
    const ask = (over: object) =>
      caller.post("/wallets", { external_customer_id: "flex-1", currency: "USD", ...over });

    expect(await ask({ currency: "tokens" })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/credit_unit" }] },
    });
    expect(await ask({ external_customer_id: "nobody" })).toMatchObject({ status: 404 });
    expect(
      await ask({ external_customer_id: undefined, customer_id: foreign.customer.id }),
    ).toMatchObject({ status: 404 });
    expect(await ask({ feature_ids: [feature.id] })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/feature_ids/0" }] },
    });
    expect(await ask({ external_customer_id: undefined })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/external_customer_id" }] },
    });
    expect(await prisma().wallet.count({ where: { organizationId: ctx.organizationId } })).toBe(0);
  });
});

describe("top-ups", () => {
  it("gives free credits once for one key, and says when it is a replay", async () => {
    const { ctx, caller } = await aShop();
    const wallet = await aWallet(caller);
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
    const { caller } = await aShop();
    const wallet = await aWallet(caller);
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
    const { ctx, caller } = await aShop();
    const wallet = await aWallet(caller);
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

describe("debits", () => {
  const aLoadedWallet = async () => {
    const shop = await aShop();
    const wallet = await aWallet(shop.caller, { initial_credits_to_load: "100" });
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
    const other = await aShop();
    expect(await other.caller.post(path, { reason, idempotency_key: "r-4" })).toMatchObject({
      status: 404,
    });
  });
});

describe("credit grants", () => {
  it("gives a wallet credits under their own terms, on both paths", async () => {
    const { caller } = await aShop();
    const wallet = await aWallet(caller);
    const direct = {
      wallet_id: wallet.id,
      amount: "500",
      grant_type: "prepaid",
      expires_at: "2099-01-01T00:00:00Z",
      priority: 3,
      cost_basis: "0.02",
      idempotency_key: "g-1",
    };
    const { status, body } = await caller.post("/credit-grants", direct);

    expect(status).toBe(201);
    expect(Object.keys(body).sort()).toEqual(keysOf(GrantDialect));
    expect(body).toMatchObject({
      wallet_id: wallet.id,
      grant_type: "prepaid",
      amount: "500",
      available: "500",
      priority: 3,
      cost_total: "10",
      source: "adjustment",
    });
    const again = await caller.post("/creditgrants", direct);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.body).toEqual(body);
    expect((await caller.get(`/credit-grants/${body.id}`)).body).toEqual(body);
  });

  it("waits for its start, and can be ended", async () => {
    const { caller } = await aShop();
    const wallet = await aWallet(caller);
    const { body } = await caller.post("/credit-grants", {
      wallet_id: wallet.id,
      amount: "5",
      effective_at: "2098-01-01T00:00:00Z",
    });
    expect(body).toMatchObject({ grant_status: "pending", pending: "5", available: "0" });

    const path = `/credit-grants/${body.id}/void`;
    expect(await caller.post(path, { reason: "Not needed", idempotency_key: "v-1" })).toMatchObject(
      { status: 200, body: { credits: "5" } },
    );
    expect(await caller.post(path, { reason: "Not needed", idempotency_key: "v-2" })).toMatchObject(
      { status: 409, body: { code: "invalid_state" } },
    );
  });

  it("adds what a plan gives to its draft", async () => {
    const { caller } = await aShop();
    const plan = (await caller.post("/plans", { name: "Growth" })).body;
    const { status, body } = await caller.post("/creditgrants", {
      name: "Monthly credits",
      scope: "PLAN",
      plan_id: plan.id,
      credits: "2500",
      cadence: "RECURRING",
      period: "MONTHLY",
      expiration_type: "GRANT_PERIOD",
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      plan_id: plan.id,
      credits: "2500",
      expiration_type: "GRANT_PERIOD",
    });
    expect((await caller.get(`/plans/${plan.id}/creditgrants`)).body.items).toEqual([body]);
  });
});
