import { describe, expect, it } from "vitest";
import { auditedActions, contactExport, innerId } from "@/lib/testing/catalog";
import { aContext } from "@/lib/testing/factories";
import { archiveFeature } from "./archive-feature";
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
