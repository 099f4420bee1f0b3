import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { transactHot } from "@/lib/db/transact";
import { type FeatureId, type MeterId, newId, type OrganizationId } from "@/lib/ids";
import { aContext } from "@/lib/testing/factories";
import { bumpCatalogVersion, loadCatalog } from "./store";

const load = (organizationId: OrganizationId) =>
  transactHot((tx) => loadCatalog(tx, organizationId));

describe("loadCatalog", () => {
  it("keeps a snapshot until the version moves, and knows only its own organization", async () => {
    const ctx = await aContext();
    const other = await aContext();
    const empty = await load(ctx.organizationId);
    const id = newId<FeatureId>();
    const stamp = { createdAt: ctx.at, updatedAt: ctx.at };
    await prisma().feature.create({
      data: {
        ...{ id, organizationId: ctx.organizationId, key: "export", name: "Export" },
        ...{ type: "METERED", creditUnit: "credits", ...stamp },
        meter: {
          create: {
            id: newId<MeterId>(),
            organizationId: ctx.organizationId,
            eventName: "contact_export",
            aggregation: "SUM",
            field: "rows",
            multiplier: "0.5",
            filters: [{ key: "status", values: ["success"] }],
          },
        },
      },
    });

    expect(await load(ctx.organizationId)).toBe(empty);
    await transactHot((tx) => bumpCatalogVersion(tx, ctx.organizationId));
    const fresh = await load(ctx.organizationId);

    expect(fresh.featuresByKey.get("export")).toMatchObject({
      id,
      meter: {
        eventName: "contact_export",
        filters: [{ property: "status", values: ["success"] }],
        aggregation: { type: "SUM", property: "rows", multiplier: 500_000_000n },
      },
    });
    expect((await load(other.organizationId)).features.size).toBe(0);
  });

  it("keeps nothing of a change that failed, whose version another change then has", async () => {
    const ctx = await aContext();
    const { organizationId } = ctx;
    const change = (key: string, fails: boolean) =>
      transactHot(async (tx) => {
        await bumpCatalogVersion(tx, organizationId);
        await tx.sql(
          `INSERT INTO feature (id, organization_id, key, name, type, credit_unit, created_at, updated_at)
           VALUES ($1::uuid, $2::uuid, $3::text, 'Export', 'METERED', 'credits', now(), now())`,
          [newId(), organizationId, key],
        );
        const seen = await loadCatalog(tx, organizationId);
        if (fails) throw new Error("changed its mind");
        return [...seen.featuresByKey.keys()];
      });

    await load(organizationId);
    await expect(change("never_made", true)).rejects.toThrow("changed its mind");
    expect(await change("made", false)).toEqual(["made"]);

    expect([...(await load(organizationId)).featuresByKey.keys()]).toEqual(["made"]);
  });
});
