import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { TASKS } from "@/lib/jobs/tasks";
import { aCaller } from "@/lib/testing/api";
import { onATestClock } from "@/lib/testing/clocked";
import { aContext } from "@/lib/testing/factories";

const START = "2024-01-31T00:00:00Z";

const run = (name: keyof typeof TASKS, at: string) =>
  TASKS[name]({ name, id: "1", at: new Date(at), payload: {} });

describe("a test clock", () => {
  it("is refused to a live organization, in words that help", async () => {
    const live = await aCaller(await aContext());
    const answer = await live.post("/test-clocks", { name: "Calendar", frozen_at: START });

    expect(answer).toMatchObject({ status: 409, body: { code: "invalid_state" } });
    expect(answer.body.detail).toMatch(/mode TEST/);
    expect((await live.get("/test-clocks")).body.items).toEqual([]);
  });

  it.each([["1999-12-31T23:59:59Z"], ["2100-01-01T00:00:00Z"]])(
    "shows no %s",
    async (frozen_at) => {
      const caller = await aCaller(await aContext({ mode: "TEST" }));
      const answer = await caller.post("/test-clocks", { name: "Calendar", frozen_at });

      expect(answer).toMatchObject({ status: 400, body: { code: "validation_error" } });
      expect(answer.body.errors[0].pointer).toBe("/frozen_at");
    },
  );

  it.each([
    ["back", "2024-01-30T23:59:59.999Z"],
    ["more than two years", "2026-02-02T00:00:00Z"],
    ["nowhere", START],
  ])("does not go %s", async (_, to) => {
    const { caller, clockId } = await onATestClock(START);
    const answer = await caller.post(`/test-clocks/${clockId}/advance`, { to });

    expect(answer).toMatchObject({ status: 400, body: { code: "validation_error" } });
    const clock = (await caller.get(`/test-clocks/${clockId}`)).body;
    expect(clock).toMatchObject({ frozen_at: "2024-01-31T00:00:00.000Z", status: "READY" });
  });

  it("is another organization's alone", async () => {
    const { clockId } = await onATestClock(START);
    const stranger = await aCaller(await aContext({ mode: "TEST" }));
    const customer = { external_id: "spy", test_clock_id: clockId };
    const advance = { to: "2024-03-01T00:00:00Z" };

    expect((await stranger.get(`/test-clocks/${clockId}`)).status).toBe(404);
    expect((await stranger.post(`/test-clocks/${clockId}/advance`, advance)).status).toBe(404);
    expect((await stranger.delete(`/test-clocks/${clockId}`)).status).toBe(404);
    expect((await stranger.post("/customers", customer)).status).toBe(400);
  });

  it("names who lives on it, and when something is next", async () => {
    const clock = await onATestClock(START);
    const acme = await clock.resident("acme");
    await acme.give("5", { expires_at: "2024-03-01T00:00:00Z" });

    const { body } = await clock.caller.get(`/test-clocks/${clock.clockId}`);
    expect(body).toMatchObject({ customers: 1, next_change_at: "2024-03-01T00:00:00.000Z" });
    expect(body.residents).toMatchObject([{ external_id: "acme", is_archived: false }]);
    const customer = (await clock.caller.get(`/customers/${acme.customerId}`)).body;
    expect(customer).toMatchObject({
      test_clock_id: clock.clockId,
      created_at: "2024-01-31T00:00:00.000Z",
    });
  });

  it("is kept while somebody lives on it", async () => {
    const clock = await onATestClock(START);
    const acme = await clock.resident("acme");
    const path = `/test-clocks/${clock.clockId}`;

    expect((await clock.caller.delete(path)).status).toBe(409);
    expect((await clock.caller.delete(`/customers/${acme.customerId}`)).status).toBe(204);
    expect((await clock.caller.delete(path)).status).toBe(200);
    expect((await clock.caller.get("/test-clocks")).body.items).toEqual([]);
    const advance = await clock.caller.post(`${path}/advance`, { to: "2024-02-01T00:00:00Z" });
    expect(advance.status).toBe(409);
  });

  it("is left alone by the jobs of real time", async () => {
    const clock = await onATestClock(START);
    const acme = await clock.resident("acme");
    await acme.give("5", { expires_at: "2024-03-01T00:00:00Z" });
    const plan = await clock.made("/plans", { name: "Growth" });
    await clock.made("/prices", { plan_id: plan.id, type: "FIXED", amount: "149" });
    await clock.made("/subscriptions", { customer_id: acme.customerId, plan_id: plan.id });
    const booked = async () => (await readSql("SELECT id FROM ledger_transaction")).length;
    const before = await booked();

    for (const job of ["expire-grants", "issue-grants", "renew-subscriptions"] as const) {
      await run(job, "2026-11-22T00:00:00Z");
    }

    expect(await booked()).toBe(before);
    expect(await acme.available()).toBe("5");
    expect((await clock.caller.get("/invoices")).body.pagination.total).toBe(1);
  });
});
