/** Grants' lives by HTTP: refilled, rolled over, extended, transferred, voided and reset, on a clock of their own. */
import { describe, expect, it } from "vitest";
import { aCaller, type Caller } from "@/lib/testing/api";
import { keysOf } from "@/lib/testing/api-wallet";
import { aContext, aReference } from "@/lib/testing/factories";
import { GrantDialect } from "./dialect/grant";
import { RefillDialect } from "./dialect/refill";

const asked = (over: object = {}) => ({
  ...{ reason: "Ticket 4711", idempotency_key: aReference() },
  ...over,
});

/** A wallet of a customer who lives at 1 January 2026, and the clock that it goes by. */
async function aPast() {
  const caller = await aCaller(await aContext({ mode: "TEST" }));
  const made = async (path: string, body: object) => {
    const answer = await caller.post(path, body as never);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const clock = await made("/test-clocks", { name: "2026", frozen_at: "2026-01-01T00:00:00Z" });
  const customer = await made("/customers", { external_id: "flex-1", test_clock_id: clock.id });
  const wallet = await made("/wallets", { customer_id: customer.id, currency: "USD" });
  const to = (at: string) => made(`/test-clocks/${clock.id}/advance`, { to: `${at}T00:00:00Z` });
  return { caller, made, wallet, customer, to };
}
const figuresOf = async (caller: Caller, walletId: string) =>
  (await caller.get(`/wallets/${walletId}/balance/real-time`)).body.figures;

describe("a recurring grant of a wallet", () => {
  it("comes every month, rolls over and is stopped, on both paths", async () => {
    const { caller, made, wallet, to } = await aPast();
    const body = {
      ...{ wallet_id: wallet.id, amount: "1000", cadence: "RECURRING", period: "MONTHLY" },
      rollover: { mode: "cap", cap: "1500", periods: 2 },
      ...{ on_reset: { min: "10", max: "500" }, idempotency_key: "refill-1" },
    };
    const preview = await caller.post("/credit-grants/preview", body);
    expect([preview.status, preview.body.credits]).toEqual([200, "1000"]);
    const { status, body: first } = await caller.post("/credit-grants", body);
    expect(status).toBe(201);
    expect(Object.keys(first).sort()).toEqual(keysOf(GrantDialect));
    expect(first).toMatchObject({
      ...{ cadence: "RECURRING", period: "MONTHLY", period_count: 1, source: "refill" },
      ...{ available: "1000", expires_at: "2026-02-01T00:00:00.000Z", parent_grant_id: null },
      ...{ credit_grant_anchor: "2026-01-01T00:00:00.000Z", on_reset: { min: "10", max: "500" } },
      rollover: { mode: "cap", cap: "1500", expires_at: "2026-04-01T00:00:00.000Z" },
    });
    const again = await caller.post("/creditgrants", body);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.body).toEqual(first);

    await made(`/wallets/${wallet.id}/debit`, { credits: "200", idempotency_key: aReference() });
    await to("2026-02-01");
    await made(`/wallets/${wallet.id}/debit`, { credits: "300", idempotency_key: aReference() });
    await to("2026-03-01");
    expect(await figuresOf(caller, wallet.id)).toMatchObject({ available: "2500" });

    const listed = await caller.get(`/wallets/${wallet.id}/refills`);
    const [refill] = listed.body.items;
    expect(Object.keys(refill).sort()).toEqual(keysOf(RefillDialect));
    expect(refill).toMatchObject({
      ...{ id: first.refill_id, refill_status: "active", next_at: "2026-04-01T00:00:00.000Z" },
      first_grant_id: first.id,
    });
    const stopped = await caller.post(`/refills/${refill.id}/stop`, asked());
    expect(stopped.body).toMatchObject({ refill_status: "stopped", next_at: null });
    expect((await caller.post(`/refills/${refill.id}/stop`, asked())).status).toBe(409);
    await to("2026-06-01");
    expect(await figuresOf(caller, wallet.id)).toMatchObject({ available: "0" });
  });

  it("waits for an anchor to come, and says what is wrong by the body's names", async () => {
    const { caller, wallet } = await aPast();
    const body = { wallet_id: wallet.id, amount: "5", cadence: "RECURRING" };
    const later = { ...body, credit_grant_anchor: "2026-02-01T00:00:00Z" };
    expect((await caller.post("/credit-grants", later)).body).toMatchObject({ pending: "5" });

    const wrong = { ...later, end_date: "2026-01-15T00:00:00Z", rollover: { mode: "cap" } };
    const { status, body: said } = await caller.post("/credit-grants", wrong);
    expect(status).toBe(400);
    const pointers = said.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers).toContain("/rollover/cap");
  });
});

describe("a grant of a wallet", () => {
  it("rolls a fraction of what is left at its end into a grant with its own end", async () => {
    const { caller, made, wallet, to } = await aPast();
    const grant = await made("/credit-grants", {
      ...{ wallet_id: wallet.id, amount: "10", expires_at: "2026-02-01T00:00:00Z" },
      rollover_on_expiry: { fraction: "0.25", expires_at: "2026-03-01T00:00:00Z" },
    });
    expect(grant.rollover).toMatchObject({ mode: "percent", percent: "25" });
    await to("2026-02-01");

    const { items } = (await caller.get(`/wallets/${wallet.id}/grants`)).body;
    expect(items[0]).toMatchObject({
      ...{ source: "rollover", available: "2.5", parent_grant_id: grant.id },
      expires_at: "2026-03-01T00:00:00.000Z",
    });
    const forever = { wallet_id: wallet.id, amount: "1" };
    const rolls = { rollover_on_expiry: { fraction: "0.5", expires_at: null } };
    expect((await caller.post("/credit-grants", { ...forever, ...rolls })).status).toBe(400);
  });

  it("is extended and transferred, each as its preview says", async () => {
    const { caller, made, wallet, to } = await aPast();
    const other = await made("/customers", { external_id: "flex-2" });
    const target = await made("/wallets", { customer_id: other.id, currency: "USD" });
    const grant = await made("/credit-grants", {
      ...{ wallet_id: wallet.id, amount: "10", expires_at: "2099-02-01T00:00:00Z" },
    });
    const extension = asked({ expires_at: "2099-05-01T00:00:00Z", amount: "4" });
    const path = `/credit-grants/${grant.id}/extend`;
    const { fingerprint } = (await caller.post(`${path}/preview`, extension)).body;
    const extended = await caller.post(path, { ...extension, fingerprint });
    expect(extended.body).toMatchObject({ credits: "4", replayed: false });
    expect((await caller.get(`/credit-grants/${extended.body.grant_id}`)).body).toMatchObject({
      ...{ source: "extension", available: "4", parent_grant_id: grant.id },
    });

    const transfer = asked({ wallet_id: target.id, amount: "6" });
    const moved = await caller.post(`/credit-grants/${grant.id}/transfer`, transfer);
    expect([moved.status, moved.body.credits]).toEqual([200, "6"]);
    expect(await figuresOf(caller, target.id)).toMatchObject({ available: "6" });
    expect(await figuresOf(caller, wallet.id)).toMatchObject({ available: "4" });
    const replayed = await caller.post(`/credit-grants/${grant.id}/transfer`, transfer);
    expect(replayed.body).toEqual({ ...moved.body, replayed: true });
    await to("2026-01-02");
  });
});

describe("a wallet", () => {
  it("is voided by an amount, and reset with what it owes", async () => {
    const { caller, made, wallet } = await aPast();
    const grant = { wallet_id: wallet.id, amount: "10", on_reset: { min: "3", max: "5" } };
    await made("/credit-grants", grant);

    const voided = await caller.post(`/wallets/${wallet.id}/void`, asked({ amount: "2" }));
    expect(voided.body).toMatchObject({ credits: "2", draws: [{ credits: "2" }] });
    const tooMuch = await caller.post(`/wallets/${wallet.id}/void`, asked({ amount: "8.5" }));
    expect([tooMuch.status, tooMuch.body.code]).toEqual([402, "insufficient_credits"]);

    const reset = await caller.post(`/wallets/${wallet.id}/reset`, asked({ overage: "clear" }));
    expect(reset.body).toMatchObject({ credits: "3", lapsed: "3" });
    expect(await figuresOf(caller, wallet.id)).toMatchObject({ available: "5", overage: "0" });
  });
});
