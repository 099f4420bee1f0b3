/** SEMANTICS §1–§6 by HTTP, on a clock of another year, to the millisecond. */
import { expect, it } from "vitest";
import { onATestClock } from "@/lib/testing/clocked";
import { aReference } from "@/lib/testing/factories";

it("pays to the last millisecond of a grant's life, and not at its end", async () => {
  const clock = await onATestClock("2024-01-10T00:00:00Z");
  const acme = await clock.resident("acme");
  await acme.give("100", { expires_at: "2024-02-01T00:00:00Z" });

  expect(await clock.advance("2024-01-31T23:59:59.999Z")).toEqual([]);
  expect((await acme.debit("40")).status).toBe(200);
  expect(await clock.advance("2024-02-01T00:00:00Z")).toEqual(["2024-02-01T00:00:00Z expired 60"]);
  const refused = await acme.debit("1");

  expect(refused.status).toBe(402);
  expect(refused.body.details).toMatchObject({ required: "1", available: "0", shortfall: "1" });
});

it("starts a scheduled grant at its instant, and settles with it what is owed", async () => {
  const clock = await onATestClock("2024-02-28T12:00:00Z");
  const acme = await clock.resident("acme", { shortage_policy: "OVERAGE" });
  await acme.give("100", { effective_at: "2024-02-29T00:00:00Z" });
  await acme.debit("20");

  expect(await acme.figures()).toMatchObject({ available: "0", pending: "100", overage: "20" });
  expect(await clock.advance("2024-02-29T00:00:00Z")).toEqual([
    "2024-02-29T00:00:00Z grant_started 100",
    "2024-02-29T00:00:00Z overage_settled 20",
  ]);
  expect(await acme.figures()).toMatchObject({ available: "80", pending: "0", overage: "0" });
});

it("burns by the order of SEMANTICS §2, and gives back to the same grants", async () => {
  const clock = await onATestClock("2024-11-01T00:00:00Z");
  const acme = await clock.resident("acme");
  const soon = { expires_at: "2024-11-30T00:00:00Z" };
  const paid = await acme.give("500", { grant_type: "prepaid" });
  const plan = await acme.give("100", { grant_type: "committed", ...soon });
  const promo = await acme.give("40", { grant_type: "promotional", ...soon });
  await clock.advance("2024-11-10T00:00:00Z");

  const debit = await acme.debit("90");
  expect(debit.body.draws).toMatchObject([
    { grant_id: promo, credits: "40" },
    { grant_id: plan, credits: "50" },
  ]);
  await clock.made(`/transactions/${debit.body.transaction_id}/reverse`, {
    ...{ credits: "60", reason: "Ticket 4711", idempotency_key: aReference() },
  });
  const left = Object.fromEntries(
    (await clock.caller.get(`/wallets/${acme.walletId}/grants`)).body.items.map(
      (grant: { id: string; available: string }) => [grant.id, grant.available],
    ),
  );
  expect(left).toEqual({ [paid]: "500", [plan]: "100", [promo]: "10" });
});

it("restores for days of the clock what comes back to an ended grant", async () => {
  const clock = await onATestClock("2031-03-01T00:00:00Z");
  const acme = await clock.resident("acme");
  await acme.give("50", { expires_at: "2031-03-02T00:00:00Z" });
  const { transaction_id } = (await acme.debit("30")).body;
  expect(await clock.advance("2031-03-05T00:00:00Z")).toEqual(["2031-03-02T00:00:00Z expired 20"]);

  const terms = { reason: "Goodwill", idempotency_key: aReference(), restore_days: 7 };
  await clock.made(`/transactions/${transaction_id}/reverse`, { ...terms, credits: "10" });
  expect(await acme.available()).toBe("10");
  expect(await clock.advance("2031-03-12T00:00:00Z")).toEqual(["2031-03-12T00:00:00Z expired 10"]);
  await clock.made(`/transactions/${transaction_id}/reverse`, {
    ...{ reason: "Too late", idempotency_key: aReference() },
  });
  expect(await acme.available()).toBe("0");
});

it("counts events by the clock: late, early, refused", async () => {
  const clock = await onATestClock("2024-06-15T12:00:00Z");
  const acme = await clock.resident("acme");
  await acme.give("10");
  await clock.made("/features", {
    ...{ name: "Export", credits_per_unit: "4", meter: { event_name: "exported" } },
  });
  const send = async (timestamp?: string) => {
    const event = { event_name: "exported", external_customer_id: "acme", timestamp };
    return (await clock.caller.post("/events/bulk", { events: [event] })).body.results?.[0];
  };

  expect(await send()).toMatchObject({ status: "accepted", credits: "4" });
  expect(await send("2024-06-15T12:59:59Z")).toMatchObject({ status: "accepted" });
  expect(await send("2024-06-15T13:00:01Z")).toBeUndefined();
  expect(await send("2024-06-10T00:00:00Z")).toMatchObject({ status: "refused" });
  const check = { external_customer_id: "acme", feature_key: "export", quantity: "1" };
  expect((await clock.caller.post("/check", check)).body).toMatchObject({ allowed: false });
});

it("lives through a subscription's months, each with its credits and its invoice", async () => {
  const clock = await onATestClock("2024-01-31T09:00:00Z");
  const acme = await clock.resident("acme");
  const plan = await clock.made("/plans", { name: "Growth" });
  await clock.made("/prices", { plan_id: plan.id, type: "FIXED", amount: "149" });
  await clock.made("/creditgrants", {
    ...{ name: "Monthly", scope: "PLAN", plan_id: plan.id, credits: "2000" },
    ...{ cadence: "RECURRING", period: "MONTHLY", expiration_type: "GRANT_PERIOD" },
  });
  await clock.made("/subscriptions", { customer_id: acme.customerId, plan_id: plan.id });
  await acme.debit("500");

  expect(await clock.advance("2024-03-31T09:00:00Z")).toEqual([
    "2024-02-29T09:00:00Z expired 1500",
    "2024-02-29T09:00:00Z renewed",
    "2024-02-29T09:00:00Z granted 2000",
    "2024-02-29T09:00:00Z invoiced 149",
    "2024-03-31T09:00:00Z expired 2000",
    "2024-03-31T09:00:00Z renewed",
    "2024-03-31T09:00:00Z granted 2000",
    "2024-03-31T09:00:00Z invoiced 149",
  ]);
  const { items } = (await clock.caller.get("/invoices")).body;
  expect(items.map((invoice: { issue_date: string }) => invoice.issue_date.slice(0, 10))).toEqual([
    "2024-03-31",
    "2024-02-29",
    "2024-01-31",
  ]);
});
