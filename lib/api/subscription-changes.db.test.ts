import { describe, expect, it } from "vitest";
import { onATestClock } from "@/lib/testing/clocked";
import { aReference } from "@/lib/testing/factories";

/** Two plans of a month, and somebody on the cheaper one since 1 April 2026. */
async function onGrowth() {
  const clock = await onATestClock("2026-04-01T00:00:00Z");
  const acme = await clock.resident("acme");
  const plan = async (name: string, amount: string, credits: string) => {
    const made = await clock.made("/plans", { name });
    await clock.made("/prices", { plan_id: made.id, type: "FIXED", amount });
    await clock.made("/creditgrants", {
      ...{ name: "Monthly", scope: "PLAN", plan_id: made.id, credits },
      ...{ cadence: "RECURRING", period: "MONTHLY", expiration_type: "GRANT_PERIOD" },
    });
    return made.id as string;
  };
  const starter = await plan("Starter", "149", "2000");
  const pro = await plan("Pro", "800", "50000");
  const asked = { customer_id: acme.customerId, plan_id: starter };
  const subscription = await clock.made("/subscriptions", asked);
  return { ...clock, acme, starter, pro, path: `/subscriptions/${subscription.id}` };
}

describe("POST /subscriptions/{id}/change", () => {
  it("does what its preview showed, in the dialect's paths too, and repeats nothing", async () => {
    const { caller, advance, made, pro, path, acme } = await onGrowth();
    await advance("2026-04-16T00:00:00Z");
    const body = { target_plan_id: pro, billing_period: "MONTHLY", billing_cycle: "anniversary" };

    const preview = await made(`${path}/change/preview`, body);
    expect(preview).toMatchObject({
      ...{
        change_type: "upgrade",
        is_scheduled: false,
        effective_date: "2026-04-16T00:00:00.000Z",
      },
      proration_details: { charge_amount: "800", credit_amount: "74.5", net_amount: "725.5" },
      next_invoice_preview: { total: "725.5" },
      outcome: { voided: [{ credits: "2000" }], issued: [{ credits: "50000" }] },
    });
    const call = { ...body, fingerprint: preview.fingerprint, idempotency_key: aReference() };
    const done = await caller.post(`${path}/change/execute`, call);
    const again = await caller.post(`${path}/change/execute`, call);

    expect(done).toMatchObject({
      status: 200,
      body: {
        ...{ status: "done", is_scheduled: false, change_type: "upgrade" },
        ...{ old_subscription: { id: path.slice(15) }, new_subscription: { plan_id: pro } },
      },
    });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.body).toEqual(done.body);
    expect(await acme.available()).toBe("50000");
    expect((await caller.get(path)).body).toMatchObject({ subscription_status: "ended" });
  });

  it("refuses what would come to something else than was shown, with the new preview", async () => {
    const { caller, advance, made, pro, path, acme } = await onGrowth();
    await advance("2026-04-16T00:00:00Z");
    const { fingerprint } = await made(`${path}/change/preview`, { target_plan_id: pro });
    await acme.debit("1500");

    const stale = await caller.post(`${path}/change`, { target_plan_id: pro, fingerprint });

    expect(stale).toMatchObject({
      status: 409,
      body: {
        code: "stale_preview",
        details: { preview: { proration_details: { credit_amount: "37.25" } } },
      },
    });
  });

  it("waits where the plan is cheaper, is listed, called off, or carried out by time", async () => {
    const { caller, advance, made, starter, pro, path, acme } = await onGrowth();
    const up = await made(`${path}/change`, { target_plan_id: pro });
    const now = `/subscriptions/${up.new_subscription.id}`;

    const down = await made(`${now}/change`, { target_plan_id: starter });
    expect(down).toMatchObject({
      ...{ status: "scheduled", is_scheduled: true, scheduled_at: "2026-05-01T00:00:00.000Z" },
    });
    const off = await made(`/subscriptions/schedules/${down.schedule_id}/cancel`, {});
    expect(off).toMatchObject({ status: "cancelled", change: { id: down.id } });
    await made(`${now}/change`, { target_plan_id: starter });
    expect((await caller.get(`${now}/changes`)).body.items).toMatchObject([
      ...[{ status: "scheduled" }, { status: "cancelled" }, { status: "done" }],
    ]);

    const happened = await advance("2026-05-02T00:00:00Z");
    expect(happened).toEqual(
      ["expired 50000", "ended", "started", "granted 2000", "invoiced 149"].map(
        (what) => `2026-05-01T00:00:00Z ${what}`,
      ),
    );
    expect(await acme.available()).toBe("2000");
    expect((await caller.get(`${now}/changes`)).body.items[0]).toMatchObject({
      ...{ status: "done", new_subscription: { plan_id: starter } },
    });
  });

  it("refuses dates, and what it does not know", async () => {
    const { caller, pro, path } = await onGrowth();
    const ask = (body: object) => caller.post(`${path}/change`, { target_plan_id: pro, ...body });

    for (const body of [
      { change_at: "2020-01-01T00:00:00Z" },
      { change_at: "2030-01-01T00:00:00Z" },
      { effective_date: "2030-01-01T00:00:00Z" },
      { mode: "free" },
      { tier: 7 },
    ]) {
      expect(await ask(body)).toMatchObject({ status: 400, body: { code: "validation_error" } });
    }
    expect((await caller.get(path)).body).toMatchObject({ subscription_status: "active" });
  });
});
