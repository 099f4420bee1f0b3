import { describe, expect, it } from "vitest";
import { aPublishedPlan } from "@/lib/testing/billing";
import { contactExport, countUse, innerId } from "@/lib/testing/catalog";
import { aContext, later } from "@/lib/testing/factories";
import { FeatureInput, FeatureQuery } from "../schema/feature";
import { createFeature } from "../writes/create-feature";
import { listFeatures } from "./features";

describe("listFeatures", () => {
  it("lists this organization's, newest first, by type, status and words, with today's events", async () => {
    const ctx = await aContext();
    const first = await createFeature(ctx, contactExport());
    await createFeature(
      later(ctx, "2026-03-01T12:00:01Z"),
      FeatureInput.parse({ name: "SSO", key: "sso", type: "BOOLEAN" }),
    );
    await createFeature(await aContext(), contactExport());
    await countUse(ctx, innerId("feat", first.id), "2026-03-01T11:00:00Z");
    await countUse(ctx, innerId("feat", first.id), "2026-02-27T11:00:00Z");
    const keys = async (query: Parameters<typeof FeatureQuery.parse>[0]) =>
      (await listFeatures(ctx, FeatureQuery.parse(query))).items.map(({ key }) => key);

    expect(await keys({})).toEqual(["sso", "contact_export"]);
    expect(await keys({ type: "METERED" })).toEqual(["contact_export"]);
    expect(await keys({ status: "ARCHIVED" })).toEqual([]);
    expect(await keys({ search: "EXPORT" })).toEqual(["contact_export"]);
    expect(await keys({ limit: 1, offset: 1 })).toEqual(["contact_export"]);
    expect(await keys({ isQuiet: true })).toEqual([]);
    expect(await keys({ isUsedInPlan: true })).toEqual([]);
    expect(await keys({ isUsedInPlan: false })).toEqual(["sso", "contact_export"]);
    const week = later(ctx, "2026-03-08T12:00:01Z");
    const quiet = await listFeatures(week, FeatureQuery.parse({ isQuiet: true }));
    expect(quiet.items.map(({ key }) => key)).toEqual(["contact_export"]);
    await aPublishedPlan(ctx, { entitlements: [{ featureId: first.id }] });
    expect(await keys({ isUsedInPlan: true, isQuiet: false })).toEqual(["contact_export"]);
    expect(await keys({ isUsedInPlan: false })).toEqual(["sso"]);
    const page = await listFeatures(ctx, FeatureQuery.parse({ search: "export" }));
    expect(page).toMatchObject({ total: 1, items: [{ plans: 1, events24h: 1 }] });
  });
});
