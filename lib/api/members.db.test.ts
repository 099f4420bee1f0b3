import { describe, expect, it } from "vitest";
import { anEvent, aUser } from "@/lib/testing/api-usage";

/** A customer with a hundred credits, whose exports cost five each, and whose Ann may use twelve. */
async function aLimitedUser() {
  const user = await aUser();
  const at = `/customers/${user.customer.id}/members`;
  const set = await user.caller.put(`${at}/ann`, { credit_limit: "12" });
  expect(set.status).toBe(200);
  const event = (member: string) =>
    user.caller.post("/events", anEvent({ member, properties: { count: "1" } }));
  return { ...user, at, set: set.body, event };
}

const use = (member: string, quantity = 1) => ({
  ...{ external_customer_id: "flex-1", feature_key: "contact_export" },
  ...{ member, quantity },
});

describe("members", () => {
  it("have a limit of their own, or the customer's default", async () => {
    const { caller, at, set } = await aLimitedUser();
    expect(set).toMatchObject({
      ...{ member: "ann", credit_limit: "12", limit_source: "member", credits_used: "0" },
      ...{ credits_remaining: "12", period: "BILLING_PERIOD", last_active_on: null },
    });
    expect(Date.parse(set.resets_at)).toBeGreaterThan(Date.now());

    const defaults = await caller.put(at, { default_credit_limit: 3 });
    expect(defaults.body).toMatchObject({ default_credit_limit: "3", resets_at: set.resets_at });
    const bob = await caller.get(`${at}/bob%2Fsmith`);
    expect(bob.body).toMatchObject({
      ...{ member: "bob/smith", credit_limit: "3", limit_source: "default" },
    });
    const removed = await caller.put(`${at}/ann`, { credit_limit: null });
    expect(removed.body).toMatchObject({ credit_limit: "3", limit_source: "default" });
    await caller.put(at, { default_credit_limit: null });
    expect((await caller.get(`${at}/ann`)).body).toMatchObject({
      ...{ credit_limit: null, limit_source: null, credits_remaining: null },
    });
  });

  it("are refused by their limit and not by the wallet, whatever they ask", async () => {
    const { caller, at, event, wallet } = await aLimitedUser();
    for (const _ of [1, 2]) expect((await event("ann")).body.status).toBe("accepted");

    expect((await event("ann")).body).toMatchObject({ status: "refused", code: "limit_reached" });
    expect((await event("bob")).body).toMatchObject({ status: "accepted", credits: "5" });

    const told = { scope: "member", member: "ann", limit: "12", used: "10", available: "2" };
    const debit = {
      external_customer_id: "flex-1",
      member: "ann",
      credits: "3",
      reason: "By hand",
    };
    for (const path of ["/wallets/debit", "/wallets/debit/preview"]) {
      const answer = await caller.post(path, { ...debit, idempotency_key: "d-1" });
      expect([answer.status, answer.body.code]).toEqual([402, "limit_reached"]);
      expect(answer.body.details).toMatchObject({ ...told, required: "3", shortfall: "1" });
    }
    const hold = { external_customer_id: "flex-1", member: "ann", credits: "3" };
    for (const path of ["/holds", "/holds/preview"]) {
      const answer = await caller.post(path, { ...hold, idempotency_key: "h-1" });
      expect(answer.body).toMatchObject({ code: "limit_reached", details: told });
    }
    const items = [{ ...debit, credits: "1" }, debit].map((item) => ({
      ...item,
      reason_code: "other",
    }));
    const batch = await caller.post("/debits/batch", { items, idempotency_key: "b-1" });
    expect(batch.body).toMatchObject({
      code: "limit_reached",
      details: { scope: "member", used: "11" },
    });

    expect((await caller.get(`${at}/ann`)).body).toMatchObject({
      ...{ credits_used: "10", credits_remaining: "2", refused_by_limit: 1 },
    });
    const balance = await caller.get(`/wallets/${wallet.id}/balance/real-time`);
    expect(balance.body.figures).toMatchObject({ available: "85", held: "0" });
  });

  it("are told by check and consume what is left of their limit", async () => {
    const { caller, at } = await aLimitedUser();
    const check = await caller.post("/check", use("ann"));
    expect(check.body).toMatchObject({
      ...{ allowed: true, reason: null },
      limit: { scope: "member", limit: "12", used: "0", remaining: "12" },
    });
    await caller.post("/consume", { ...use("ann", 2), idempotency_key: "c-1" });

    const refused = await caller.post("/consume", { ...use("ann"), idempotency_key: "c-2" });
    expect(refused.status).toBe(402);
    expect(refused.body).toMatchObject({
      ...{ allowed: false, reason: "limit_reached", code: "limit_reached" },
      details: { scope: "member", used: "10" },
    });
    expect((await caller.post("/check", use("ann"))).body).toMatchObject({
      ...{ allowed: false, reason: "limit_reached", cures: [{ kind: "raise_limit" }] },
      limit: { scope: "member", limit: "12", used: "10", remaining: "2" },
    });
    expect((await caller.post("/check", use("bob"))).body).toMatchObject({
      ...{ allowed: true, limit: null },
    });
    expect((await caller.get(`${at}/ann`)).body.credits_used).toBe("10");
  });

  it("are listed by what they used, page by page, and found by name", async () => {
    const { caller, at, event } = await aLimitedUser();
    await caller.put(`${at}/ann`, { credit_limit: "50" });
    for (const member of ["ann", "bob", "ann", "cy"]) await event(member);

    const first = await caller.get(`${at}?limit=2`);
    expect(first.body).toMatchObject({
      items: [
        { member: "ann", credits_used: "10", credit_limit: "50" },
        { member: "bob", credits_used: "5", credit_limit: null },
      ],
      defaults: { default_credit_limit: null, credit_unit: "credits" },
    });
    expect(first.body.items[0].last_active_on).toMatch(/^\d{4}-\d\d-\d\d$/);
    const rest = await caller.get(`${at}?cursor=${encodeURIComponent(first.body.next_cursor)}`);
    expect(rest.body).toMatchObject({ items: [{ member: "cy" }], next_cursor: null });
    expect((await caller.get(`${at}?search=B`)).body.items).toMatchObject([{ member: "bob" }]);
    expect((await caller.get(`${at}?cursor=zzz`)).status).toBe(400);
  });

  it("are of a known customer alone", async () => {
    const { caller } = await aUser();
    const at = "/customers/cus_01k5x9m3vfe7hr2xq6t4n8w0ab/members";
    expect((await caller.get(at)).status).toBe(404);
    expect((await caller.put(`${at}/ann`, { credit_limit: "1" })).status).toBe(404);
  });
});
