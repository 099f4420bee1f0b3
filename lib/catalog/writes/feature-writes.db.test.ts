import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { transactHot } from "@/lib/db/transact";
import { type FeatureId, newId, parseId } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { aContext, aCustomer, later } from "@/lib/testing/factories";
import { findFeature, findFeatureByKey, listFeatures } from "../reads/features";
import {
  CreditCostInput,
  FeatureChanges,
  type FeatureFields,
  FeatureInput,
  FeatureQuery,
} from "../schema/feature";
import { loadCatalog } from "../store";
import { addCreditCost } from "./add-credit-cost";
import { archiveFeature } from "./archive-feature";
import { createFeature } from "./create-feature";
import { updateFeature } from "./update-feature";

const contactExport = (over: Partial<FeatureFields> = {}) =>
  FeatureInput.parse({
    name: "Contact export",
    key: "contact_export",
    unitSingular: "contact",
    unitPlural: "contacts",
    meter: {
      eventName: "contact_export",
      filters: [{ property: "region", values: ["eu", "us"] }],
    },
    creditsPerUnit: "5",
    ...over,
  });

const idOf = ({ id }: { id: string }): FeatureId => {
  const inner = parseId("feat", id);
  if (!inner) throw new RangeError(`not a feature's id: ${id}`);
  return inner;
};

const audited = async (ctx: Context) => {
  const records = await prisma().auditRecord.findMany({
    where: { organizationId: ctx.organizationId },
    orderBy: { id: "asc" },
  });
  return records.map(({ action }) => action);
};

const catalogOf = (ctx: Context) => transactHot((tx) => loadCatalog(tx, ctx.organizationId));

/** A use that was counted at `at`, as the roll-ups keep it. */
async function countUse(ctx: Context, featureId: FeatureId, at: string): Promise<void> {
  const customerId = await aCustomer(ctx);
  const used = { organizationId: ctx.organizationId, customerId, featureId, events: 1 };
  await prisma().usageDay.create({
    data: { ...used, day: new Date(`${at.slice(0, 10)}T00:00:00Z`) },
  });
  await prisma().usageHour.create({
    data: { ...used, hour: new Date(`${at.slice(0, 13)}:00:00Z`) },
  });
}

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
    expect(await findFeature(ctx, idOf(created))).toMatchObject({ ...created, usedIn: [] });
    expect(await audited(ctx)).toEqual(["feature.created"]);

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
    expect(await audited(ctx)).toEqual(["feature.created"]);
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

describe("updateFeature", () => {
  it("changes words, and the meter while nothing was counted", async () => {
    const ctx = await aContext();
    const created = await createFeature(ctx, contactExport());
    const changes = FeatureChanges.parse({
      name: "Exports",
      meter: { eventName: "export", aggregation: "SUM", property: "rows", multiplier: "0.001" },
    });
    const updated = await updateFeature(later(ctx, "2026-03-02T00:00:00Z"), idOf(created), changes);

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
    expect(await audited(ctx)).toEqual(["feature.created", "feature.updated"]);
  });

  it("refuses another meter once use was counted, and changes nothing", async () => {
    const ctx = await aContext();
    const created = await createFeature(ctx, contactExport());
    await countUse(ctx, idOf(created), "2026-02-01T10:00:00Z");

    await expect(
      updateFeature(
        ctx,
        idOf(created),
        FeatureChanges.parse({ name: "X", meter: { eventName: "x" } }),
      ),
    ).rejects.toMatchObject({ code: "invalid_state" });
    expect(await findFeatureByKey(ctx, "contact_export")).toEqual(created);
    await expect(
      updateFeature(ctx, idOf(created), FeatureChanges.parse({ name: "Words" })),
    ).resolves.toMatchObject({ name: "Words", meter: created.meter });
  });

  it("does not find another organization's feature", async () => {
    const created = await createFeature(await aContext(), contactExport());

    await expect(updateFeature(await aContext(), idOf(created), {})).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("addCreditCost", () => {
  const cost = (over: Partial<Parameters<typeof CreditCostInput.parse>[0] & object> = {}) =>
    CreditCostInput.parse({ creditsPerUnit: "6", ...over });

  it("makes a version from now on; use before keeps the older one", async () => {
    const ctx = await aContext();
    const created = await createFeature(ctx, contactExport());
    const tomorrow = later(ctx, "2026-03-02T12:00:00Z");
    await countUse(ctx, idOf(created), "2026-03-02T11:30:00Z");
    const added = await addCreditCost(tomorrow, idOf(created), cost());

    expect(added).toMatchObject({ creditsPerUnit: "6", effectiveFrom: "2026-03-02T12:00:00.000Z" });
    const { costs } = (await findFeature(tomorrow, idOf(created))) ?? {};
    expect(costs?.map(({ creditsPerUnit, isCurrent }) => [creditsPerUnit, isCurrent])).toEqual([
      ["6", true],
      ["5", false],
    ]);
    expect((await findFeature(ctx, idOf(created)))?.cost?.creditsPerUnit).toBe("5");
    expect(await audited(ctx)).toEqual(["feature.created", "credit_cost.added"]);
  });

  it("keeps costs of property values beside the plain one", async () => {
    const ctx = await aContext();
    const created = await createFeature(ctx, contactExport());
    await addCreditCost(
      ctx,
      idOf(created),
      cost({ creditsPerUnit: "0", property: "key", values: ["own"] }),
    );
    const detail = await findFeature(ctx, idOf(created));

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
    await countUse(ctx, idOf(created), "2026-02-10T10:00:00Z");
    const from = (effectiveFrom: string) =>
      addCreditCost(ctx, idOf(created), cost({ effectiveFrom }));

    await expect(from("2026-02-11T00:00:00Z")).resolves.toMatchObject({ creditsPerUnit: "6" });
    await expect(from("2026-02-10T09:00:00Z")).rejects.toMatchObject({
      code: "validation_error",
      details: { fields: { effectiveFrom: [expect.stringContaining("Use was priced")] } },
    });
    expect((await findFeature(ctx, idOf(created)))?.costs).toHaveLength(2);
  });

  it("takes a date to come, which does not count yet", async () => {
    const ctx = await aContext();
    const created = await createFeature(ctx, contactExport());
    const added = await addCreditCost(
      ctx,
      idOf(created),
      cost({ effectiveFrom: "2026-04-01T00:00:00+02:00" }),
    );

    expect(added).toMatchObject({ effectiveFrom: "2026-03-31T22:00:00.000Z", isCurrent: false });
    expect((await findFeature(ctx, idOf(created)))?.cost?.creditsPerUnit).toBe("5");
  });

  it("refuses features that are not metered, archived or another organization's", async () => {
    const ctx = await aContext();
    const sso = await createFeature(
      ctx,
      FeatureInput.parse({ name: "SSO", key: "sso", type: "BOOLEAN" }),
    );
    const gone = await archiveFeature(ctx, idOf(await createFeature(ctx, contactExport())));

    await expect(addCreditCost(ctx, idOf(sso), cost())).rejects.toMatchObject({
      code: "validation_error",
    });
    await expect(addCreditCost(ctx, idOf(gone), cost())).rejects.toMatchObject({
      code: "invalid_state",
    });
    await expect(addCreditCost(await aContext(), idOf(gone), cost())).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(addCreditCost(ctx, newId<FeatureId>(), cost())).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("archiveFeature", () => {
  it("takes a feature out of use, once; its key stays taken", async () => {
    const ctx = await aContext();
    const created = await createFeature(ctx, contactExport());
    const archived = await archiveFeature(ctx, idOf(created));

    expect(archived.status).toBe("ARCHIVED");
    expect(await archiveFeature(ctx, idOf(created))).toEqual(archived);
    expect(await audited(ctx)).toEqual(["feature.created", "feature.archived"]);
    await expect(createFeature(ctx, contactExport())).rejects.toMatchObject({
      code: "already_exists",
    });
  });
});

describe("listFeatures", () => {
  it("lists this organization's, newest first, by type, status and words, with today's events", async () => {
    const ctx = await aContext();
    const first = await createFeature(ctx, contactExport());
    await createFeature(
      later(ctx, "2026-03-01T12:00:01Z"),
      FeatureInput.parse({ name: "SSO", key: "sso", type: "BOOLEAN" }),
    );
    await createFeature(await aContext(), contactExport());
    await countUse(ctx, idOf(first), "2026-03-01T11:00:00Z");
    await countUse(ctx, idOf(first), "2026-02-27T11:00:00Z");
    const keys = async (query: Parameters<typeof FeatureQuery.parse>[0]) =>
      (await listFeatures(ctx, FeatureQuery.parse(query))).items.map(({ key }) => key);

    expect(await keys({})).toEqual(["sso", "contact_export"]);
    expect(await keys({ type: "METERED" })).toEqual(["contact_export"]);
    expect(await keys({ status: "ARCHIVED" })).toEqual([]);
    expect(await keys({ search: "EXPORT" })).toEqual(["contact_export"]);
    expect(await keys({ limit: 1, offset: 1 })).toEqual(["contact_export"]);
    const page = await listFeatures(ctx, FeatureQuery.parse({ search: "export" }));
    expect(page).toMatchObject({ total: 1, items: [{ plans: 0, events24h: 1 }] });
  });
});
