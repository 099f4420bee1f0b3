import { describe, expect, it } from "vitest";
import { auditedActions, contactExport, countUse, innerId } from "@/lib/testing/catalog";
import { aContext, later } from "@/lib/testing/factories";
import { findFeatureByKey } from "../reads/features";
import { FeatureChanges } from "../schema/feature";
import { createFeature } from "./create-feature";
import { updateFeature } from "./update-feature";

describe("updateFeature", () => {
  it("changes words, and the meter while nothing was counted", async () => {
    const ctx = await aContext();
    const created = await createFeature(ctx, contactExport());
    const changes = FeatureChanges.parse({
      name: "Exports",
      meter: { eventName: "export", aggregation: "SUM", property: "rows", multiplier: "0.001" },
    });
    const updated = await updateFeature(
      later(ctx, "2026-03-02T00:00:00Z"),
      innerId("feat", created.id),
      changes,
    );

    expect(updated).toMatchObject({
      name: "Exports",
      unitPlural: "contacts",
      meter: {
        eventName: "export",
        aggregation: "SUM",
        property: "rows",
        multiplier: "0.001",
        filters: [],
      },
      updatedAt: "2026-03-02T00:00:00.000Z",
    });
    expect(await auditedActions(ctx)).toEqual(["feature.created", "feature.updated"]);
  });

  it("refuses another meter once use was counted, and changes nothing", async () => {
    const ctx = await aContext();
    const created = await createFeature(ctx, contactExport());
    await countUse(ctx, innerId("feat", created.id), "2026-02-01T10:00:00Z");

    await expect(
      updateFeature(
        ctx,
        innerId("feat", created.id),
        FeatureChanges.parse({ name: "X", meter: { eventName: "x" } }),
      ),
    ).rejects.toMatchObject({ code: "invalid_state" });
    expect(await findFeatureByKey(ctx, "contact_export")).toEqual(created);
    await expect(
      updateFeature(ctx, innerId("feat", created.id), FeatureChanges.parse({ name: "Words" })),
    ).resolves.toMatchObject({ name: "Words", meter: created.meter });
  });

  it("does not find another organization's feature", async () => {
    const created = await createFeature(await aContext(), contactExport());

    await expect(
      updateFeature(await aContext(), innerId("feat", created.id), {}),
    ).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
