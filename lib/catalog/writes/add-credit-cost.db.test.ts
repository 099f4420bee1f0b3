import { describe, expect, it } from "vitest";
import { type FeatureId, newId } from "@/lib/ids";
import { auditedActions, contactExport, countUse, innerId } from "@/lib/testing/catalog";
import { aContext, later } from "@/lib/testing/factories";
import { findFeature } from "../reads/features";
import { CreditCostInput, FeatureInput } from "../schema/feature";
import { addCreditCost } from "./add-credit-cost";
import { archiveFeature } from "./archive-feature";
import { createFeature } from "./create-feature";

describe("addCreditCost", () => {
  const cost = (over: Partial<Parameters<typeof CreditCostInput.parse>[0] & object> = {}) =>
    CreditCostInput.parse({ creditsPerUnit: "6", ...over });

  it("makes a version from now on; use before keeps the older one", async () => {
    const ctx = await aContext();
    const created = await createFeature(ctx, contactExport());
    const tomorrow = later(ctx, "2026-03-02T12:00:00Z");
    await countUse(ctx, innerId("feat", created.id), "2026-03-02T11:30:00Z");
    const added = await addCreditCost(tomorrow, innerId("feat", created.id), cost());

    expect(added).toMatchObject({ creditsPerUnit: "6", effectiveFrom: "2026-03-02T12:00:00.000Z" });
    const { costs } = (await findFeature(tomorrow, innerId("feat", created.id))) ?? {};
    expect(costs?.map(({ creditsPerUnit, isCurrent }) => [creditsPerUnit, isCurrent])).toEqual([
      ["6", true],
      ["5", false],
    ]);
    expect((await findFeature(ctx, innerId("feat", created.id)))?.cost?.creditsPerUnit).toBe("5");
    expect(await auditedActions(ctx)).toEqual(["feature.created", "credit_cost.added"]);
  });

  it("keeps costs of property values beside the plain one", async () => {
    const ctx = await aContext();
    const created = await createFeature(ctx, contactExport());
    await addCreditCost(
      ctx,
      innerId("feat", created.id),
      cost({ creditsPerUnit: "0", property: "key", values: ["own"] }),
    );
    const detail = await findFeature(ctx, innerId("feat", created.id));

    expect(detail?.cost?.creditsPerUnit).toBe("5");
    expect(detail?.costs.map(({ isCurrent, values }) => [isCurrent, values])).toEqual(
      expect.arrayContaining([
        [true, []],
        [true, ["own"]],
      ]),
    );
  });

  it("takes a past date while no use was priced after it, and refuses one after", async () => {
    const ctx = await aContext();
    const created = await createFeature(ctx, contactExport());
    await countUse(ctx, innerId("feat", created.id), "2026-02-10T10:00:00Z");
    const from = (effectiveFrom: string) =>
      addCreditCost(ctx, innerId("feat", created.id), cost({ effectiveFrom }));

    await expect(from("2026-02-11T00:00:00Z")).resolves.toMatchObject({ creditsPerUnit: "6" });
    await expect(from("2026-02-10T09:00:00Z")).rejects.toMatchObject({
      code: "validation_error",
      details: { fields: { effectiveFrom: [expect.stringContaining("Use was priced")] } },
    });
    expect((await findFeature(ctx, innerId("feat", created.id)))?.costs).toHaveLength(2);
  });

  it("takes a date to come, which does not count yet", async () => {
    const ctx = await aContext();
    const created = await createFeature(ctx, contactExport());
    const added = await addCreditCost(
      ctx,
      innerId("feat", created.id),
      cost({ effectiveFrom: "2026-04-01T00:00:00+02:00" }),
    );

    expect(added).toMatchObject({ effectiveFrom: "2026-03-31T22:00:00.000Z", isCurrent: false });
    expect((await findFeature(ctx, innerId("feat", created.id)))?.cost?.creditsPerUnit).toBe("5");
  });

  it("refuses features that are not metered, archived or another organization's", async () => {
    const ctx = await aContext();
    const sso = await createFeature(
      ctx,
      FeatureInput.parse({ name: "SSO", key: "sso", type: "BOOLEAN" }),
    );
    const gone = await archiveFeature(
      ctx,
      innerId("feat", (await createFeature(ctx, contactExport())).id),
    );

    await expect(addCreditCost(ctx, innerId("feat", sso.id), cost())).rejects.toMatchObject({
      code: "validation_error",
    });
    await expect(addCreditCost(ctx, innerId("feat", gone.id), cost())).rejects.toMatchObject({
      code: "invalid_state",
    });
    await expect(
      addCreditCost(await aContext(), innerId("feat", gone.id), cost()),
    ).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(addCreditCost(ctx, newId<FeatureId>(), cost())).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
