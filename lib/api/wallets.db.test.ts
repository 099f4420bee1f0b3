import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { aShopper, aWalletBy, keysOf } from "@/lib/testing/api-wallet";
import { WalletBalanceDialect, WalletDialect } from "./dialect/wallet";

describe("wallets", () => {
  it("opens one as the SDK asks for it, with every documented key", async () => {
    const { caller, customer } = await aShopper();
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
    const { caller } = await aShopper();
    const wallet = await aWalletBy(caller, {
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

  it("opens one wallet under one key, also in a hurry, and refuses other terms", async () => {
    const { caller } = await aShopper();
    const terms = { external_customer_id: "flex-1", currency: "USD", initial_credits_to_load: 10 };
    const ask = (over: object = {}) =>
      caller.post("/wallets", { ...terms, ...over }, { "idempotency-key": "w-1" });
    const answers = await Promise.all([ask(), ask(), ask()]);
    const again = await ask();

    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(again).toMatchObject({ status: 200, body: { credit_balance: "10" } });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect((await caller.get("/wallets")).body.items).toHaveLength(1);
    const others = [{ name: "Other" }, { initial_credits_to_load: 11 }];
    for (const over of [...others, { initial_credits_to_load: 0 }]) {
      expect(await ask(over)).toMatchObject({
        status: 409,
        body: { code: "idempotency_conflict" },
      });
    }
    expect((await caller.get("/wallets")).body.items).toMatchObject([{ credit_balance: "10" }]);
  });

  it("knows a key again when the wallet's terms are others by then", async () => {
    const { caller } = await aShopper();
    const terms = { external_customer_id: "flex-1", currency: "USD", priority: 7 };
    const ask = (over: object = {}) =>
      caller.post("/wallets", { ...terms, ...over }, { "idempotency-key": "w-1" });
    const first = (await ask()).body;
    const patched = await caller.put(`/wallets/${first.id}`, { name: "Other", priority: 8 });
    expect(patched).toMatchObject({ status: 200, body: { name: "Other" } });

    const again = await ask();

    expect(again).toMatchObject({ status: 200, body: { id: first.id } });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await ask({ name: "Other", priority: 8 })).toMatchObject({
      status: 409,
      body: { code: "idempotency_conflict" },
    });
  });

  it("opens nothing for an unknown unit, customer or feature", async () => {
    const { ctx, caller } = await aShopper();
    const foreign = await aShopper();
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
