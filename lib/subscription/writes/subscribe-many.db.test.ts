import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { idText, type PlanId } from "@/lib/ids";
import { aPublishedPlan } from "@/lib/testing/billing";
import { aContext, aCustomer, later } from "@/lib/testing/factories";
import { listLeftRuns } from "../reads/bulk-runs";
import { BulkInput, type BulkTermsFields } from "../schema/bulk";
import { dropBulkRun, keepBulkRun } from "./keep-bulk-run";
import { previewSubscribeMany, subscribeMany } from "./subscribe-many";

const asked = (
  planId: PlanId,
  externalIds: readonly string[],
  terms: Partial<BulkTermsFields> = {},
) =>
  BulkInput.parse({
    terms: { planId: idText("plan", planId), ...terms },
    externalIds,
    run: "run-1",
  });

async function named(ctx: Context): Promise<string> {
  const id = await aCustomer(ctx);
  const [row] = await readSql("SELECT external_id FROM customer WHERE id = $1::uuid", [id]);
  return String(row?.external_id);
}
const countOf = async ({ organizationId }: Context) => {
  const [row] = await readSql(
    "SELECT count(*)::int AS count FROM subscription WHERE organization_id = $1::uuid",
    [organizationId],
  );
  return row?.count;
};
const outcomes = (results: readonly { readonly outcome: string }[]) =>
  results.map(({ outcome }) => outcome);

describe("a run that is cut off", () => {
  it("is told to whoever looks, with how far it came, until it is through", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const ids = [await named(ctx), "nobody", await named(ctx)];
    const fields = { planId: idText("plan", planId), tiers: {} };
    const run = { name: "run-1", externalIds: ids, fields };
    await keepBulkRun(ctx, run);
    const part = (from: number, to: number) => ({ ...asked(planId, ids.slice(from, to)), from });
    await subscribeMany(later(ctx, "2027-01-01T10:00:00Z"), part(0, 2));

    const other = await aContext();
    expect(await listLeftRuns(other)).toEqual([]);
    expect(await listLeftRuns(ctx)).toEqual([
      {
        ...{ ...run, done: 2, startedBy: ctx.actor.name },
        ...{ startedAt: ctx.at.toISOString(), lastAt: "2027-01-01T10:00:00.000Z" },
      },
    ]);

    // Gone on with from the first, by another: nobody is started twice, and nothing is forgotten.
    await keepBulkRun(later(ctx, "2027-01-01T11:00:00Z"), run);
    expect(outcomes(await subscribeMany(ctx, part(0, 2)))).toEqual(["was_started", "refused"]);
    expect(await listLeftRuns(ctx)).toMatchObject([
      { done: 2, lastAt: "2027-01-01T11:00:00.000Z" },
    ]);
    expect(outcomes(await subscribeMany(ctx, part(2, 3)))).toEqual(["started"]);

    expect(await listLeftRuns(ctx)).toEqual([]);
    expect(await countOf(ctx)).toBe(2);
  });

  it("is told no more once somebody leaves it, and only the organization's own can be", async () => {
    const ctx = await aContext();
    const run = { name: "run-1", externalIds: ["one"], fields: { planId: "plan_1" } };
    await keepBulkRun(ctx, run);

    await dropBulkRun(await aContext(), "run-1");
    expect(await listLeftRuns(ctx)).toHaveLength(1);
    await dropBulkRun(ctx, "run-1");

    expect(await listLeftRuns(ctx)).toEqual([]);
  });
});

describe("subscribing many", () => {
  it("tells of each what it would come to, and starts nobody in a dry run", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const one = await named(ctx);

    const long = "x".repeat(256);
    const results = await previewSubscribeMany(ctx, asked(planId, [one, "nobody", one, long]));

    expect(results).toMatchObject([
      { externalId: one, outcome: "will_start", invoiced: "588", credits: [{ amount: "2500" }] },
      { externalId: "nobody", outcome: "refused", message: "No customer has this id" },
      { externalId: long, outcome: "refused", message: expect.stringContaining("255") },
    ]);
    expect(await countOf(ctx)).toBe(0);
  });

  it("tells credits that come with the payment apart from those that come at once", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);

    const [told] = await previewSubscribeMany(
      ctx,
      asked(planId, [await named(ctx)], { grantOn: "payment" }),
    );

    expect(told).toMatchObject({ invoiced: "588", credits: [], pending: [{ amount: "2500" }] });
  });

  it("tells who has the plan already, and whom the same run has started", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    await readSql("UPDATE product SET is_single_active = false WHERE organization_id = $1::uuid", [
      ctx.organizationId,
    ]);
    const one = await named(ctx);
    const [started] = await subscribeMany(ctx, asked(planId, [one]));

    const [again] = await previewSubscribeMany(ctx, asked(planId, [one]));
    const [another] = await previewSubscribeMany(ctx, { ...asked(planId, [one]), run: "run-2" });

    expect(again).toMatchObject({
      ...{ outcome: "was_started", subscriptionId: started?.subscriptionId, warnings: [] },
    });
    expect(another).toMatchObject({
      outcome: "will_start",
      warnings: ["The customer has this plan already: it would be had twice."],
    });
    expect(await countOf(ctx)).toBe(1);
  });

  it("starts who can start, tells why another cannot, and starts nobody twice", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const [one, two, busy] = [await named(ctx), await named(ctx), await named(ctx)];
    await subscribeMany(ctx, { ...asked(planId, [busy]), run: "before" });

    const first = await subscribeMany(ctx, asked(planId, [one, busy]));
    const again = await subscribeMany(ctx, asked(planId, [one, busy, two]));

    expect(outcomes(first)).toEqual(["started", "refused"]);
    expect(first[1]?.message).toBe(
      "The customer has a subscription of this product: change its plan, or let it end first",
    );
    expect(outcomes(again)).toEqual(["was_started", "refused", "started"]);
    expect(again[0]?.subscriptionId).toBe(first[0]?.subscriptionId);
    expect(await countOf(ctx)).toBe(3);
  });

  it("begins a day where each customer's own calendar does", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const one = await named(ctx);

    await subscribeMany(ctx, asked(planId, [one], { startsOn: "2026-02-01" }));

    const [row] = await readSql(
      "SELECT started_at FROM subscription WHERE organization_id = $1::uuid",
      [ctx.organizationId],
    );
    expect(row?.started_at).toEqual(new Date("2026-02-01T00:00:00Z"));
  });

  it("finds no customer of another organization", async () => {
    const ctx = await aContext();
    const stranger = await named(await aContext());

    const results = await subscribeMany(ctx, asked(await aPublishedPlan(ctx), [stranger]));

    expect(outcomes(results)).toEqual(["refused"]);
  });
});
