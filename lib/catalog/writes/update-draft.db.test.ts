import { describe, expect, it } from "vitest";
import {
  aBareFeature,
  aDraft,
  aPlan,
  aPublishedPlan,
  auditedActions,
  basicPlan,
} from "@/lib/testing/catalog";
import { aContext } from "@/lib/testing/factories";
import { findPlan } from "../reads/plans";
import { updateDraft } from "./update-draft";

describe("updateDraft", () => {
  it("keeps every part as it was said, and tells no issue", async () => {
    const ctx = await aContext();
    const featureId = await aBareFeature(ctx);
    const planId = await aPlan(ctx);
    const written = await updateDraft(ctx, planId, aDraft(basicPlan(featureId)));

    expect(written).toMatchObject({
      overageRule: "INVOICE",
      overagePrice: "1",
      issues: [],
      charges: [
        {
          kind: "RECURRING",
          amount: "588",
          currency: "USD",
          period: "ANNUAL",
          invoiceCadence: "ADVANCE",
        },
        {
          kind: "USAGE",
          feature: { id: featureId, key: "contact_export" },
          creditUnit: "credits",
          currency: null,
          tiers: [
            { upTo: "10", unitAmount: "2", flatAmount: "0" },
            { upTo: null, unitAmount: "0.5", flatAmount: "1" },
          ],
          freeUnits: "5",
          maximum: "100",
        },
        {
          kind: "CREDITS",
          creditUnit: "credits",
          cadence: "MONTHLY",
          tiers: [
            { credits: "1000", price: "29" },
            { credits: "5000", price: "99" },
          ],
        },
      ],
      grants: [
        {
          credits: "2500",
          cadence: "RECURRING",
          period: "MONTHLY",
          expirationKind: "GRANT_PERIOD",
          category: "COMMITTED",
          rollover: { mode: "cap", cap: "1500", percent: null, periods: 2 },
        },
      ],
      entitlements: [
        { includedUnits: "50", usageLimit: "100", isSoftLimit: false, reset: "MONTH" },
      ],
    });
    expect((await findPlan(ctx, planId))?.draft).toEqual(written);
    expect(await auditedActions(ctx, "plan")).toEqual(["plan.created", "plan.draft_updated"]);
  });

  it("replaces the whole; a part that names its id keeps it", async () => {
    const ctx = await aContext();
    const planId = await aPlan(ctx);
    const first = await updateDraft(ctx, planId, aDraft(basicPlan(await aBareFeature(ctx))));
    const kept = first.charges[0]?.id ?? "";
    const second = await updateDraft(
      ctx,
      planId,
      aDraft({
        currency: "USD",
        charges: [
          { kind: "RECURRING", id: kept, amount: "600" },
          { kind: "RECURRING", id: kept, amount: "1" },
        ],
      }),
    );

    expect(second.charges.map(({ id }) => id === kept)).toEqual([true, false]);
    expect([second.grants, second.entitlements]).toEqual([[], []]);
  });

  it("keeps a half-made draft and says what is wrong with it", async () => {
    const ctx = await aContext();
    const featureId = await aBareFeature(ctx);
    const planId = await aPlan(ctx);
    const written = await updateDraft(
      ctx,
      planId,
      aDraft({ currency: "USD", charges: [{ kind: "USAGE", featureId, model: "VOLUME" }] }),
    );

    expect(written.issues).toEqual([{ path: "charges.0.tiers", message: expect.any(String) }]);
    expect(written.charges).toHaveLength(1);
  });

  it("refuses what another organization calls its own, and changes nothing", async () => {
    const ctx = await aContext();
    const other = await aContext();
    const foreign = await aBareFeature(other);
    const planId = await aPlan(ctx);
    const before = await findPlan(ctx, planId);

    await expect(updateDraft(ctx, planId, aDraft(basicPlan(foreign)))).rejects.toMatchObject({
      code: "validation_error",
      details: {
        fields: {
          "charges.1.featureId": ["No such feature"],
          "entitlements.0.featureId": ["No such feature"],
        },
      },
    });
    await expect(updateDraft(other, planId, aDraft({ currency: "USD" }))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      updateDraft(
        ctx,
        planId,
        aDraft({ currency: "USD", grants: [{ credits: "1", creditUnit: "tokens" }] }),
      ),
    ).rejects.toMatchObject({
      details: { fields: { "grants.0.creditUnit": [expect.any(String)] } },
    });
    expect(await findPlan(ctx, planId)).toEqual(before);
    expect(await auditedActions(ctx, "plan")).toEqual(["plan.created"]);
  });

  it("refuses a plan without a draft", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);

    await expect(updateDraft(ctx, planId, aDraft({ currency: "USD" }))).rejects.toMatchObject({
      code: "invalid_state",
    });
  });
});
