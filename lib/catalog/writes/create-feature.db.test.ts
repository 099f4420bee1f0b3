import { describe, expect, it } from "vitest";
import { credits } from "@/lib/testing/amounts";
import { auditedActions, catalogOf, contactExport, innerId } from "@/lib/testing/catalog";
import { aContext } from "@/lib/testing/factories";
import { findFeature, findFeatureByKey } from "../reads/features";
import { type FeatureFields, FeatureInput } from "../schema/feature";
import { createFeature } from "./create-feature";

describe("createFeature", () => {
  it("keeps the meter and the first cost, audited, and rules see it at once", async () => {
    const ctx = await aContext();
    await catalogOf(ctx);
    const created = await createFeature(ctx, contactExport());

    expect(created).toMatchObject({
      key: "contact_export",
      type: "METERED",
      status: "ACTIVE",
      creditUnit: "credits",
      meter: {
        eventName: "contact_export",
        aggregation: "COUNT",
        property: null,
        multiplier: "1",
        filters: [{ property: "region", values: ["eu", "us"] }],
      },
      cost: { creditsPerUnit: "5", effectiveFrom: ctx.at.toISOString(), isCurrent: true },
    });
    expect(await findFeature(ctx, innerId("feat", created.id))).toMatchObject({
      ...created,
      usedIn: [],
    });
    expect(await auditedActions(ctx)).toEqual(["feature.created"]);

    const feature = (await catalogOf(ctx)).featuresByKey.get("contact_export");
    expect(feature).toMatchObject({
      meter: {
        filters: [{ property: "region", values: ["eu", "us"] }],
        aggregation: { type: "COUNT", property: null },
      },
      creditCosts: [{ creditsPerUnit: credits("5"), property: null }],
    });
  });

  it("takes boolean and static features without a meter", async () => {
    const ctx = await aContext();
    const sso = FeatureInput.parse({ name: "SSO", key: "sso", type: "BOOLEAN" });

    expect(await createFeature(ctx, sso)).toMatchObject({ meter: null, cost: null });
  });

  it("refuses a key that is taken, and changes nothing", async () => {
    const ctx = await aContext();
    const created = await createFeature(ctx, contactExport());
    const { version } = await catalogOf(ctx);

    await expect(createFeature(ctx, contactExport({ name: "Other" }))).rejects.toMatchObject({
      code: "already_exists",
      details: { entity: "feature", field: "key", value: "contact_export" },
    });
    expect(await findFeatureByKey(ctx, "contact_export")).toEqual(created);
    expect((await catalogOf(ctx)).version).toBe(version);
    expect(await auditedActions(ctx)).toEqual(["feature.created"]);
  });

  it("refuses a credit unit that there is not, and changes nothing", async () => {
    const ctx = await aContext();

    await expect(createFeature(ctx, contactExport({ creditUnit: "tokens" }))).rejects.toMatchObject(
      { code: "validation_error", details: { fields: { creditUnit: [expect.any(String)] } } },
    );
    expect(await findFeatureByKey(ctx, "contact_export")).toBeUndefined();
  });

  it("gives one key to one of eight that ask at the same time", async () => {
    const ctx = await aContext();
    const asked = await Promise.allSettled(
      Array.from({ length: 8 }, () => createFeature(ctx, contactExport())),
    );
    const refusals = asked.flatMap((result) =>
      result.status === "rejected" ? [result.reason.code] : [],
    );

    expect(refusals).toEqual(Array.from({ length: 7 }, () => "already_exists"));
  });
});

describe("FeatureInput", () => {
  const faults = (fields: FeatureFields) =>
    FeatureInput.safeParse(fields).error?.issues.map(({ path }) => path.join("."));

  it.each([
    ["meter", { name: "A", key: "a", type: "METERED" }],
    ["meter", { name: "A", key: "a", type: "BOOLEAN", meter: { eventName: "a" } }],
    ["creditsPerUnit", { name: "A", key: "a", type: "STATIC", creditsPerUnit: "1" }],
    ["meter.property", { name: "A", key: "a", meter: { eventName: "a", aggregation: "SUM" } }],
    ["key", { name: "A", key: "no spaces", meter: { eventName: "a" } }],
    ["creditsPerUnit", { name: "A", key: "a", meter: { eventName: "a" }, creditsPerUnit: "-1" }],
    [
      "creditsPerUnit",
      { name: "A", key: "a", meter: { eventName: "a" }, creditsPerUnit: "0.0000000001" },
    ],
  ] satisfies [string, FeatureFields][])("refuses %s of %j", (path, fields) => {
    expect(faults(fields)).toEqual([path]);
  });
});
