import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { findPlan, listPlans, listPlanVersions } from "@/lib/catalog/reads/plans";
import { PlanDraftInput, PlanInput, PlanQuery } from "@/lib/catalog/schema/plan";
import { createPlan } from "@/lib/catalog/writes/create-plan";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { updateDraft } from "@/lib/catalog/writes/update-draft";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type ChargeId, idFromRow, idText, PlanId } from "@/lib/ids";
import { listSubscriptionRows } from "@/lib/subscription/reads/rows";
import { CancelInput } from "@/lib/subscription/schema";
import { SubscriptionRowQuery } from "@/lib/subscription/schema/rows";
import { cancelSubscription } from "@/lib/subscription/writes/cancel-subscription";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, later } from "@/lib/testing/factories";
import { subscribe } from "@/lib/testing/subscribed";
import { findRecurringRevenue } from "./recurring-revenue";

const MONTHLY = { fee: "30", feePeriod: "MONTHLY", credits: "500" } as const;

async function anAddOn(ctx: Context): Promise<PlanId> {
  const asked = { name: "Mailboxes", key: `more-${randomUUID()}`, kind: "ADD_ON" } as const;
  const planId = PlanId.parse((await createPlan(ctx, PlanInput.parse(asked))).id);
  const charges = [{ kind: "RECURRING", amount: "20", period: "MONTHLY" }];
  await updateDraft(ctx, planId, PlanDraftInput.parse({ currency: "USD", charges }));
  await publishPlan(ctx, planId);
  return planId;
}

async function feeOf(planId: PlanId): Promise<string> {
  const [row] = await readSql(
    `SELECT charge.id FROM charge JOIN plan_version ON plan_version.id = charge.plan_version_id
     WHERE plan_version.plan_id = $1::uuid AND charge.kind = 'RECURRING'`,
    [planId],
  );
  return idText("price", idFromRow<ChargeId>(row?.id));
}

describe("findRecurringRevenue", () => {
  it("counts pieces, terms of one's own and add-ons by the month, and what runs alone", async () => {
    const ctx = await aContext({ at: new Date("2026-01-31T09:00:00Z") });
    const [pro, yearly, euro] = [
      await aPublishedPlan(ctx, MONTHLY),
      await aPublishedPlan(ctx, { fee: "588", feePeriod: "ANNUAL" }),
      await aPublishedPlan(ctx, { ...MONTHLY, currency: "EUR" }),
    ];
    const addOn = await anAddOn(ctx);
    const fee = await feeOf(pro);
    const start = async (planId: PlanId, over: object = {}) =>
      subscribe(ctx, await anEmptyWallet(ctx), planId, over);
    await start(pro);
    await start(pro, { quantities: { [fee]: 3 } });
    await start(pro, {
      ownTerms: [{ kind: "fee", chargeId: fee, amount: "20.50", reason: "By phone" }],
      addOns: [{ planId: idText("plan", addOn), quantity: 2 }],
    });
    await start(yearly);
    await start(yearly, { trialDays: 14 });
    const cancelled = await start(euro);
    await cancelSubscription(ctx, cancelled.id, CancelInput.parse({ when: "period_end" }));

    const revenue = await findRecurringRevenue(ctx);
    // 30 + 3 × 30 + 20.50 for the plan, 49 a month of the annual one, 2 × 20 for the add-on.
    expect(revenue).toEqual({
      [idText("plan", pro)]: [{ currency: "USD", monthly: "140.5", share: "61.2" }],
      [idText("plan", yearly)]: [{ currency: "USD", monthly: "49", share: "21.4" }],
      [idText("plan", addOn)]: [{ currency: "USD", monthly: "40", share: "17.4" }],
      [idText("plan", euro)]: [{ currency: "EUR", monthly: "30", share: "100.0" }],
    });
    const [sold] = (await listPlans(ctx, PlanQuery.parse({ kind: "ADD_ON" }))).items;
    expect([sold?.subscribers, (await findPlan(ctx, addOn))?.subscribers]).toEqual([1, 1]);
    expect((await listPlanVersions(ctx, addOn))?.map((one) => one.subscribers)).toEqual([1]);
    const had = await listSubscriptionRows(
      ctx,
      SubscriptionRowQuery.parse({ planId: idText("plan", addOn) }),
    );
    expect(had.items.map(({ planId }) => planId)).toEqual([idText("plan", pro)]);
    const after = await findRecurringRevenue(later(ctx, "2026-03-01T09:00:00Z"));
    expect(Object.keys(after)).not.toContain(idText("plan", euro));
    expect(await findRecurringRevenue(await aContext())).toEqual({});
  });
});
