import { describe, expect, it } from "vitest";
import { auditedActions, catalogOf } from "@/lib/testing/catalog";
import { aContext } from "@/lib/testing/factories";
import { listTemplates } from "../reads/templates";
import { FeatureInput } from "../schema/feature";
import { TEMPLATES } from "../templates/templates";
import { applyTemplate } from "./apply-template";
import { createFeature } from "./create-feature";

const shownOf = async (ctx: Awaited<ReturnType<typeof aContext>>, key: string) =>
  (await listTemplates(ctx)).find((template) => template.key === key)?.parts ?? [];

describe("a template", () => {
  it.each(TEMPLATES.map(({ key }) => key))(
    "%s makes all that it shows, published, and a repeat makes nothing",
    async (key) => {
      const ctx = await aContext();
      const shown = await shownOf(ctx, key);

      const made = await applyTemplate(ctx, key);

      expect(shown.every(({ isThere }) => !isThere)).toBe(true);
      expect(made.features + made.plans + made.packs).toBe(shown.length);
      const { planVersions, features } = await catalogOf(ctx);
      expect(features.size).toBe(made.features);
      expect([...planVersions.values()].map(({ status }) => status)).toEqual(
        Array(made.plans).fill("PUBLISHED"),
      );
      expect((await shownOf(ctx, key)).every(({ isThere }) => isThere)).toBe(true);
      expect(await applyTemplate(ctx, key)).toEqual({ features: 0, plans: 0, packs: 0 });
    },
  );

  it("keeps a feature that is there as it is, and builds its plans on it", async () => {
    const ctx = await aContext();
    const own = { key: "contact_export", name: "Own export", creditsPerUnit: "7" };
    await createFeature(ctx, FeatureInput.parse({ ...own, meter: { eventName: "own" } }));

    const made = await applyTemplate(ctx, "contact_data");

    expect(made).toEqual({ features: 3, plans: 2, packs: 3 });
    const { featuresByKey } = await catalogOf(ctx);
    expect(featuresByKey.get("contact_export")?.name).toBe("Own export");
  });

  it("is refused whole where a plan does not fit what is there", async () => {
    const ctx = await aContext();
    const own = { key: "contact_export", name: "Own export", type: "BOOLEAN" as const };
    await createFeature(ctx, FeatureInput.parse(own));
    const before = await auditedActions(ctx);

    await expect(applyTemplate(ctx, "contact_data")).rejects.toMatchObject({
      code: "validation_error",
    });

    expect(await auditedActions(ctx)).toEqual(before);
    expect((await catalogOf(ctx)).features.size).toBe(1);
  });

  it("that does not exist is not found", async () => {
    const ctx = await aContext();

    expect(() => applyTemplate(ctx, "nothing")).toThrow(/template/i);
  });
});
