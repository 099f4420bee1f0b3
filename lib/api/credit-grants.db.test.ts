import { describe, expect, it } from "vitest";
import { aShopper, aWalletBy, keysOf } from "@/lib/testing/api-wallet";
import { GrantDialect } from "./dialect/grant";

describe("credit grants", () => {
  it("gives a wallet credits under their own terms, on both paths", async () => {
    const { caller } = await aShopper();
    const wallet = await aWalletBy(caller);
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
    const { caller } = await aShopper();
    const wallet = await aWalletBy(caller);
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
    const { caller } = await aShopper();
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
