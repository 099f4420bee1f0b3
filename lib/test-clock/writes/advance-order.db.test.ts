import { expect, it } from "vitest";
import { onATestClock } from "@/lib/testing/clocked";
import { aReference } from "@/lib/testing/factories";

const MARCH = "2024-03-01T00:00:00Z";

it("has at one instant: hold end, expiry, refill, start, renewal, plan credits, invoice", async () => {
  const clock = await onATestClock("2024-02-01T00:00:00Z");
  const acme = await clock.resident("acme", { shortage_policy: "OVERAGE" });
  const plan = await clock.made("/plans", { name: "Growth" });
  await clock.made("/prices", { plan_id: plan.id, type: "FIXED", amount: "149" });
  await clock.made("/creditgrants", {
    ...{ name: "Monthly", scope: "PLAN", plan_id: plan.id, credits: "7" },
    ...{ cadence: "RECURRING", period: "MONTHLY", expiration_type: "GRANT_PERIOD" },
  });
  await clock.made("/subscriptions", { customer_id: acme.customerId, plan_id: plan.id });
  await acme.give("11", { cadence: "RECURRING", period: "MONTHLY" });
  await acme.give("100", { effective_at: MARCH });
  await acme.debit("20");
  await acme.give("9", { expires_at: MARCH });
  await clock.advance("2024-02-29T12:00:00Z");
  const hold = { wallet_id: acme.walletId, credits: "4", expires_in: 43_200 };
  await clock.made("/holds", { ...hold, idempotency_key: aReference() });

  expect(await clock.advance(MARCH)).toEqual(
    [
      "hold_ended 4",
      "expired 7",
      "refilled 11",
      "grant_started 100",
      "renewed",
      "granted 7",
      "invoiced 149",
    ].map((what) => `${MARCH} ${what}`),
  );
  expect(await acme.figures()).toMatchObject({ available: "118", held: "0", overage: "0" });
});

it("tells of a change of plan, and of a start, what they start and what they invoice", async () => {
  const clock = await onATestClock("2024-02-01T00:00:00Z");
  const acme = await clock.resident("acme");
  const planOf = async (name: string, amount: string) => {
    const plan = await clock.made("/plans", { name });
    await clock.made("/prices", { plan_id: plan.id, type: "FIXED", amount });
    return plan.id;
  };
  const [growth, small] = [await planOf("Growth", "149"), await planOf("Small", "19")];
  const customer = { customer_id: acme.customerId };
  const own = await clock.made("/subscriptions", { ...customer, plan_id: growth });
  await clock.made(`/subscriptions/${own.id}/change`, { target_plan_id: small });
  const later = { ...customer, plan_id: await planOf("Later", "5"), start_date: MARCH };
  await clock.made("/subscriptions", later);

  const told = await clock.advance("2024-03-02T00:00:00Z");
  expect(told.toSorted()).toEqual(
    ["ended", "invoiced 19", "invoiced 5", "started", "started"].map((what) => `${MARCH} ${what}`),
  );
});

it("takes many customers of one instant together, and one by one where they differ", async () => {
  const clock = await onATestClock("2024-02-01T00:00:00Z");
  const names = Array.from({ length: 60 }, (_, index) => `customer-${index}`);
  for (const [index, name] of names.entries()) {
    const resident = await clock.resident(name);
    const day = index % 2 === 0 ? "05" : "04";
    await resident.give("1", { expires_at: `2024-02-${day}T00:00:00Z` });
  }

  const happened = await clock.advance("2024-02-06T00:00:00Z");
  const on = (day: string) => `2024-02-${day}T00:00:00Z expired 1`;
  expect(happened).toEqual([...Array(30).fill(on("04")), ...Array(30).fill(on("05"))]);
});
