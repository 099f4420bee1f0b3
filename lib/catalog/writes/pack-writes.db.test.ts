import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { idText } from "@/lib/ids";
import { aPublishedPlan } from "@/lib/testing/billing";
import { auditedActions, innerId } from "@/lib/testing/catalog";
import { aContext, later } from "@/lib/testing/factories";
import { findPack, listPacks } from "../reads/packs";
import { type PackFields, PackInput, PackQuery } from "../schema/pack";
import { archivePack } from "./archive-pack";
import { createPack } from "./create-pack";
import { restorePack } from "./restore-pack";
import { updatePack } from "./update-pack";

const growth = (over: Partial<PackFields> = {}) =>
  PackInput.parse({ name: "Growth", credits: "5000", price: "99", ...over });

const idOf = ({ id }: { id: string }) => innerId("pack", id);

const list = (ctx: Context, query = {}) => listPacks(ctx, PackQuery.parse(query));

describe("createPack", () => {
  it("keeps its terms and tells what a credit costs, audited", async () => {
    const ctx = await aContext();
    const planIds = [idText("plan", await aPublishedPlan(ctx))];
    const limits = { minQuantity: 2, maxQuantity: 10, quantityStep: 2, maxPerCustomer: 20 };
    const sold = { ...limits, planIds, visibility: "HIDDEN", priority: 1 } as const;
    const pack = await createPack(ctx, growth({ expiresAfterDays: 365, ...sold }));

    expect(pack).toMatchObject({
      name: "Growth",
      credits: "5000",
      creditUnit: "credits",
      price: "99",
      currency: "USD",
      unitPrice: "0.0198",
      expiresAfterDays: 365,
      ...sold,
      status: "ACTIVE",
    });
    expect(await findPack(ctx, idOf(pack))).toEqual(pack);
    expect(await findPack(await aContext(), idOf(pack))).toBeUndefined();
    expect((await auditedActions(ctx)).filter((action) => action.startsWith("pack"))).toEqual([
      "pack.created",
    ]);
  });

  it.each([
    ["price", { price: "0.001" }],
    ["price", { price: "29.5", currency: "JPY" }],
    ["creditUnit", { creditUnit: "tokens" }],
    ["planIds", { planIds: ["plan_01k00000000000000000000000"] }],
  ] satisfies [string, Partial<PackFields>][])(
    "refuses %s of %j, and changes nothing",
    async (field, over) => {
      const ctx = await aContext();

      await expect(createPack(ctx, growth(over))).rejects.toMatchObject({
        code: "validation_error",
        details: { fields: { [field]: [expect.any(String)] } },
      });
      expect((await list(ctx)).total).toBe(0);
      expect(await auditedActions(ctx)).toEqual([]);
    },
  );
});

describe("updatePack", () => {
  it("changes what will be sold, audited", async () => {
    const ctx = await aContext();
    const pack = await createPack(ctx, growth());
    const updated = await updatePack(
      later(ctx, "2026-03-02T00:00:00Z"),
      idOf(pack),
      growth({ price: "89.50" }),
    );

    expect(updated).toEqual({
      ...pack,
      price: "89.5",
      unitPrice: "0.0179",
      updatedAt: "2026-03-02T00:00:00.000Z",
    });
    expect(await auditedActions(ctx)).toEqual(["pack.created", "pack.updated"]);
  });

  it("refuses an archived pack and another organization's, and changes nothing", async () => {
    const ctx = await aContext();
    const archived = await archivePack(ctx, idOf(await createPack(ctx, growth())));

    await expect(updatePack(ctx, idOf(archived), growth({ name: "X" }))).rejects.toMatchObject({
      code: "invalid_state",
    });
    await expect(updatePack(await aContext(), idOf(archived), growth())).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await findPack(ctx, idOf(archived))).toEqual(archived);
  });
});

describe("archivePack", () => {
  it("sells no more, once", async () => {
    const ctx = await aContext();
    const pack = await createPack(ctx, growth());
    const [first, second] = await Promise.all([
      archivePack(ctx, idOf(pack)),
      archivePack(ctx, idOf(pack)),
    ]);

    expect(first).toMatchObject({ status: "ARCHIVED" });
    expect(second).toEqual(first);
    expect(await auditedActions(ctx)).toEqual(["pack.created", "pack.archived"]);
    await expect(archivePack(await aContext(), idOf(pack))).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("listPacks", () => {
  it("offers the cheapest first, the archived only when asked", async () => {
    const ctx = await aContext();
    await createPack(ctx, growth({ name: "Pro", credits: "20000", price: "299" }));
    await createPack(ctx, growth({ name: "Starter", credits: "1000", price: "29" }));
    await archivePack(ctx, idOf(await createPack(ctx, growth())));
    const names = async (query = {}) => (await list(ctx, query)).items.map(({ name }) => name);

    expect(await names()).toEqual(["Starter", "Pro"]);
    expect(await names({ status: "ARCHIVED" })).toEqual(["Growth"]);
    expect(await names({ status: null, search: "RO" })).toEqual(["Growth", "Pro"]);
  });
});

describe("restorePack", () => {
  it("sells an archived pack again, once, audited", async () => {
    const ctx = await aContext();
    const pack = await createPack(ctx, growth());
    await archivePack(ctx, idOf(pack));
    const restored = await restorePack(ctx, idOf(pack));

    expect(restored).toEqual(pack);
    expect(await restorePack(ctx, idOf(pack))).toEqual(pack);
    expect(await auditedActions(ctx)).toEqual(["pack.created", "pack.archived", "pack.restored"]);
    await expect(restorePack(await aContext(), idOf(pack))).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
