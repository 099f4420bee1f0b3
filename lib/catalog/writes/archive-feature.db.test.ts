import { describe, expect, it } from "vitest";
import { idText } from "@/lib/ids";
import { auditedActions, contactExport, innerId } from "@/lib/testing/catalog";
import { aContext } from "@/lib/testing/factories";
import { aFeature, aPlan, entitles } from "@/lib/testing/usage";
import { archiveFeature } from "./archive-feature";
import { archiveFeatures } from "./archive-features";
import { createFeature } from "./create-feature";
import { restoreFeature } from "./restore-feature";

describe("archiveFeature", () => {
  it("takes a feature out of use, once; its key stays taken", async () => {
    const ctx = await aContext();
    const created = await createFeature(ctx, contactExport());
    const archived = await archiveFeature(ctx, innerId("feat", created.id));

    expect(archived.status).toBe("ARCHIVED");
    expect(await archiveFeature(ctx, innerId("feat", created.id))).toEqual(archived);
    expect(await auditedActions(ctx)).toEqual(["feature.created", "feature.archived"]);
    await expect(createFeature(ctx, contactExport())).rejects.toMatchObject({
      code: "already_exists",
    });
  });
});

describe("archiveFeatures", () => {
  it("takes those out that no plan uses, and tells why the others stay", async () => {
    const ctx = await aContext();
    const used = await aFeature(ctx, { key: "used" });
    const free = await aFeature(ctx, { key: "free" });
    await aPlan(ctx, { entitlements: [entitles(used)] });

    const { archived, kept } = await archiveFeatures(ctx, [used, free]);
    expect(archived).toEqual([idText("feat", free)]);
    expect(kept).toEqual([
      { id: idText("feat", used), why: expect.stringContaining("Still in use by") },
    ]);
    await expect(archiveFeatures(await aContext(), [free])).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("restoreFeature", () => {
  it("counts again, once, audited; for this organization only", async () => {
    const ctx = await aContext();
    const created = await createFeature(ctx, contactExport());
    const id = innerId("feat", created.id);
    await archiveFeature(ctx, id);
    const restored = await restoreFeature(ctx, id);

    expect(restored).toEqual(created);
    expect(await restoreFeature(ctx, id)).toEqual(restored);
    expect(await auditedActions(ctx)).toEqual([
      "feature.created",
      "feature.archived",
      "feature.restored",
    ]);
    await expect(restoreFeature(await aContext(), id)).rejects.toMatchObject({ code: "not_found" });
  });
});
