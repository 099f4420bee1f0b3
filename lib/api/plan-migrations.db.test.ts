import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { PlanMigrationId } from "@/lib/ids";
import { TASKS } from "@/lib/jobs/tasks";
import { type Answer, aCaller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";

/** A plan of 149 USD and 2,000 credits, who subscribes to it, and a version with 500 more. */
async function twoVersions(names: readonly string[]) {
  const ctx = await aContext({ at: new Date() });
  const caller = await aCaller(ctx);
  const made = async (path: string, body: object): Promise<Answer["body"]> => {
    const answer = await caller.post(path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const grant = (planId: string, name: string, credits: string) =>
    made("/creditgrants", {
      ...{ name, scope: "PLAN", plan_id: planId, credits, cadence: "RECURRING", period: "MONTHLY" },
      expiration_type: "GRANT_PERIOD",
    });
  const plan = await made("/plans", { name: "Growth" });
  const fee = { plan_id: plan.id, type: "FIXED", amount: "149", display_name: "Growth fee" };
  await made("/prices", fee);
  await grant(plan.id, "Monthly", "2000");
  const ids: string[] = [];
  for (const name of names) {
    const customer = await made("/customers", { external_id: name, name });
    const started = { customer_id: customer.id, plan_id: plan.id };
    ids.push((await made("/subscriptions", started)).id);
  }
  const [price] = (await caller.get(`/plans/${plan.id}/prices`)).body.items;
  const revise = async () => {
    await grant(plan.id, "Bonus", "500");
    await made(`/plans/${plan.id}/publish`, {});
  };
  return { ctx, caller, made, planId: plan.id as string, priceId: price.id as string, ids, revise };
}

const run = (id: string) =>
  TASKS["migrate-subscribers"]({
    ...{ name: "migrate-subscribers", id: "1", at: new Date() },
    payload: { migrationId: PlanMigrationId.parse(id) },
  });
const running = async ({ caller }: Awaited<ReturnType<typeof twoVersions>>) =>
  (await caller.get("/subscriptions?subscription_status=active")).body.items as Answer["body"][];

describe("POST /plans/{id}/migrations", () => {
  it("moves everybody as its preview told, each with what was agreed with it, once", async () => {
    const own = await twoVersions(["acme", "bolt", "core"]);
    const { caller, made, planId, priceId, ids, revise } = own;
    const agreed = { type: "fee", price_id: priceId, amount: "99", reason: "Agreed in the offer" };
    await made(`/subscriptions/${ids[1]}/overrides`, agreed);
    await made(`/subscriptions/${ids[2]}/cancel`, { cancellation_type: "end_of_period" });
    await revise();
    const body = { change_at: "immediate" };

    const shown = await made(`/plans/${planId}/migrations/preview`, body);

    expect(shown).toMatchObject({ plan_name: "Growth", version_number: 2, total: 2 });
    const impacts = shown.impacts as Answer["body"][];
    expect(
      impacts
        .map(({ customer_external_id: name, fee_before, fee_after, credits_after, obstacle }) => [
          ...[name, fee_before, fee_after, credits_after[0].credits, obstacle],
        ])
        .toSorted(),
    ).toEqual([
      ["acme", "149", "149", "2500", null],
      ["bolt", "99", "99", "2500", null],
    ]);
    expect(await running(own)).toMatchObject([{ plan_version: 1 }, { plan_version: 1 }]);

    const { fingerprint } = shown;
    const asked = { ...body, fingerprint, reason: "New terms for everybody" };
    const started = await caller.post(`/plans/${planId}/migrations`, asked);
    expect(started).toMatchObject({ status: 202, body: { status: "RUNNING", total: 2, moved: 0 } });
    expect(await caller.post(`/plans/${planId}/migrations`, asked)).toMatchObject({ status: 409 });
    await run(started.body.id);
    await run(started.body.id);

    expect((await caller.get(`/plans/${planId}/migrations`)).body.items).toMatchObject([
      { status: "DONE", total: 2, moved: 2, failures: [] },
    ]);
    const after = await running(own);
    expect(after).toHaveLength(2);
    expect(after).toMatchObject([{ plan_version: 2 }, { plan_version: 2 }]);
    expect(after.map(({ recurring_amount: fee }) => fee).toSorted()).toEqual(["149", "99"]);
    const audited = await readSql(
      "SELECT reason FROM audit_record WHERE organization_id = $1::uuid AND action = $2::text",
      [own.ctx.organizationId, "plan.migration_started"],
    );
    expect(audited).toEqual([{ reason: "New terms for everybody" }]);
  });

  it("refuses what was not shown, what is no version to move to, and whoever is another", async () => {
    const { caller, planId, made } = await twoVersions(["acme"]);
    const draft = await made("/plans", { name: "Draft" });
    const foreign = await aCaller(await aContext());

    const stale = await caller.post(`/plans/${planId}/migrations`, { fingerprint: "another" });
    const unpublished = await caller.post(`/plans/${draft.id}/migrations`, {});
    const other = await foreign.post(`/plans/${planId}/migrations`, {});
    const peeked = await foreign.get(`/plans/${planId}/migrations`);

    expect([stale, unpublished, other, peeked].map(({ status }) => status)).toEqual([
      ...[409, 409, 404, 404],
    ]);
    expect((await caller.get(`/plans/${planId}/migrations`)).body.items).toEqual([]);
  });
});
