/** A draft may be half-made: what is wrong with it is told by the names of the API, and keeps it from being published. */
import { describe, expect, it } from "vitest";
import { aCaller } from "@/lib/testing/api";
import { countAll } from "@/lib/testing/api-refusal";
import { aContext } from "@/lib/testing/factories";

async function aDraft() {
  const caller = await aCaller(await aContext());
  const { id } = (await caller.post("/plans", { name: "Growth" })).body;
  const feature = async () => {
    const name = `Export ${crypto.randomUUID().slice(0, 8)}`;
    return (await caller.post("/features", { name, meter: { event_name: name } })).body.id;
  };
  return { caller, path: `/plans/${id}`, plan_id: id as string, feature };
}
type Draft = Awaited<ReturnType<typeof aDraft>>;

const added = async ({ caller, plan_id }: Draft, path: string, body: object) => {
  const answer = await caller.post(path, { plan_id, ...body });
  expect(answer.status).toBe(201);
  return answer.body.id as string;
};

const issuesOf = async ({ caller, path }: Draft): Promise<{ path: string; part_id: string }[]> =>
  (await caller.get(path)).body.draft_issues;

const TIERED = { type: "USAGE", billing_model: "TIERED" };
const upTo = (...bounds: (number | null)[]) =>
  bounds.map((up_to) => ({ up_to, unit_amount: 1, flat_amount: 1 }));

describe("what is wrong with a draft", () => {
  it.each([
    ["overlap", upTo(10, 10, null), ["tiers.1.up_to"]],
    ["run backwards", upTo(10, 5, null), ["tiers.1.up_to"]],
    ["begin at nothing", upTo(0, null), ["tiers.0.up_to"]],
    ["leave the rest without a price", upTo(10, 20), ["tiers.1.up_to"]],
    ["have no end in the middle", upTo(null, 20, null), ["tiers.0.up_to"]],
    ["are none", [], ["tiers"]],
  ])("is told of usage tiers that %s, by each model", async (_, tiers, found) => {
    const draft = await aDraft();
    const expected: { path: string; part_id: string }[] = [];
    for (const [index, tier_mode] of ["VOLUME", "SLAB", "STAIRSTEP"].entries()) {
      const price = { ...TIERED, tier_mode, tiers, feature_id: await draft.feature() };
      const part_id = await added(draft, "/prices", price);
      expected.push(...found.map((path) => ({ path: `prices.${index}.${path}`, part_id })));
    }

    expect(await issuesOf(draft)).toMatchObject(expected);
    expect(await issuesOf(draft)).toHaveLength(expected.length);
  });

  it("is told of every kind of price, credits and entitlement by its own name", async () => {
    const draft = await aDraft();
    const price = (body: object) => added(draft, "/prices", body);
    const usage = async (body: object) =>
      price({ type: "USAGE", ...body, feature_id: await draft.feature() });
    await usage({ billing_model: "PERCENTAGE", percent: 200 });
    await usage({ billing_model: "PACKAGE", amount: 1, transform_quantity: { divide_by: 0 } });
    await usage({ amount: 1, minimum: 5, maximum: 2 });
    await usage({ ...TIERED, tier_mode: "STAIRSTEP", tiers: [{ unit_amount: 2 }] });
    await price({ type: "FIXED", amount: "10" });
    await price({ type: "FIXED", amount: "10" });
    const tiers = [
      { credits: 10, price: 3 },
      { credits: 5, price: 4 },
    ];
    await price({ type: "CREDITS", tiers, expiration_type: "DURATION" });
    const rollover = { mode: "cap", cap: 0 };
    await added(draft, "/creditgrants", { credits: 10, cadence: "RECURRING", rollover });
    const limited = { included_units: 10, usage_limit: 5, feature_id: await draft.feature() };
    await added(draft, "/entitlements", limited);
    await draft.caller.put(`${draft.path}/draft`, { overage_rule: "INVOICE" });

    const issues = await issuesOf(draft);

    const paths = [
      "overage_price",
      "prices.0.percent",
      "prices.1.transform_quantity",
      "prices.2.maximum",
      "prices.3.tiers.0.flat_amount",
      "prices.6.tiers.1.credits",
      "prices.6.expiration_duration",
      "credit_grants.0.rollover.cap",
      "entitlements.0.usage_limit",
      "prices.5.display_name",
    ];
    expect(issues.map(({ path }) => path)).toEqual(paths);
    const before = await countAll();
    const refused = await draft.caller.post(`${draft.path}/publish`);
    expect(refused).toMatchObject({ status: 400, body: { code: "validation_error" } });
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
      paths.map((path) => `/${path.replaceAll(".", "/")}`),
    );
    expect(await countAll()).toEqual(before);
  });

  it("is refused at once where it is of no right form, or names what there is not", async () => {
    const draft = await aDraft();
    const feature_id = await draft.feature();
    const before = await countAll();
    const refused = async (path: string, body: object) => {
      const answer = await draft.caller.post(path, { plan_id: draft.plan_id, ...body });
      return [answer.status, ...answer.body.errors.map(({ pointer }: never) => pointer)];
    };
    const fee = { type: "FIXED", amount: "10" };
    const given = { credits: 10, cadence: "RECURRING" };

    expect(await refused("/prices", { ...fee, amount: -1 })).toEqual([400, "/amount"]);
    expect(await refused("/prices", { ...fee, trial_period_days: -1 })).toEqual([
      ...[400, "/trial_period_days"],
    ]);
    expect(await refused("/prices", { ...fee, billing_period: "CENTURY" })).toEqual([
      ...[400, "/billing_period"],
    ]);
    expect(await refused("/prices", { ...fee, billing_period_count: 0 })).toEqual([
      ...[400, "/billing_period_count"],
    ]);
    expect(await refused("/prices", { ...fee, price_unit: "nope" })).toEqual([400, "/price_unit"]);
    expect(
      await refused("/prices", { type: "USAGE", amount: 1, price_unit: "nope", feature_id }),
    ).toEqual([400, "/price_unit"]);
    expect(await refused("/creditgrants", { ...given, credit_unit: "nope" })).toEqual([
      ...[400, "/credit_unit"],
    ]);
    expect(
      await refused("/creditgrants", { ...given, rollover: { mode: "percent", percent: 101 } }),
    ).toEqual([400, "/rollover/percent"]);
    expect(
      await refused("/entitlements", { feature_id: "feat_00000000000000000000000000" }),
    ).toEqual([400, "/feature_id"]);
    const committed = await draft.caller.put(`${draft.path}/draft`, {
      commitment: { amount: 10, credit_unit: "nope" },
    });
    expect(committed).toMatchObject({
      ...{ status: 400, body: { errors: [{ pointer: "/commitment/credit_unit" }] } },
    });
    expect(await countAll()).toEqual(before);
  });
});
