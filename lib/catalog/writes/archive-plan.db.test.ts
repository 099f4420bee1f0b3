import { describe, expect, it } from "vitest";
import { aPlan, aPublishedPlan, aSubscription, auditedActions } from "@/lib/testing/catalog";
import { aContext } from "@/lib/testing/factories";
import { findPlan } from "../reads/plans";
import { archivePlan } from "./archive-plan";
import { openDraft } from "./open-draft";
import { restorePlan } from "./restore-plan";

describe("archivePlan", () => {
  it("sells no more, once; its subscribers stay", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    await aSubscription(ctx, planId);
    const archived = await archivePlan(ctx, planId);

    expect(archived).toMatchObject({
      status: "ARCHIVED",
      live: { status: "ARCHIVED" },
      subscribers: 1,
    });
    expect(await archivePlan(ctx, planId)).toEqual(archived);
    expect(
      (await auditedActions(ctx, "plan")).filter((action) => action === "plan.archived"),
    ).toHaveLength(1);
    await expect(openDraft(ctx, planId)).rejects.toMatchObject({ code: "invalid_state" });
    await expect(archivePlan(await aContext(), planId)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("restorePlan", () => {
  it("sells the version it ended with again, once, audited", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const live = (await findPlan(ctx, planId))?.live;
    await archivePlan(ctx, planId);
    const restored = await restorePlan(ctx, planId);

    expect(restored).toMatchObject({
      status: "ACTIVE",
      live: { id: live?.id, status: "PUBLISHED" },
    });
    expect(await restorePlan(ctx, planId)).toEqual(restored);
    expect((await auditedActions(ctx, "plan")).slice(-2)).toEqual([
      "plan.archived",
      "plan.restored",
    ]);
    await expect(restorePlan(await aContext(), planId)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("brings back a plan that was never published as the draft it was", async () => {
    const ctx = await aContext();
    const planId = await aPlan(ctx);
    await archivePlan(ctx, planId);

    expect(await restorePlan(ctx, planId)).toMatchObject({ live: null, draft: { number: 1 } });
  });
});
