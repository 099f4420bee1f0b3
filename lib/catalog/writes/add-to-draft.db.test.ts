import { describe, expect, it } from "vitest";
import { aBareFeature, aPlan, aPublishedPlan, innerId } from "@/lib/testing/catalog";
import { aContext } from "@/lib/testing/factories";
import { findPlan, findPlanOfPart } from "../reads/plans";
import { ChargeInput } from "../schema/charge";
import { EntitlementInput } from "../schema/entitlement";
import { PlanGrantInput } from "../schema/plan-grant";
import { addCharge, addEntitlement, addPlanGrant, removeFromDraft } from "./add-to-draft";

describe("parts added one by one", () => {
  it("go to the draft, one begun from the live version if need be", async () => {
    const ctx = await aContext();
    const planId = await aPublishedPlan(ctx);
    const charge = await addCharge(
      ctx,
      planId,
      ChargeInput.parse({ kind: "RECURRING", name: "Setup", amount: "10" }),
    );
    const grant = await addPlanGrant(
      ctx,
      planId,
      PlanGrantInput.parse({ credits: "5", cadence: "ONETIME", expirationKind: "NEVER" }),
    );
    const { live, draft: changed } = (await findPlan(ctx, planId)) ?? {};

    expect([live?.charges.length, live?.grants.length]).toEqual([3, 1]);
    expect(changed?.charges.at(-1)).toEqual(charge);
    expect(changed?.grants.at(-1)?.id).toBe(grant.id);
    expect(await findPlanOfPart(ctx, innerId("price", charge.id))).toBe(planId);
    expect(await findPlanOfPart(await aContext(), innerId("price", charge.id))).toBeUndefined();

    const without = await removeFromDraft(ctx, planId, innerId("price", charge.id));
    expect(without.charges.map(({ name }) => name)).not.toContain("Setup");
    expect(without.grants.map(({ id }) => id)).toContain(grant.id);
  });

  it("keeps every one that is added at the same time", async () => {
    const ctx = await aContext();
    const planId = await aPlan(ctx);
    await Promise.all(
      ["1", "2", "3", "4"].map((amount) =>
        addCharge(ctx, planId, ChargeInput.parse({ kind: "RECURRING", amount })),
      ),
    );
    const amounts = (await findPlan(ctx, planId))?.draft?.charges.map(
      (charge) => "amount" in charge && charge.amount,
    );

    expect(amounts?.toSorted()).toEqual(["1", "2", "3", "4"]);
  });

  it("replace the entitlement that a feature has already", async () => {
    const ctx = await aContext();
    const featureId = await aBareFeature(ctx);
    const planId = await aPlan(ctx);
    await addEntitlement(ctx, planId, EntitlementInput.parse({ featureId, includedUnits: "50" }));
    const second = await addEntitlement(
      ctx,
      planId,
      EntitlementInput.parse({ featureId, usageLimit: "9", isSoftLimit: true }),
    );

    expect(second).toMatchObject({ includedUnits: null, usageLimit: "9", isSoftLimit: true });
    expect((await findPlan(ctx, planId))?.draft?.entitlements).toEqual([second]);
  });
});
