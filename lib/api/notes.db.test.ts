import { describe, expect, it } from "vitest";
import { aShopper, aWalletBy } from "@/lib/testing/api-wallet";

const metadata = { order: "A-17", "cost centre": "4711" };

describe("a caller's notes", () => {
  it("stay with debits, top-ups and grants, and are part of what is asked", async () => {
    const { caller } = await aShopper();
    const wallet = await aWalletBy(caller, { initial_credits_to_load: 100 });
    const debit = { credits: "1", idempotency_key: "d-1", metadata };
    await caller.post(`/wallets/${wallet.id}/debit`, debit);
    await caller.post("/wallets/debit", {
      ...{ external_customer_id: "flex-1", credits: "1", reason: "Export" },
      ...{ idempotency_key: "d-2", metadata },
    });
    const topUp = await caller.post(`/wallets/${wallet.id}/top-up`, {
      ...{ credits_to_add: "5", transaction_reason: "FREE_CREDIT_GRANT" },
      ...{ idempotency_key: "t-1", metadata },
    });
    const grant = await caller.post("/credit-grants", {
      ...{ wallet_id: wallet.id, amount: "7", metadata, idempotency_key: "g-1" },
    });

    expect(topUp.body.wallet_transaction.metadata).toEqual(metadata);
    expect(grant.body.metadata).toEqual(metadata);
    expect((await caller.get(`/credit-grants/${grant.body.id}`)).body.metadata).toEqual(metadata);
    const grants = (await caller.get(`/wallets/${wallet.id}/grants`)).body.items;
    expect(grants.find(({ id }: { id: string }) => id === grant.body.id).metadata).toEqual(
      metadata,
    );
    const { items } = (await caller.get(`/wallets/${wallet.id}/transactions`)).body;
    const notes = items.map((item: { metadata: object }) => item.metadata);
    expect(notes).toEqual([metadata, metadata, metadata, metadata, {}]);

    const again = await caller.post(`/wallets/${wallet.id}/debit`, debit);
    expect(again.body.replayed).toBe(true);
    const other = { ...debit, metadata: { order: "A-18" } };
    expect((await caller.post(`/wallets/${wallet.id}/debit`, other)).status).toBe(409);
  });
});
