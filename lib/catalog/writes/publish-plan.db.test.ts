import { describe, expect, it } from "vitest";
import { transactHot } from "@/lib/db/transact";
import { credits, money } from "@/lib/testing/amounts";
import {
  aBareFeature,
  aDraft,
  aPlan,
  aPublishedPlan,
  aSubscription,
  auditedActions,
  basicPlan,
  catalogOf,
  innerId,
} from "@/lib/testing/catalog";
import { aContext, later } from "@/lib/testing/factories";
import { findPlan, findPlanVersion, listPlanVersions } from "../reads/plans";
import { archivePlan } from "./archive-plan";
import { openDraft } from "./open-draft";
import { ensurePublished, publishPlan } from "./publish-plan";
import { updateDraft } from "./update-draft";

describe("publishPlan", () => {
  it("makes the draft live, audited and published, and rules see it as it was said", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const plan = await findPlan(ctx, planId);

    expect(plan).toMatchObject({
      draft: null,
      live: { number: 1, status: "PUBLISHED", publishedAt: ctx.at.toISOString() },
    });
    expect(await auditedActions(ctx, "plan")).toEqual([
      "plan.created",
      "plan.draft_updated",
      "plan.published",
    ]);
    const version = (await catalogOf(ctx)).planVersions.get(innerId("plv", plan?.live?.id));
    expect(version).toMatchObject({
      status: "PUBLISHED",
      overage: { unitPrice: money("1"), currency: "USD" },
      charges: [
        { kind: "RECURRING", amount: money("588"), billingPeriod: "ANNUAL" },
        { kind: "USAGE", pricing: { model: "GRADUATED", maximum: money("100") } },
        {
          kind: "CREDITS",
          cadence: "MONTHLY",
          tiers: [{ credits: credits("1000") }, { price: money("99") }],
        },
      ],
      grants: [{ amount: credits("2500"), expiry: { kind: "GRANT_PERIOD" } }],
      entitlements: [{ reset: "MONTH", isSoftLimit: false }],
    });
  });

  it("refuses a draft with issues, each by its field, and changes nothing", async () => {
    const ctx = await aContext();
    const planId = await aPlan(ctx);
    const before = await findPlan(ctx, planId);

    await expect(publishPlan(ctx, planId)).rejects.toMatchObject({
      code: "validation_error",
      details: { fields: { "": [expect.stringContaining("sells nothing")] } },
    });
    expect(await findPlan(ctx, planId)).toEqual(before);
    expect(await auditedActions(ctx, "plan")).toEqual(["plan.created"]);
  });

  it("publishes once, whoever asks at the same time", async () => {
    const ctx = await aContext();
    const planId = await aPlan(ctx);
    await updateDraft(ctx, planId, aDraft(basicPlan(await aBareFeature(ctx))));
    const asked = await Promise.allSettled(
      Array.from({ length: 6 }, () => publishPlan(ctx, planId)),
    );

    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(
      (await auditedActions(ctx, "plan")).filter((action) => action === "plan.published"),
    ).toHaveLength(1);
  });

  it("does not find another organization's plan", async () => {
    const planId = await aPlan(await aContext());

    await expect(publishPlan(await aContext(), planId)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("leaves what was published unchangeable, even for SQL", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const live = innerId("plv", (await findPlan(ctx, planId))?.live?.id);
    const statements = [
      "UPDATE charge SET amount = 1 WHERE plan_version_id = $1::uuid",
      "DELETE FROM plan_grant WHERE plan_version_id = $1::uuid",
      "UPDATE entitlement SET plan_version_id = gen_random_uuid() WHERE plan_version_id = $1::uuid",
      "UPDATE plan_version SET overage_price = 2 WHERE id = $1::uuid",
      "UPDATE plan_version SET status = 'DRAFT' WHERE id = $1::uuid",
      "DELETE FROM plan_version WHERE id = $1::uuid",
    ];
    for (const statement of statements) {
      await expect(
        transactHot((tx) => tx.sql(statement, [live])),
        statement,
      ).rejects.toThrow("a published plan version never changes");
    }
  });
});

describe("ensurePublished", () => {
  it("publishes a valid draft at first need, once for all who ask, and then answers the live version", async () => {
    const ctx = await aContext();
    const planId = await aPlan(ctx);
    await updateDraft(ctx, planId, aDraft(basicPlan(await aBareFeature(ctx))));
    const asked = await Promise.all(Array.from({ length: 5 }, () => ensurePublished(ctx, planId)));
    await openDraft(ctx, planId);

    expect(new Set(asked).size).toBe(1);
    expect(await ensurePublished(ctx, planId)).toBe(asked[0]);
    expect(
      (await auditedActions(ctx, "plan")).filter((action) => action === "plan.published"),
    ).toHaveLength(1);
  });

  it("refuses a draft with issues and an archived plan", async () => {
    const ctx = await aContext();
    const empty = await aPlan(ctx);
    const gone = await aPublishedPlan(ctx, "gone");
    await archivePlan(ctx, gone);

    await expect(ensurePublished(ctx, empty)).rejects.toMatchObject({ code: "validation_error" });
    await expect(ensurePublished(ctx, gone)).rejects.toMatchObject({ code: "invalid_state" });
  });
});

describe("a second version", () => {
  it("begins as a copy under ids of its own; subscribers stay on the first", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    await aSubscription(ctx, planId);
    const { live, draft: copy } = await openDraft(later(ctx, "2026-04-01T00:00:00Z"), planId);

    expect(copy).toMatchObject({ number: 2, status: "DRAFT", overageRule: "INVOICE", issues: [] });
    const said = (charge: object) => ({ ...charge, id: "", createdAt: "" });
    expect(copy?.charges.map(said)).toEqual(live?.charges.map(said));
    expect(copy?.charges.map(({ id }) => id)).not.toEqual(live?.charges.map(({ id }) => id));
    expect((await openDraft(ctx, planId)).draft).toEqual(copy);

    await publishPlan(later(ctx, "2026-04-02T00:00:00Z"), planId);
    const versions = await listPlanVersions(ctx, planId);
    expect(
      versions?.map(({ number, status, subscribers }) => [number, status, subscribers]),
    ).toEqual([
      [2, "PUBLISHED", 0],
      [1, "SUPERSEDED", 1],
    ]);
    expect(await findPlanVersion(ctx, innerId("plv", live?.id))).toEqual({
      ...live,
      status: "SUPERSEDED",
      updatedAt: "2026-04-02T00:00:00.000Z",
    });
    expect(await findPlanVersion(await aContext(), innerId("plv", live?.id))).toBeUndefined();
  });
});
