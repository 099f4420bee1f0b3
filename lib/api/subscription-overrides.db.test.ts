import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { SubscriptionId } from "@/lib/ids";
import { aCaller, type Caller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";

let caller: Caller;
let ctx: Context;

beforeAll(async () => {
  ctx = await aContext({ mode: "TEST" });
  caller = await aCaller(ctx);
});

async function made(path: string, body: object) {
  const answer = await caller.post(path, body);
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const START = "2026-03-01T00:00:00Z";
let count = 0;

/** On a test clock: 10 USD a piece, 1,000 C a month, an export at 5 C with 2 of them free. */
async function aSubscriber(more: (ids: { readonly feeId: string }) => object = () => ({})) {
  count += 1;
  const clock = await made("/test-clocks", { name: "Year", frozen_at: START });
  const customer = await made("/customers", {
    ...{ external_id: `own-${count}`, name: "Own", test_clock_id: clock.id },
  });
  const feature = await made("/features", {
    ...{ name: `Export ${count}`, lookup_key: `export_${count}` },
    ...{ meter: { event_name: `export.${count}` }, credits_per_unit: "5" },
  });
  const plan = await made("/plans", { name: `Growth ${count}` });
  const fee = await made("/prices", {
    ...{ plan_id: plan.id, type: "FIXED", amount: "10", quantity: 2 },
  });
  const grant = await made("/credit-grants", {
    ...{ plan_id: plan.id, credits: "1000", cadence: "RECURRING", period: "MONTHLY" },
    expiration_type: "BILLING_CYCLE",
  });
  await made("/entitlements", {
    ...{ plan_id: plan.id, feature_id: feature.id, usage_limit: 2, is_soft_limit: true },
  });
  const named = { featureId: feature.id, feeId: fee.id, grantId: grant.id };
  const subscription = await made("/subscriptions", {
    ...{ customer_id: customer.id, plan_id: plan.id, ...more(named) },
  });
  let uses = 0;
  const use = async (at: string, times = 1) => {
    const events = Array.from({ length: times }, () => {
      uses += 1;
      return {
        ...{ event_id: `use-${count}-${uses}`, event_name: `export.${count}` },
        ...{ external_customer_id: `own-${count}`, timestamp: at },
      };
    });
    const { body } = await caller.post("/events/bulk", { events });
    return body;
  };
  const priced = async () => {
    const rows = await readSql(
      `SELECT sum(quantity)::text AS quantity, trim_scale(sum(priced))::text AS credits
       FROM usage_counter WHERE customer_id = (SELECT id FROM customer
         WHERE organization_id = $1::uuid AND external_id = $2::text)
         AND feature_id <> price_version_id GROUP BY price_version_id ORDER BY min(window_start), 2`,
      [ctx.organizationId, `own-${count}`],
    );
    return rows.map(({ credits }) => credits);
  };
  const invoices = async () => {
    const { body } = await caller.get(`/invoices?customer_id=${customer.id}`);
    return (body.items as readonly { total: string }[]).map(({ total }) => total).toReversed();
  };
  const path = `/subscriptions/${subscription.id}`;
  const advance = (to: string) => made(`/test-clocks/${clock.id}/advance`, { to });
  const subscriptionId = SubscriptionId.parse(subscription.id);
  return { ...named, path, use, priced, invoices, advance, subscriptionId };
}

const agree = (path: string, body: object) =>
  made(`${path}/overrides`, { reason: "By phone", ...body });

describe("terms of a subscription's own, by API", () => {
  it("price use by tiers from the moment that they are agreed, and a late event by its own time", async () => {
    const own = await aSubscriber();
    await own.advance("2026-03-03T00:00:00Z");
    await own.use("2026-03-02T00:00:00Z", 3); // two are free, the third costs 5 C
    await own.advance("2026-03-05T00:00:00Z");
    const tiers = [{ up_to: "2", unit_amount: "2" }, { unit_amount: "1" }];
    const agreed = await agree(own.path, {
      ...{ type: "price", feature_id: own.featureId, billing_model: "TIERED", tier_mode: "SLAB" },
      ...{ tiers, end_date: "2026-03-10T00:00:00Z" },
    });
    await own.use("2026-03-05T00:00:00Z", 3); // 2 + 2 + 1
    await own.use("2026-03-02T00:00:00Z"); // late: 5
    await own.advance("2026-03-11T00:00:00Z");
    await own.use("2026-03-11T00:00:00Z"); // the plan again: 5
    await own.use("2026-03-09T00:00:00Z"); // late, within the override: 1

    expect(agreed).toMatchObject({
      ...{ state: "in_force", until: "2026-03-10T00:00:00.000Z", reason: "By phone" },
      value: { kind: "price", price: { model: "GRADUATED", unit: "credits" } },
      plan_value: { kind: "price", price: { model: "PER_UNIT", amount: "5" } },
    });
    expect((await own.priced()).toSorted()).toEqual(["15", "6"]);
    const { body } = await caller.get(`${own.path}/overrides`);
    expect(body.items).toMatchObject([{ id: agreed.id, state: "over" }]);
  });

  it("ask another fee and give other credits with the periods that they hold in", async () => {
    const own = await aSubscriber();
    const from = { start_date: "2026-03-20T00:00:00Z", end_date: "2026-04-20T00:00:00Z" };
    await agree(own.path, { type: "fee", price_id: own.feeId, amount: "8", ...from });
    await agree(own.path, {
      ...{ type: "credits", credit_grant_id: own.grantId, credits: "1500", ...from },
    });
    await own.advance("2026-05-02T00:00:00Z");

    expect(await own.invoices()).toEqual(["20", "16", "20"]);
    const given = await readSql(
      `SELECT trim_scale(amount)::text AS amount FROM credit_grant WHERE source = 'plan'
         AND customer_id = (SELECT id FROM customer WHERE external_id = $1::text
           AND organization_id = $2::uuid) ORDER BY effective_at`,
      [`own-${count}`, ctx.organizationId],
    );
    expect(given.map(({ amount }) => amount)).toEqual(["1000", "1500", "1000"]);
  });

  it("allow more units while they hold", async () => {
    const own = await aSubscriber();
    const limit = { type: "limit", feature_id: own.featureId, usage_limit: "4" };
    const agreed = await agree(own.path, limit);
    await own.use(START, 5);
    expect(await own.priced()).toEqual(["5"]);
    const ended = await made(`${own.path}/overrides/${agreed.id}/end`, { reason: "Over" });
    expect(ended).toMatchObject({ state: "over", plan_value: { usage_limit: "2" } });
  });

  it("are held to what was shown, told who agreed them, and audited", async () => {
    const own = await aSubscriber();
    const body = { type: "fee", price_id: own.feeId, amount: "7", reason: "A friend" };
    const shown = await made(`${own.path}/overrides/preview`, body);
    expect(shown).toMatchObject({ recurring_amount: "14", plan_value: { amount: "10" } });
    expect(shown.ahead).toMatchObject({
      ...{ before: { amount: "10" }, after: { amount: "7" }, use: null },
      billings: [
        { at: "2026-04-01T00:00:00.000Z", invoiced: { before: "20", after: "14" } },
        { at: "2026-05-01T00:00:00.000Z", invoiced: { before: "20", after: "14" } },
        { at: "2026-06-01T00:00:00.000Z", invoiced: { before: "20", after: "14" } },
      ],
    });
    expect((await caller.get(`${own.path}/overrides`)).body.items).toEqual([]);
    await made(`${own.path}/overrides`, { ...body, fingerprint: shown.fingerprint });
    const stale = await caller.post(`${own.path}/overrides`, {
      ...{ ...body, amount: "6", fingerprint: shown.fingerprint },
    });
    expect(stale).toMatchObject({ status: 409, body: { code: "stale_preview" } });
    const [audit] = await readSql(
      `SELECT reason FROM audit_record WHERE organization_id = $1::uuid
         AND action = 'subscription.override_set' AND entity_id = $2::text`,
      [ctx.organizationId, own.subscriptionId],
    );
    expect(audit).toEqual({ reason: "A friend" });
  });

  it("may be agreed with the start, for a time", async () => {
    const body = (ids: { readonly feeId: string }) => ({
      own_terms: [
        { type: "fee", price_id: ids.feeId, amount: "1", end_date: "2026-03-15T00:00:00Z" },
      ],
    });
    const own = await aSubscriber(body);
    await own.advance("2026-04-02T00:00:00Z");

    expect(await own.invoices()).toEqual(["2", "20"]);
    expect((await caller.get(`${own.path}/overrides`)).body.items).toMatchObject([
      { state: "over", since: "2026-03-01T00:00:00.000Z", reason: "Agreed at the start" },
    ]);
  });

  it("are refused for another plan's fee, by the field that names it", async () => {
    const [own, other] = [await aSubscriber(), await aSubscriber()];
    const body = { type: "fee", price_id: other.feeId, amount: "1", reason: "Not ours" };
    expect(await caller.post(`${own.path}/overrides`, body)).toMatchObject({
      ...{ status: 400, body: { errors: [{ pointer: "/price_id" }] } },
    });
  });

  const TIERS = [{ up_to: "5", unit_amount: "1" }, { up_to: "3" }, {}];
  it.each([
    ["an end before its beginning", { end_date: "2026-02-01T00:00:00Z" }, "/end_date"],
    ["a beginning that lies behind", { start_date: "2026-02-01T00:00:00Z" }, "/start_date"],
    ["no reason", { reason: "" }, "/reason"],
    ["tiers out of order", { billing_model: "TIERED", tiers: TIERS }, "/tiers/1/up_to"],
  ])("are refused for %s, and nothing changes", async (_, over, pointer) => {
    const own = await aSubscriber();
    const body = { type: "price", feature_id: own.featureId, amount: "1", reason: "By phone" };
    expect(await caller.post(`${own.path}/overrides`, { ...body, ...over })).toMatchObject({
      ...{ status: 400, body: { errors: [{ pointer }] } },
    });
    expect((await caller.get(`${own.path}/overrides`)).body.items).toEqual([]);
  });
});

describe("pieces of a fee, by API", () => {
  it("cost the difference at once when they become more, and are fewer with the next period", async () => {
    const own = await aSubscriber();
    const quantities = `${own.path}/quantities`;
    await own.advance("2026-03-10T00:00:00Z");
    const more = await made(quantities, { price_id: own.feeId, quantity: 5 });
    const fewer = await made(quantities, { price_id: own.feeId, quantity: 1, reason: "Left" });
    await own.advance("2026-04-01T00:00:00Z");

    expect(more).toMatchObject({ quantities: { [own.feeId]: 5 }, recurring_amount: "50" });
    expect(fewer).toMatchObject({
      ...{ quantities: { [own.feeId]: 5 }, next_quantities: { [own.feeId]: 1 } },
    });
    expect(await own.invoices()).toEqual(["20", "30", "10"]);
  });

  it("do not become more while the renewal date is about to move, which says what to do", async () => {
    const own = await aSubscriber();
    const moved = await made(`${own.path}/renewal-date`, { day_of_month: 16 });
    const more = { price_id: own.feeId, quantity: 5 };

    expect(await caller.post(`${own.path}/quantities`, more)).toMatchObject({
      status: 409,
      body: {
        ...{ code: "invalid_state", details: { state: "active" } },
        detail: "Its plan or renewal date is to change at its period's end: call that off first",
      },
    });
    expect(await own.invoices()).toEqual(["20"]);

    await made(`/subscriptions/schedules/${moved.id}/cancel`, {});
    expect(await made(`${own.path}/quantities`, more)).toMatchObject({ recurring_amount: "50" });
  });
});
