import { describe, expect, it } from "vitest";
import { aPlan, aPublishedPlan, aSubscription, catalogOf } from "@/lib/testing/catalog";
import { aContext, later } from "@/lib/testing/factories";
import { PlanQuery } from "../schema/plan";
import { archiveFeature } from "../writes/archive-feature";
import { openDraft } from "../writes/open-draft";
import { findFeature } from "./features";
import { listPlans } from "./plans";

describe("listPlans", () => {
  it("shows price, credits and subscribers of the live version, else the draft", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    await aSubscription(ctx, planId);
    await aPlan(later(ctx, "2026-03-01T12:00:01Z"), "pro");
    await aPlan(await aContext(), "foreign");
    await openDraft(ctx, planId);
    const { items, total } = await listPlans(ctx, PlanQuery.parse({}));

    expect(total).toBe(2);
    expect(items).toMatchObject([
      {
        key: "pro",
        version: 1,
        versionStatus: "DRAFT",
        hasDraft: true,
        prices: [],
        credits: [],
        subscribers: 0,
      },
      {
        key: "basic",
        version: 1,
        versionStatus: "PUBLISHED",
        hasDraft: true,
        prices: [
          { amount: "588", period: "ANNUAL", isFrom: false },
          // The tiers of credits begin there.
          { amount: "29", period: "MONTHLY", isFrom: true },
        ],
        credits: [
          { credits: "1000", cadence: "RECURRING", period: "MONTHLY", isFrom: true },
          { credits: "2500", cadence: "RECURRING", period: "MONTHLY", isFrom: false },
        ],
        subscribers: 1,
      },
    ]);
  });
});

describe("a feature in a live plan", () => {
  it("tells where it is used and cannot be archived", async () => {
    const ctx = await aContext();
    await aPublishedPlan(ctx);
    const feature = (await catalogOf(ctx)).featuresByKey.get("basic_export");
    if (!feature) throw new RangeError("the feature is missing");

    expect((await findFeature(ctx, feature.id))?.usedIn).toMatchObject([
      { name: "Basic", version: 1 },
    ]);
    await expect(archiveFeature(ctx, feature.id)).rejects.toMatchObject({
      code: "invalid_state",
      message: "Still in use by Basic",
    });
  });
});
