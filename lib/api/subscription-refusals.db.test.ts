/** What cannot be done to a subscription: each refused with its field or the reason, and nothing changes. */
import { describe, expect, it } from "vitest";
import { idText } from "@/lib/ids";
import { aCaller } from "@/lib/testing/api";
import { countAll } from "@/lib/testing/api-refusal";
import { aPublishedPlan } from "@/lib/testing/billing";
import { aContext, aCustomer } from "@/lib/testing/factories";

const MONTHLY = { feePeriod: "MONTHLY" } as const;

/** One that runs, by the API's own clock, with what may be asked of it. */
async function running() {
  const ctx = await aContext({ at: new Date() });
  const caller = await aCaller(ctx);
  const planOf = async (terms: Parameters<typeof aPublishedPlan>[1]) =>
    idText("plan", await aPublishedPlan(ctx, terms));
  const plan_id = await planOf({ ...MONTHLY, fee: "10" });
  const dearer = await planOf({ ...MONTHLY, fee: "100" });
  const addon_id = await planOf({ kind: "ADD_ON", ...MONTHLY, fee: "1" });
  const yearly = await planOf({ kind: "ADD_ON", feePeriod: "ANNUAL", fee: "1" });
  const customer_id = idText("cus", await aCustomer(ctx));
  const { id } = (await caller.post("/subscriptions", { customer_id, plan_id })).body;
  const { prices, credit_grants } = (await caller.get(`/plans/${plan_id}`)).body;
  const own = { price_id: prices[0].id, credit_grant_id: credit_grants[0].id };
  const done = async (deed: string, body: object = {}) =>
    expect((await caller.post(`/subscriptions/${id}/${deed}`, body)).status).toBe(200);
  return { caller, id, customer_id, plan_id, dearer, addon_id, yearly, ...own, done };
}
type Running = Awaited<ReturnType<typeof running>>;

/** A field of the body, or else why its state does not allow it. */
type Refusal = readonly [deed: string, body: object, field: string | null, reason: RegExp];

async function expectRefused({ caller, id }: Running, refusals: readonly Refusal[]): Promise<void> {
  const before = await countAll();
  for (const [deed, asked, field, reason] of refusals) {
    const { status, body } = await caller.post(`/subscriptions/${id}/${deed}`, asked);
    const told = {
      ...{ deed, asked, status, code: body.code },
      pointers: body.errors.map(({ pointer }: { pointer: string }) => pointer),
    };
    expect(told).toEqual({
      ...{ deed, asked, status: field ? 400 : 409 },
      code: field ? "validation_error" : "invalid_state",
      pointers: field ? [`/${field}`] : [],
    });
    expect(field ? body.errors[0].detail : body.message).toMatch(reason);
  }
  expect(await countAll()).toEqual(before);
}

const UNREADABLE = /time such as/i;
const FAR = /between the years 1000 and 9000/;

describe("what cannot be done to a subscription", () => {
  it("that runs: to become what it is, to take what does not fit, at times that cannot be", async () => {
    const own = await running();
    const { plan_id: target_plan_id, dearer, addon_id, price_id, credit_grant_id } = own;
    const credits = { type: "credits", credit_grant_id, credits: "5", reason: "Agreed" };
    const moved = { reason: "Agreed" };

    await expectRefused(own, [
      ["change", { target_plan_id }, "target_plan_id", /this plan and tier already/],
      ["change", {}, "target_plan_id", /this plan and tier already/],
      ["change", { target_plan_id: addon_id }, "target_plan_id", /on top of a plan/],
      ["change", { target_plan_id: dearer, tier: 3 }, "tier", /no tiers/],
      ["change", { target_plan_id: dearer, tier: -1 }, "tier", /./],
      ["change", { target_plan_id: dearer, billing_period: "ANNUAL" }, "billing_period", /no fee/],
      ["addons", { addon_id, quantity: -1 }, "quantity", /below zero/],
      ["addons", { addon_id, quantity: 1.5 }, "quantity", /whole number/],
      ["addons", { addon_id, quantity: 1, tier: 4 }, "tier", /no tiers/],
      ["addons", { addon_id: own.yearly, quantity: 1 }, "addon_id", /other periods/],
      ["addons", { addon_id: dearer, quantity: 1 }, "addon_id", /a plan, not an add-on/],
      ["quantities", { price_id, quantity: -1 }, "quantity", /below zero/],
      ["quantities", { price_id, quantity: 0.5 }, "quantity", /./],
      ["resume", {}, null, /not paused/],
      ["reactivate", {}, null, /not cancelled/],
      ["pause", { pause_end: "0001-01-01T00:00:00Z" }, "pause_end", FAR],
      ["pause", { pause_end: "9999-12-31T00:00:00Z" }, "pause_end", FAR],
      ["pause", { pause_end: "2027-02-31T00:00:00Z" }, "pause_end", UNREADABLE],
      ["pause", { pause_end: "2026-12-31T23:59:60Z" }, "pause_end", UNREADABLE],
      ["pause", { pause_end: "2020-01-01T00:00:00Z" }, "pause_end", /lie ahead/],
      ["pause", { pause_end: "8999-01-01T00:00:00Z" }, "pause_end", /two years/],
      ["renewal-date", { ...moved, day_of_month: 32 }, "day_of_month", /./],
      ["renewal-date", { ...moved, day_of_month: 0 }, "day_of_month", /./],
      ["renewal-date", { ...moved, renews_on: "2027-02-31" }, "renews_on", /A day such as/],
      ["renewal-date", { ...moved, renews_on: "0001-01-01" }, "renews_on", /Choose a day/],
      ["renewal-date", { ...moved, renews_on: "9999-12-31" }, "renews_on", /Choose a day/],
      ["overrides", { ...credits, start_date: "2020-01-01T00:00:00Z" }, "start_date", /before now/],
      [
        "overrides",
        { ...credits, end_date: "2020-01-01T00:00:00Z" },
        "end_date",
        /before it begins/,
      ],
      ["overrides", { ...credits, end_date: "2027-02-31T00:00:00Z" }, "end_date", UNREADABLE],
      ["overrides", { ...credits, credits: -1 }, "credits", /below zero/],
    ]);
  });

  it("that is paused: to pause again, to change, to sell more, to move its day", async () => {
    const own = await running();
    await own.done("pause");

    await expectRefused(own, [
      ["pause", {}, null, /paused already/],
      ["change", { target_plan_id: own.dearer }, null, /is paused/],
      ["addons", { addon_id: own.addon_id, quantity: 3 }, null, /does not run/],
      ["quantities", { price_id: own.price_id, quantity: 2 }, null, /does not run/],
      ["renewal-date", { day_of_month: 5, reason: "Agreed" }, null, /is paused/],
      ["reactivate", {}, null, /not cancelled/],
    ]);
  });

  it("that is to end: to end so again, or to do what lies after its end", async () => {
    const own = await running();
    await own.done("cancel");

    await expectRefused(own, [
      ["cancel", {}, null, /cancelled already, and ends on/],
      ["pause", {}, null, /is to end/],
      ["change", { target_plan_id: own.dearer, change_at: "end_of_period" }, null, /cancelled/],
      ["renewal-date", { day_of_month: 5, reason: "Agreed" }, null, /cancelled/],
      ["addons", { addon_id: own.addon_id, quantity: 3 }, null, /cancelled/],
    ]);
  });

  it("that is over: anything", async () => {
    const own = await running();
    await own.done("cancel", { cancellation_type: "immediate" });
    const { price_id, credit_grant_id } = own;
    const credits = { type: "credits", credit_grant_id, credits: "5", reason: "Agreed" };

    await expectRefused(own, [
      ["cancel", { cancellation_type: "immediate" }, null, /ended on/],
      ["cancel", {}, null, /ended on/],
      ["pause", {}, null, /has ended/],
      ["resume", {}, null, /has ended/],
      ["reactivate", {}, null, /has ended/],
      ["change", { target_plan_id: own.dearer }, null, /has ended/],
      ["addons", { addon_id: own.addon_id, quantity: 3 }, null, /does not run/],
      ["quantities", { price_id, quantity: 2 }, null, /does not run/],
      ["overrides", credits, null, /has ended/],
      ["renewal-date", { day_of_month: 5, reason: "Agreed" }, null, /has ended/],
    ]);
  });
});

it("an add-on that is asked for twice is had once", async () => {
  const { caller, id, addon_id, done } = await running();
  const asked = { addon_id, quantity: 1 };
  await done("addons", asked);
  const before = await countAll();

  await done("addons", asked);

  expect(await countAll()).toEqual(before);
  expect((await caller.get(`/subscriptions/${id}`)).body.addons).toMatchObject([{ quantity: 1 }]);
});

it("nobody is moved to the version that all have already", async () => {
  const { caller, id, plan_id } = await running();
  const before = (await caller.get(`/subscriptions/${id}`)).body;

  const moved = await caller.post(`/plans/${plan_id}/migrations`, {});

  expect(moved).toMatchObject({ status: 202, body: { total: 0, moved: 0 } });
  expect((await caller.get(`/subscriptions/${id}`)).body).toEqual(before);
});
