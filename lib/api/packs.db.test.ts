import { beforeEach, describe, expect, it } from "vitest";
import { aCaller } from "@/lib/testing/api";
import { aShopper, aWalletBy } from "@/lib/testing/api-wallet";
import { aContext } from "@/lib/testing/factories";

describe("packs", () => {
  let shopper: Awaited<ReturnType<typeof aShopper>>;
  const growth = { name: "Growth", credits: "5000", price: "99", expires_after_days: 90 };
  beforeEach(async () => {
    shopper = await aShopper();
  });

  it("are made, listed cheapest first, changed and archived", async () => {
    const { caller } = shopper;
    const { status, body: pack } = await caller.post("/packs", growth);
    expect(status).toBe(201);
    expect(pack).toMatchObject({ ...growth, credit_unit: "credits", unit_price: "0.0198" });
    await caller.post("/packs", { name: "Starter", credits: "1000", price: "29" });
    const list = await caller.get("/packs");
    expect(list.body.items.map(({ name }: { name: string }) => name)).toEqual([
      "Starter",
      "Growth",
    ]);

    const dearer = await caller.put(`/packs/${pack.id}`, { ...growth, price: "119" });
    expect(dearer.body).toMatchObject({ price: "119", unit_price: "0.0238" });
    expect((await caller.delete(`/packs/${pack.id}`)).body).toEqual({ message: "Pack archived" });
    expect((await caller.get(`/packs/${pack.id}`)).body.status).toBe("archived");
    expect((await caller.get("/packs?status=ACTIVE")).body.items).toHaveLength(1);
    expect((await caller.put(`/packs/${pack.id}`, growth)).status).toBe(409);
  });

  it("are what a top-up sells", async () => {
    const { caller } = shopper;
    const wallet = await aWalletBy(caller, {});
    const { body: pack } = await caller.post("/packs", growth);
    const bought = await caller.post(`/wallets/${wallet.id}/top-up`, {
      ...{ pack_id: pack.id, transaction_reason: "PURCHASED_CREDIT_INVOICED" },
      idempotency_key: "pack-1",
    });
    expect(bought.status, JSON.stringify(bought.body)).toBe(200);
    const invoice = await caller.get(`/invoices/${bought.body.invoice_id}`);
    expect(invoice.body).toMatchObject({ total: "99", currency: pack.currency });
  });

  it("are sold by the piece within their bounds, refused by the body's names", async () => {
    const { caller } = shopper;
    const wallet = await aWalletBy(caller, {});
    const bounds = { min_quantity: 2, max_quantity: 4, quantity_step: 2, max_per_customer: 4 };
    const { body: pack } = await caller.post("/packs", { ...growth, ...bounds, priority: 1 });
    expect(pack).toMatchObject({ ...bounds, priority: 1, plan_ids: [], visibility: "PUBLIC" });
    const buy = (body: object) =>
      caller.post(`/wallets/${wallet.id}/top-up`, {
        ...{ transaction_reason: "PURCHASED_CREDIT_INVOICED", ...body },
      });
    const sold = await buy({ pack_id: pack.id, quantity: 2 });
    expect(sold.body.wallet_transaction).toMatchObject({ credit_amount: "10000" });
    for (const quantity of [1, 3, 4]) {
      const refused = await buy({ pack_id: pack.id, quantity });
      expect(refused.body.errors).toMatchObject([{ pointer: "/quantity" }]);
    }
    const alone = await buy({ credits_to_add: "5", quantity: 2 });
    expect(alone.body.errors).toMatchObject([{ pointer: "/quantity" }]);
    const inverted = await caller.post("/packs", { ...growth, min_quantity: 3, max_quantity: 2 });
    expect(inverted.body.errors).toMatchObject([{ pointer: "/max_quantity" }]);
    const strange = await caller.post("/packs", { ...growth, plan_ids: [pack.id] });
    expect(strange.status).toBe(400);
  });

  it("are refused by the body's own names, and nothing is made", async () => {
    const { caller } = shopper;
    const refused = await caller.post("/packs", { ...growth, price: "9.999", credit_unit: "gems" });
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([{ pointer: "/credit_unit" }]);
    const inexact = await caller.post("/packs", { ...growth, price: "9.999" });
    expect(inexact.body.errors).toMatchObject([{ pointer: "/price" }]);
    expect((await caller.get("/packs")).body.items).toEqual([]);
  });

  it("are nobody else's", async () => {
    const { body: pack } = await shopper.caller.post("/packs", growth);
    const stranger = await aCaller(await aContext());
    expect((await stranger.get(`/packs/${pack.id}`)).status).toBe(404);
    expect((await stranger.delete(`/packs/${pack.id}`)).status).toBe(404);
    expect((await shopper.caller.get(`/packs/${pack.id}`)).body.status).toBe("published");
  });
});
