/** What only came with add-ons, commitments and tiers whose credits live: kept, copied and published as said. */
import { describe, expect, it } from "vitest";
import { credits, money } from "@/lib/testing/amounts";
import { aBareFeature, aDraft, catalogOf, innerId } from "@/lib/testing/catalog";
import { aContext } from "@/lib/testing/factories";
import { findPlan, listPlans } from "../reads/plans";
import { findWorkedExamples } from "../reads/worked-examples";
import type { GrantLifeFields } from "../schema/grant-life";
import { type PlanDraftFields, PlanInput, PlanQuery } from "../schema/plan";
import { createPlan } from "./create-plan";
import { openDraft } from "./open-draft";
import { publishPlan } from "./publish-plan";
import { updateDraft } from "./update-draft";

type Charge = NonNullable<PlanDraftFields["charges"]>[number];

const tiers = (gives?: GrantLifeFields): Charge => ({
  kind: "CREDITS",
  period: "ANNUAL",
  cadence: "MONTHLY",
  trialDays: 14,
  tiers: [
    { credits: "24000", price: "1800" },
    { credits: "36000", price: "2520" },
  ],
  ...(gives && { gives }),
});

const MAILBOXES: Charge = {
  kind: "RECURRING",
  amount: "25",
  creditUnit: "credits",
  name: "Mailboxes",
  quantity: 3,
  freeQuantity: 1,
  onShortage: "SUSPEND",
};

const lifeFor = (featureId: string): GrantLifeFields => ({
  expirationKind: "DURATION",
  expirationDuration: 90,
  expirationUnit: "DAY",
  rollover: { mode: "cap", cap: "500", periods: 2 },
  isProrated: true,
  priority: 3,
  category: "PREPAID",
  featureIds: [featureId],
});

describe("a draft", () => {
  it("keeps how a tier's credits live, fees in credits and the commitment, through publishing", async () => {
    const ctx = await aContext();
    const featureId = await aBareFeature(ctx);
    const plan = await createPlan(ctx, PlanInput.parse({ name: "Starter", key: "starter" }));
    const planId = innerId("plan", plan.id);
    const gives = lifeFor(featureId);
    const draft = aDraft({
      currency: "USD",
      charges: [tiers(gives), MAILBOXES],
      grants: [{ credits: "100", cadence: "ONETIME", expirationKind: "TRIAL" }],
      commitment: { amount: "50000", period: "ANNUAL", shortfall: "ROLL" },
    });
    expect(await updateDraft(ctx, planId, draft)).toMatchObject({ issues: [] });
    await publishPlan(ctx, planId);
    await openDraft(ctx, planId);

    const { live, draft: copy } = (await findPlan(ctx, planId)) ?? {};
    const told = { charges: live?.charges.length, commitment: live?.commitment };
    expect(told).toMatchObject({ charges: 2, commitment: { amount: "50000", shortfall: "ROLL" } });
    expect(copy?.charges[0]).toMatchObject({ gives: { ...gives, rollover: { cap: "500" } } });
    const version = (await catalogOf(ctx)).planVersions.get(innerId("plv", live?.id));
    expect(version).toMatchObject({
      kind: "PLAN",
      commitment: { amount: money("50000"), shortfall: "ROLL", unit: { kind: "money" } },
      charges: [
        {
          trialDays: 14,
          tiers: [{ credits: credits("24000") }, { price: money("2520") }],
          gives: {
            expiry: { kind: "DURATION", duration: { count: 90, unit: "DAY" } },
            rollover: { keeps: { mode: "cap", cap: credits("500") }, periods: 2 },
            ...{ isProrated: true, priority: 3, places: 2 },
          },
        },
        {
          unit: { kind: "credits", creditUnit: "credits" },
          ...{ amount: money("25"), quantity: 3, freeQuantity: 1, onShortage: "SUSPEND" },
        },
      ],
      grants: [{ expiry: { kind: "TRIAL" }, cadence: "ONE_TIME" }],
    });
    const examples = await findWorkedExamples(ctx, innerId("plv", live?.id));
    expect(examples?.[0]).toMatchObject({ title: "The first day, a trial of 14 days" });
  });

  it.each([
    ["a trial of its own", { charges: [tiers()] }, "charges.0.trialDays"],
    ["a commitment", { charges: [MAILBOXES], commitment: { amount: "100" } }, "commitment"],
  ] satisfies [string, Partial<PlanDraftFields>, string][])(
    "of an add-on is not published with %s, and stays a draft",
    async (_, parts, field) => {
      const ctx = await aContext();
      const addOn = PlanInput.parse({ kind: "ADD_ON", name: "Mailboxes", key: "mailboxes" });
      const planId = innerId("plan", (await createPlan(ctx, addOn)).id);
      await updateDraft(ctx, planId, aDraft({ currency: "USD", ...parts }));

      await expect(publishPlan(ctx, planId)).rejects.toMatchObject({
        code: "validation_error",
        details: { fields: { [field]: [expect.any(String)] } },
      });
      expect(await findPlan(ctx, planId)).toMatchObject({ kind: "ADD_ON", live: null });
      expect((await listPlans(ctx, PlanQuery.parse({}))).items).toEqual([]);
      expect((await listPlans(ctx, PlanQuery.parse({ kind: "ADD_ON" }))).total).toBe(1);
    },
  );
});
