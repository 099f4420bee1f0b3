import { describe, expect, it } from "vitest";
import { readSql, transact } from "@/lib/db/transact";
import { aPublishedPlan } from "@/lib/testing/billing";
import { onATestClock } from "@/lib/testing/clocked";
import { aContext, later } from "@/lib/testing/factories";
import {
  aSubscription,
  datesOf,
  invoicesOf,
  type Subscribed,
  subscribe,
  traceOf,
} from "@/lib/testing/subscribed";
import { findSubscription } from "../reads";
import { CancelInput, type TurnFields, TurnInput } from "../schema";
import { loadSubscriptionsSince } from "../store/of-customers";
import { cancelSubscription } from "./cancel-subscription";
import { pauseSubscription } from "./pause-subscription";
import { renewSubscriptions } from "./renew-subscriptions";

const aMonthly = () => aSubscription({ fee: "31", feePeriod: "MONTHLY" });
const at = (day: string) => new Date(`${day}T09:00:00Z`);
const pause = (own: Subscribed, day: string, until?: string | null) => {
  const asked: TurnFields = { reason: "Sabbatical" };
  const resumesAt = until && at(until).toISOString();
  const input = until === undefined ? asked : { ...asked, resumesAt };
  return pauseSubscription(later(own.ctx, at(day)), own.id, TurnInput.parse(input));
};
const told = async ({ ctx }: Subscribed) => {
  const rows = await readSql(
    `SELECT action FROM audit_record WHERE organization_id = $1::uuid
       AND action LIKE 'subscription.%' ORDER BY id`,
    [ctx.organizationId],
  );
  return rows.map(({ action }) => String(action).replace("subscription.", ""));
};
const periodsOf = async ({ id }: Subscribed) => {
  const rows = await readSql(
    `SELECT starts_at FROM subscription_period WHERE subscription_id = $1::uuid ORDER BY starts_at`,
    [id],
  );
  return rows.map(({ starts_at: start }) => (start as Date).toISOString().slice(0, 10));
};

describe("a pause until a day", () => {
  it("goes on by itself within its period, as if somebody had said so then", async () => {
    const own = await aMonthly();

    const paused = await pause(own, "2026-02-10", "2026-02-20");
    await renewSubscriptions(at("2026-02-19"));
    const before = await findSubscription(own.ctx, own.id);
    await renewSubscriptions(at("2026-02-28"));

    expect(paused).toMatchObject({ status: "PAUSED", resumesAt: "2026-02-20T09:00:00.000Z" });
    expect(before).toMatchObject({ status: "PAUSED" });
    expect(await findSubscription(own.ctx, own.id)).toMatchObject({
      ...{ status: "ACTIVE", pausedAt: null, resumesAt: null },
    });
    expect(await datesOf(own)).toEqual(["2026-01-31", "2026-02-28"]);
    expect(await told(own)).toEqual(["started", "paused", "resumed", "renewed"]);
  });

  it("begins a new period on that day after its own was over, and late runs book it there", async () => {
    const [own, late] = [await aMonthly(), await aMonthly()];
    await pause(own, "2026-02-10", "2026-05-10");
    await pause(late, "2026-02-10", "2026-05-10");

    await renewSubscriptions(at("2026-05-10"));
    await renewSubscriptions(at("2026-07-15"));

    for (const one of [own, late]) {
      expect(await datesOf(one)).toEqual(["2026-01-31", "2026-05-10", "2026-06-10", "2026-07-10"]);
      expect(await periodsOf(one)).toEqual([
        "2026-01-31",
        "2026-05-10",
        "2026-06-10",
        "2026-07-10",
      ]);
      expect((await invoicesOf(one)).map(({ total }) => total)).toEqual(["31", "31", "31", "31"]);
    }
    const after = await traceOf(own);
    await renewSubscriptions(at("2026-07-15"));
    expect(await traceOf(own)).toEqual(after);
  });

  it("comes in its order among a customer's other subscriptions, however late the run", async () => {
    const own = await aMonthly();
    await transact(own.ctx, (tx) =>
      tx.sql("UPDATE product SET is_single_active = false WHERE organization_id = $1::uuid", [
        own.ctx.organizationId,
      ]),
    );
    const planId = await aPublishedPlan(own.ctx, { fee: "7", feePeriod: "MONTHLY", credits: "70" });
    const other = await subscribe(later(own.ctx, at("2026-02-03")), own, planId);
    await pause(own, "2026-02-10", "2026-05-10");

    await renewSubscriptions(at("2026-06-04"));

    const rows = await readSql(
      `SELECT effective_at FROM ledger_transaction WHERE customer_id = $1::uuid AND kind = 'grant'
       ORDER BY id`,
      [own.customerId],
    );
    const days = rows.map(({ effective_at: day }) => (day as Date).toISOString().slice(5, 10));
    expect(days).toEqual(["01-31", "02-03", "03-03", "04-03", "05-03", "05-10", "06-03"]);
    expect(await periodsOf(other)).toHaveLength(5);
  });

  it("is known afterwards, so that late use counts as it would have then", async () => {
    const own = await aMonthly();
    await pause(own, "2026-02-10", "2026-02-20");
    await renewSubscriptions(at("2026-02-21"));
    await pause(own, "2026-02-22");

    const [known] = await loadSubscriptionsSince(
      { sql: readSql },
      [own.customerId],
      at("2026-02-01"),
    );

    expect(known?.pauses).toEqual([
      { start: at("2026-02-10"), end: at("2026-02-20") },
      { start: at("2026-02-22"), end: null },
    ]);
  });

  it("may get another day, or none, and is told of it once", async () => {
    const own = await aMonthly();
    await pause(own, "2026-02-10", "2026-02-20");

    const already = { message: "It is paused already, until 2026-02-20 09:00 (UTC)" };
    await expect(pause(own, "2026-02-11")).rejects.toMatchObject(already);
    await pause(own, "2026-02-11", "2026-02-25");
    await expect(pause(own, "2026-02-11", "2026-02-25")).rejects.toMatchObject({
      code: "invalid_state",
    });
    await pause(own, "2026-02-12", null);
    await renewSubscriptions(at("2026-03-15"));

    expect(await findSubscription(own.ctx, own.id)).toMatchObject({
      ...{ status: "PAUSED", resumesAt: null },
    });
    expect(await told(own)).toEqual([
      ...["started", "paused", "resumption_planned", "resumption_called_off"],
    ]);
  });

  it("is refused for a day that has passed, and nothing is changed", async () => {
    const own = await aMonthly();
    const before = await traceOf(own);

    const refused = {
      code: "validation_error",
      details: { fields: { resumesAt: expect.any(Array) } },
    };
    await expect(pause(own, "2026-02-10", "2026-02-10")).rejects.toMatchObject(refused);
    expect(await traceOf(own)).toEqual(before);
    const foreign = { ...own, ctx: await aContext({ at: own.ctx.at }) };
    await expect(pause(foreign, "2026-02-10", "2026-03-10")).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is over for good with a cancellation", async () => {
    const own = await aMonthly();
    await pause(own, "2026-02-10", "2026-03-20");
    await cancelSubscription(later(own.ctx, at("2026-02-12")), own.id, CancelInput.parse({}));
    const ended = await traceOf(own);

    await renewSubscriptions(at("2026-04-01"));

    expect(await traceOf(own)).toEqual(ended);
    expect(await findSubscription(own.ctx, own.id)).toMatchObject({ status: "ENDED" });
  });

  it("goes by the test clock of a customer who lives on one", async () => {
    const clock = await onATestClock("2024-02-01T00:00:00Z");
    const acme = await clock.resident("acme");
    const plan = await clock.made("/plans", { name: "Growth" });
    await clock.made("/prices", { plan_id: plan.id, type: "FIXED", amount: "149" });
    const customer = { customer_id: acme.customerId };
    const own = await clock.made("/subscriptions", { ...customer, plan_id: plan.id });
    const until = { pause_end: "2024-04-05T00:00:00Z" };
    const paused = await clock.made(`/subscriptions/${own.id}/pause`, until);

    expect(paused).toMatchObject({ resumes_at: "2024-04-05T00:00:00.000Z" });
    expect(await clock.advance("2024-04-04T00:00:00Z")).toEqual([]);
    await clock.advance("2024-04-06T00:00:00Z");
    expect((await clock.caller.get(`/subscriptions/${own.id}`)).body).toMatchObject({
      ...{ subscription_status: "active", resumes_at: null },
      current_period_start: "2024-04-05T00:00:00.000Z",
    });
    const late = { pause_end: "2024-04-01T00:00:00Z" };
    const refused = await clock.caller.post(`/subscriptions/${own.id}/pause`, late);
    expect(refused).toMatchObject({ status: 400 });
    expect(JSON.stringify(refused.body)).toContain("pause_end");
  });
});
