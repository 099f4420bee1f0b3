import { describe, expect, it } from "vitest";
import { anEmptyWallet } from "@/lib/testing/billing";
import { auditedActions, catalogOf } from "@/lib/testing/catalog";
import { aContext } from "@/lib/testing/factories";
import { subscribe } from "@/lib/testing/subscribed";
import { listTemplates } from "../reads/templates";
import { FeatureInput } from "../schema/feature";
import { TEMPLATES } from "../templates/templates";
import { applyTemplate } from "./apply-template";
import { createFeature } from "./create-feature";
import { withdrawTemplate } from "./withdraw-template";

const NOTHING = { features: 0, plans: 0, addOns: 0, packs: 0 };

const shownOf = async (ctx: Awaited<ReturnType<typeof aContext>>, key: string) =>
  (await listTemplates(ctx)).find((template) => template.key === key)?.parts ?? [];

describe("a template", () => {
  it.each(TEMPLATES.map(({ key }) => key))(
    "%s makes all that it shows, published, and a repeat makes nothing",
    async (key) => {
      const ctx = await aContext();
      const shown = await shownOf(ctx, key);

      const made = await applyTemplate(ctx, key);

      expect(shown.every(({ state }) => state === "NEW")).toBe(true);
      expect(made.features + made.plans + made.addOns + made.packs).toBe(shown.length);
      const { planVersions, features } = await catalogOf(ctx);
      expect(features.size).toBe(made.features);
      expect([...planVersions.values()].map(({ status }) => status)).toEqual(
        Array(made.plans + made.addOns).fill("PUBLISHED"),
      );
      expect((await shownOf(ctx, key)).every(({ state }) => state === "THERE")).toBe(true);
      expect(await applyTemplate(ctx, key)).toEqual(NOTHING);
      expect(await withdrawTemplate(ctx, key)).toEqual({ ...made, kept: [] });
      expect((await shownOf(ctx, key)).every(({ state }) => state === "ARCHIVED")).toBe(true);
      expect(await withdrawTemplate(ctx, key)).toEqual({ ...NOTHING, kept: [] });
      expect(await applyTemplate(ctx, key)).toEqual(made);
      expect((await shownOf(ctx, key)).every(({ state }) => state === "THERE")).toBe(true);
    },
  );

  it("taken back keeps what somebody has: a plan with its subscriber, and the features it names", async () => {
    const ctx = await aContext();
    await applyTemplate(ctx, "contact_data");
    const { planVersions } = await catalogOf(ctx);
    const basic = [...planVersions.values()].filter(({ planName }) => planName === "Basic");
    for (const { planId } of basic) await subscribe(ctx, await anEmptyWallet(ctx), planId);

    const back = await withdrawTemplate(ctx, "contact_data");

    expect(back).toMatchObject({ plans: 1, packs: 3, features: 0 });
    expect(back.kept).toHaveLength(5);
    expect(back.kept[0]).toBe("Basic");
    expect(await applyTemplate(ctx, "contact_data")).toEqual({ ...NOTHING, plans: 1, packs: 3 });
  });

  it("keeps a feature that is there as it is, and builds its plans on it", async () => {
    const ctx = await aContext();
    const own = { key: "contact_export", name: "Own export", creditsPerUnit: "7" };
    await createFeature(ctx, FeatureInput.parse({ ...own, meter: { eventName: "own" } }));

    const made = await applyTemplate(ctx, "contact_data");

    expect(made).toEqual({ features: 3, plans: 2, addOns: 0, packs: 3 });
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
