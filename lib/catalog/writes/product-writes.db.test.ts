import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { aPublishedPlan, aSubscription, auditedActions, innerId } from "@/lib/testing/catalog";
import { aContext } from "@/lib/testing/factories";
import { findPlan } from "../reads/plans";
import { findProduct, listProducts } from "../reads/products";
import { PlanInput } from "../schema/plan";
import { type ProductFields, ProductInput, ProductQuery } from "../schema/product";
import { archivePlan } from "./archive-plan";
import { archiveProduct } from "./archive-product";
import { createPlan } from "./create-plan";
import { createProduct } from "./create-product";
import { restoreProduct } from "./restore-product";
import { updatePlan } from "./update-plan";
import { updateProduct } from "./update-product";

const aProduct = (ctx: Context, over: Partial<ProductFields> = {}) =>
  createProduct(ctx, ProductInput.parse({ name: "Enrichment", key: "enrichment", ...over }));

const idOf = ({ id }: { id: string }) => innerId("prod", id);

const planOf = async (ctx: Context, productId: string) =>
  createPlan(ctx, PlanInput.parse({ name: "Team", key: "team", productId }));

describe("createProduct", () => {
  it("makes a product that counts what belongs to it, audited", async () => {
    const ctx = await aContext();
    const product = await aProduct(ctx, { isSingleActive: false });
    await planOf(ctx, product.id);

    expect(await findProduct(ctx, idOf(product))).toEqual({
      ...product,
      ...{ plans: 1, addOns: 0, subscribers: 0 },
    });
    expect(product).toMatchObject({ key: "enrichment", isSingleActive: false, status: "ACTIVE" });
    expect(await auditedActions(ctx, "product")).toEqual(["product.created"]);
    expect(await findProduct(await aContext(), idOf(product))).toBeUndefined();
  });

  it("refuses a key that is taken, and changes nothing", async () => {
    const ctx = await aContext();
    await aProduct(ctx);

    await expect(aProduct(ctx, { name: "Other" })).rejects.toMatchObject({
      code: "already_exists",
      details: { field: "key", value: "enrichment" },
    });
    expect((await listProducts(ctx, ProductQuery.parse({}))).total).toBe(1);
  });
});

describe("updateProduct", () => {
  it("lets a customer have several, and one again while nobody has two", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const productId = innerId("prod", (await findPlan(ctx, planId))?.productId);
    await updateProduct(ctx, productId, { isSingleActive: false });
    await aSubscription(ctx, planId);
    await updateProduct(ctx, productId, { isSingleActive: true, name: "Data" });

    expect(await findProduct(ctx, productId)).toMatchObject({
      ...{ name: "Data", isSingleActive: true },
    });
  });
});

describe("archiveProduct", () => {
  it("waits until nothing of it is on sale, and comes back", async () => {
    const ctx = await aContext();
    const product = await aProduct(ctx);
    const plan = await planOf(ctx, product.id);

    await expect(archiveProduct(ctx, idOf(product))).rejects.toMatchObject({
      code: "invalid_state",
      details: { state: "on_sale" },
    });
    await archivePlan(ctx, innerId("plan", plan.id));
    expect(await archiveProduct(ctx, idOf(product))).toMatchObject({ status: "ARCHIVED" });
    await expect(
      createPlan(ctx, PlanInput.parse({ name: "More", key: "more", productId: product.id })),
    ).rejects.toMatchObject({ details: { fields: { productId: [expect.any(String)] } } });
    expect(await restoreProduct(ctx, idOf(product))).toMatchObject({ status: "ACTIVE" });
  });

  it("keeps the product of plans that name none", async () => {
    const ctx = await aContext();
    const plan = await createPlan(ctx, PlanInput.parse({ name: "Team", key: "team" }));
    await archivePlan(ctx, innerId("plan", plan.id));

    await expect(archiveProduct(ctx, innerId("prod", plan.productId))).rejects.toMatchObject({
      details: { state: "default" },
    });
  });
});

describe("updatePlan", () => {
  it("moves a plan to another product, but never one with subscribers", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const product = await aProduct(ctx);
    const move = () => updatePlan(ctx, planId, { productId: idOf(product) });

    expect(await move()).toMatchObject({ productId: product.id });
    await aSubscription(ctx, planId);
    const other = await aProduct(ctx, { key: "other" });
    await expect(updatePlan(ctx, planId, { productId: idOf(other) })).rejects.toMatchObject({
      details: { fields: { productId: [expect.any(String)] } },
    });
    expect(await findPlan(ctx, planId)).toMatchObject({ productId: product.id });
  });
});
