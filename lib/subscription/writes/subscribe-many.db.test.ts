import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { idText, type PlanId } from "@/lib/ids";
import { aPublishedPlan } from "@/lib/testing/billing";
import { aContext, aCustomer } from "@/lib/testing/factories";
import { BulkInput, type BulkTermsFields } from "../schema/bulk";
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

describe("subscribing many", () => {
  it("tells of each what it would come to, and starts nobody in a dry run", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const one = await named(ctx);

    const results = await previewSubscribeMany(ctx, asked(planId, [one, "nobody", one]));

    expect(results).toMatchObject([
      { externalId: one, outcome: "will_start", invoiced: "588", credits: [{ amount: "2500" }] },
      { externalId: "nobody", outcome: "refused", message: "No customer has this id" },
    ]);
    expect(await countOf(ctx)).toBe(0);
  });

  it("starts who can start, tells why another cannot, and starts nobody twice", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const [one, two, busy] = [await named(ctx), await named(ctx), await named(ctx)];
    await subscribeMany(ctx, { ...asked(planId, [busy]), run: "before" });

    const first = await subscribeMany(ctx, asked(planId, [one, busy]));
    const again = await subscribeMany(ctx, asked(planId, [one, busy, two]));

    expect(outcomes(first)).toEqual(["started", "refused"]);
    expect(first[1]?.message).toBe("The customer has a subscription of this product");
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
