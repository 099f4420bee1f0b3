import { describe, expect, it } from "vitest";
import { findPlan } from "@/lib/catalog/reads/plans";
import type { PlanId } from "@/lib/ids";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, aReference, later } from "@/lib/testing/factories";
import {
  askedStart,
  grantsOf,
  invoicesOf,
  type Subscribed,
  subscribe,
  traceOf,
} from "@/lib/testing/subscribed";
import { findSubscription } from "../reads";
import type { StartFields } from "../schema";
import { previewStart } from "./preview-start";
import { renewSubscriptions } from "./renew-subscriptions";

/** Monthly 149 USD for 2,000 C or 199 for 3,000; by the quarter in monthly shares. */
async function aTieredPlan() {
  const ctx = await aContext({ at: new Date("2026-01-31T09:00:00Z") });
  const account = await anEmptyWallet(ctx);
  const tiers = [
    { credits: "2000", price: "149" },
    { credits: "3000", price: "199" },
  ];
  const shared = [{ credits: "1000", price: "90" }];
  const planId = await aPublishedPlan(ctx, {
    charges: [
      { kind: "CREDITS", name: "Starter", period: "MONTHLY", tiers },
      {
        kind: "CREDITS",
        name: "Starter by the quarter",
        period: "QUARTERLY",
        cadence: "MONTHLY",
        tiers: shared,
      },
    ],
    grants: [],
  });
  const trace = () => traceOf({ ...account, ctx } as Subscribed);
  return { ctx, account, planId, trace };
}
const chargeIdOf = async (ctx: Parameters<typeof findPlan>[0], planId: PlanId) => {
  const plan = await findPlan(ctx, planId);
  return plan?.live?.charges.find(({ name }) => name === "Starter")?.id ?? "";
};
const month = { billingPeriod: "MONTHLY" } as const;

describe("a start with a tier of credits", () => {
  it("asks the tier's price and gives its credits, and so do its renewals", async () => {
    const { ctx, account, planId } = await aTieredPlan();

    const own = await subscribe(ctx, account, planId, { ...month, tier: 1 });
    await renewSubscriptions(new Date("2026-03-31T09:00:00Z"));

    expect((await grantsOf(own)).map(({ from, to }) => [from, to])).toEqual([
      ["2026-01-31", "2026-02-28"],
      ["2026-02-28", "2026-03-31"],
      ["2026-03-31", "2026-04-30"],
    ]);
    expect((await grantsOf(own)).at(-1)).toMatchObject({ available: "3000" });
    expect((await invoicesOf(own)).map(({ total }) => total)).toEqual(["199", "199", "199"]);
    expect(await findSubscription(ctx, own.id)).toMatchObject({
      ...{ recurringAmount: "199", nextGrantCredits: "3000" },
      tiers: { [await chargeIdOf(ctx, planId)]: 1 },
    });
  });

  it("takes the only one there is, in shares that add up to it", async () => {
    const { ctx, account, planId } = await aTieredPlan();

    const own = await subscribe(ctx, account, planId, { billingPeriod: "QUARTERLY" });
    await renewSubscriptions(new Date("2026-03-31T09:00:00Z"));

    expect(
      (await grantsOf(own)).map(({ available, expired }) => available ?? expired),
    ).toHaveLength(3);
    expect(
      (await grantsOf(own)).map((grant) => Number(grant.available) + Number(grant.expired)),
    ).toEqual([333.33, 333.33, 333.34]);
    expect((await invoicesOf(own)).map(({ total }) => total)).toEqual(["90"]);
  });

  it("is shown before, and changes nothing then", async () => {
    const { ctx, account, planId, trace } = await aTieredPlan();
    const before = await trace();

    const shown = await previewStart(ctx, askedStart(account, planId, { ...month, tier: 0 }));

    expect(shown).toMatchObject({ total: "149", grantsNow: [{ credits: "2000" }] });
    expect(await trace()).toEqual(before);
  });
});

describe("a start with a tier of credits is refused, and changes nothing", () => {
  const refused: readonly [string, Partial<StartFields>, string][] = [
    ["that is not named where there are several", month, "tier"],
    ["that the plan has not", { ...month, tier: 2 }, "tier"],
    ["of another charge", { ...month, tiers: { price_01k9zzzzzzzzzzzzzzzzzzzzzz: 0 } }, "tiers"],
    ["without a period where the plan has several", { tier: 1 }, "billingPeriod"],
  ];
  it.each(refused)("%s", async (_, over, field) => {
    const { ctx, account, planId, trace } = await aTieredPlan();
    const before = await trace();

    await expect(subscribe(ctx, account, planId, over)).rejects.toMatchObject({
      code: "validation_error",
      details: { fields: { [field]: expect.anything() } },
    });
    expect(await trace()).toEqual(before);
  });

  it("as another one under the same reference; the same again is the first", async () => {
    const { ctx, account, planId } = await aTieredPlan();
    const reference = aReference();
    const asked = { ...month, reference };
    const own = await subscribe(ctx, account, planId, { ...asked, tier: 1 });
    const before = await traceOf(own);
    const then = later(ctx, "2026-02-01T00:00:00Z");

    expect((await subscribe(then, account, planId, { ...asked, tier: 1 })).id).toBe(own.id);
    await expect(subscribe(then, account, planId, { ...asked, tier: 0 })).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
    expect(await traceOf(own)).toEqual(before);
  });
});
