import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { transact, within } from "@/lib/db/transact";
import { newId, type PlanVersionId } from "@/lib/ids";
import { aPlan, auditedActions } from "@/lib/testing/catalog";
import { aContext } from "@/lib/testing/factories";
import { findPlanVersion, listPlans } from "../reads/plans";
import { PlanInput, PlanQuery } from "../schema/plan";
import { createPlan } from "./create-plan";
import { updatePlan } from "./update-plan";

describe("createPlan", () => {
  it("makes a plan of the default product with an empty draft", async () => {
    const ctx = await aContext();
    const created = await createPlan(ctx, PlanInput.parse({ name: "Basic", key: "basic" }));

    expect(created).toMatchObject({
      key: "basic",
      status: "ACTIVE",
      live: null,
      draft: { number: 1, status: "DRAFT", currency: "USD", charges: [], issues: [{ path: "" }] },
      subscribers: 0,
    });
    expect(await auditedActions(ctx, "plan")).toEqual(["plan.created"]);
    const second = await createPlan(ctx, PlanInput.parse({ name: "Pro", key: "pro" }));
    expect(second.productId).toBe(created.productId);
  });

  it("refuses a taken key and an unknown product, and changes nothing", async () => {
    const ctx = await aContext();
    await aPlan(ctx);
    const product = PlanInput.parse({
      name: "P",
      key: "p",
      productId: (await createPlan(await aContext(), PlanInput.parse({ name: "Q", key: "q" })))
        .productId,
    });

    await expect(aPlan(ctx)).rejects.toMatchObject({ code: "already_exists" });
    await expect(createPlan(ctx, product)).rejects.toMatchObject({ code: "validation_error" });
    expect((await listPlans(ctx, PlanQuery.parse({}))).total).toBe(1);
    expect(await auditedActions(ctx, "plan")).toEqual(["plan.created"]);
  });

  it("makes one plan and one product of many that ask at the same time", async () => {
    const ctx = await aContext();
    const asked = await Promise.allSettled(Array.from({ length: 6 }, () => aPlan(ctx)));

    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await prisma().product.count({ where: { organizationId: ctx.organizationId } })).toBe(1);
  });
});

describe("updatePlan", () => {
  it("changes its words, audited, for this organization only", async () => {
    const ctx = await aContext();
    const planId = await aPlan(ctx);

    expect(await updatePlan(ctx, planId, { name: "Basic plus" })).toMatchObject({
      name: "Basic plus",
      key: "basic",
    });
    expect(await auditedActions(ctx, "plan")).toEqual(["plan.created", "plan.updated"]);
    await expect(updatePlan(await aContext(), planId, {})).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a write inside another", () => {
  it("commits or fails with it", async () => {
    const ctx = await aContext();
    const failing = transact(ctx, async (tx) => {
      await createPlan(within(ctx, tx), PlanInput.parse({ name: "Basic", key: "basic" }));
      throw new Error("no after all");
    });

    await expect(failing).rejects.toThrow("no after all");
    expect((await listPlans(ctx, PlanQuery.parse({}))).total).toBe(0);
    expect(await findPlanVersion(ctx, newId<PlanVersionId>())).toBeUndefined();
  });
});
