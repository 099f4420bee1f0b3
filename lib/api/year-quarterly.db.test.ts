/**
 * A quarterly plan in Santiago over fourteen months of a test clock, reckoned by hand: the fee asked
 * afterwards, monthly credits that roll over up to 500, use in tiers of credits, an add-on bought within a
 * month, a pause over a quarter's end, a cheaper plan agreed and called off, both turns of the clock.
 */
import { expect, it } from "vitest";
import { onATestClock } from "@/lib/testing/clocked";
import { aReference } from "@/lib/testing/factories";

/** Midnight of the 6th in Santiago: 03:00 UTC in summer, 04:00 in winter; on 6 September there is none. */
const START = "2026-01-06T03:00:00Z";

async function inSantiago() {
  const clock = await onATestClock(START);
  const { made, caller } = clock;
  const meter = { event_name: "export" };
  const feature = await made("/features", { name: "Export", lookup_key: "export", meter });
  const quarterly = { type: "FIXED", billing_period: "QUARTERLY" };
  const monthly = { cadence: "RECURRING", expiration_type: "GRANT_PERIOD" };

  const plan = await made("/plans", { name: "Quarter" });
  const plan_id = plan.id;
  await made("/prices", { ...quarterly, plan_id, amount: "300", invoice_cadence: "ARREAR" });
  await made("/prices", {
    ...{ plan_id, type: "USAGE", feature_id: feature.id, price_unit: "credits" },
    ...{ billing_model: "TIERED", tier_mode: "SLAB" },
    tiers: [{ up_to: 10, unit_amount: 2 }, { up_to: 20, unit_amount: 1 }, { unit_amount: "0.5" }],
  });
  const rollover = { mode: "cap", cap: 500 };
  await made("/creditgrants", { ...monthly, plan_id, credits: 1000, rollover });

  const lite = (await made("/plans", { name: "Lite" })).id;
  await made("/prices", { ...quarterly, plan_id: lite, amount: "90" });
  await made("/creditgrants", { ...monthly, plan_id: lite, credits: 200 });
  await made(`/plans/${lite}/publish`, {});

  const addOn = (await made("/addons", { name: "Boost", lookup_key: "boost" })).id;
  await made("/prices", { ...quarterly, plan_id: addOn, amount: "30" });
  await made("/creditgrants", { ...monthly, plan_id: addOn, credits: 100 });
  await made(`/addons/${addOn}/publish`, {});

  const resident = await clock.resident("acme", {}, "America/Santiago");
  const { customerId } = resident;
  const { id } = await made("/subscriptions", { customer_id: customerId, plan_id });
  const deed = (name: string, body: object = {}) =>
    made(`/subscriptions/${id}/${name}`, { ...body });
  return {
    ...{ clock, resident, deed, lite, addOn },
    use: (quantity: number) =>
      made("/consume", {
        ...{ external_customer_id: "acme", feature_key: "export" },
        ...{ quantity, idempotency_key: aReference() },
      }),
    called: async () => (await caller.get(`/subscriptions/${id}`)).body,
    invoices: async () =>
      (await caller.get(`/invoices?customer_id=${customerId}`)).body.items
        .map(({ total, finalized_at }: Record<string, string>) => [finalized_at, total])
        .toReversed(),
  };
}

it("is at each turn of fourteen months what was reckoned by hand", {
  timeout: 300_000,
}, async () => {
  const { clock, resident, deed, use, invoices, called, lite, addOn } = await inSantiago();
  const differences: string[] = [];
  const at = async (time: string, expected: string, act?: () => Promise<unknown>) => {
    if (time !== START) await clock.advance(time);
    await act?.();
    const found = await resident.available();
    if (found !== expected) differences.push(`${time}: ${expected} by hand, ${found} here`);
  };
  const boost = (quantity: number) => () => deed("addons", { addon_id: addOn, quantity });
  let change = "";

  await at(START, "1000");
  // 10 at 2 and 5 at 1.
  await at("2026-01-20T12:00:00Z", "975", () => use(15));
  await at("2026-02-06T02:59:59Z", "975");
  // 500 of the 975 roll over; the quarter's tiers go on: 5 at 1, 5 at 0.5.
  await at("2026-02-06T03:00:00Z", "1500");
  await at("2026-02-10T12:00:00Z", "1492.5", () => use(10));
  await at("2026-02-15T12:00:00Z", "1592.5", boost(1));
  // What rolled over lived one period; of the month's 1,000 again 500. The add-on's end with the month, too.
  await at("2026-03-06T03:00:00Z", "1600");
  await at("2026-03-28T12:00:00Z", "1600", () => deed("pause"));
  // Winter: midnight is at 04:00 UTC. Nothing is given, what was given ends, and half of it rolls over.
  await at("2026-04-06T03:59:59Z", "1600");
  await at("2026-04-06T04:00:00Z", "500");
  await at("2026-04-20T12:00:00Z", "1600", () => deed("resume"));
  // A new period, so new tiers: 20, 10 and 5, of what rolled over.
  await at("2026-05-01T12:00:00Z", "1565", () => use(30));
  await at("2026-05-06T04:00:00Z", "1100");
  await at("2026-05-20T12:00:00Z", "1600");
  await at("2026-06-01T12:00:00Z", "1600", async () => {
    const asked = { target_plan_id: lite, change_at: "end_of_period" };
    change = (await deed("change", asked)).id;
    // The month's own credits come before the change does.
    expect(await called()).toMatchObject({ next_grant_at: "2026-06-20T12:00:00.000Z" });
  });
  await at("2026-06-10T12:00:00Z", "1600", () =>
    clock.made(`/subscriptions/schedules/${change}/cancel`, {}),
  );
  await at("2026-06-20T12:00:00Z", "1600");
  await at("2026-07-20T12:00:00Z", "1600");
  await at("2026-08-01T12:00:00Z", "1590", () => use(5));
  await at("2026-08-20T12:00:00Z", "1600");
  // Summer again: 08:00 is at 11:00 UTC.
  await at("2026-09-20T10:59:59Z", "1600", async () => {
    expect(await called()).toMatchObject({ next_grant_at: "2026-09-20T11:00:00.000Z" });
  });
  await at("2026-10-20T11:00:00Z", "1600");
  await at("2026-11-01T12:00:00Z", "1600", boost(0));
  await at("2026-12-20T11:00:00Z", "1600");
  await at("2027-01-20T11:00:00Z", "1500");
  await at("2027-03-06T03:00:00Z", "1500");

  expect(differences).toEqual([]);
  expect(await invoices()).toEqual([
    ["2026-02-15T12:00:00.000Z", "30"],
    // 300 for the 1,953 of 2,161 hours before the pause, and the add-on's next quarter.
    ["2026-04-20T12:00:00.000Z", "301.12"],
    ["2026-07-20T12:00:00.000Z", "330"],
    ["2026-10-20T11:00:00.000Z", "330"],
    ["2027-01-20T11:00:00.000Z", "300"],
  ]);
});
