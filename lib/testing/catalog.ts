/** Features and plans to sell, as the catalogue's own tests need them. */

import { findPlan } from "@/lib/catalog/reads/plans";
import { type FeatureFields, FeatureInput } from "@/lib/catalog/schema/feature";
import { type PlanDraftFields, PlanDraftInput, PlanInput } from "@/lib/catalog/schema/plan";
import { loadCatalog } from "@/lib/catalog/store";
import { createFeature } from "@/lib/catalog/writes/create-feature";
import { createPlan } from "@/lib/catalog/writes/create-plan";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { updateDraft } from "@/lib/catalog/writes/update-draft";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { transactHot } from "@/lib/db/transact";
import { type FeatureId, newId, type PlanId, parseId } from "@/lib/ids";
import { aCustomer } from "./factories";

/** The inner form of an outer id. */
export const innerId = <Prefix extends string>(prefix: Prefix, id: string | undefined) => {
  const found = parseId(prefix, id ?? "");
  if (!found) throw new RangeError(`not an id of ${prefix}: ${id}`);
  return found;
};

/** `contact_export` at 5 credits, of two regions. */
export const contactExport = (over: Partial<FeatureFields> = {}) =>
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

/** A use that was counted at `at`, as the roll-ups keep it. */
export async function countUse(ctx: Context, featureId: FeatureId, at: string): Promise<void> {
  const customerId = await aCustomer(ctx);
  const used = { organizationId: ctx.organizationId, customerId, featureId, events: 1 };
  await prisma().usageDay.create({
    data: { ...used, day: new Date(`${at.slice(0, 10)}T00:00:00Z`) },
  });
  await prisma().usageHour.create({
    data: { ...used, hour: new Date(`${at.slice(0, 13)}:00:00Z`) },
  });
}

/** A metered feature without a price, by its outer id. */
export const aBareFeature = async (ctx: Context, key = "contact_export") =>
  (await createFeature(ctx, FeatureInput.parse({ name: key, key, meter: { eventName: key } }))).id;

export const aPlan = async (ctx: Context, key = "basic"): Promise<PlanId> =>
  innerId("plan", (await createPlan(ctx, PlanInput.parse({ name: "Basic", key }))).id);

/** Basic of journey J1: billed annually, 2,500 credits each month, 50 free exports. */
export const basicPlan = (featureId: string): PlanDraftFields => ({
  currency: "USD",
  overageRule: "INVOICE",
  overagePrice: "1.00",
  charges: [
    { kind: "RECURRING", name: "Basic", amount: "588.00", period: "ANNUAL" },
    {
      kind: "USAGE",
      featureId,
      model: "GRADUATED",
      creditUnit: "credits",
      tiers: [
        { upTo: "10", unitAmount: "2" },
        { upTo: "", unitAmount: "0.5", flatAmount: "1" },
      ],
      freeUnits: "5",
      maximum: "100",
    },
    {
      kind: "CREDITS",
      tiers: [
        { credits: "1000", price: "29" },
        { credits: "5000", price: "99" },
      ],
      cadence: "MONTHLY",
    },
  ],
  grants: [
    {
      name: "Monthly credits",
      credits: "2500",
      rollover: { mode: "cap", cap: "1500", periods: 2 },
    },
  ],
  entitlements: [{ featureId, includedUnits: "50", usageLimit: "100", reset: "MONTH" }],
});

export const aDraft = (fields: PlanDraftFields) => PlanDraftInput.parse(fields);

export async function aPublishedPlan(ctx: Context, key = "basic"): Promise<PlanId> {
  const planId = await aPlan(ctx, key);
  await updateDraft(ctx, planId, aDraft(basicPlan(await aBareFeature(ctx, `${key}_export`))));
  await publishPlan(ctx, planId);
  return planId;
}

export async function aSubscription(ctx: Context, planId: PlanId): Promise<void> {
  const live = (await findPlan(ctx, planId))?.live;
  await prisma().subscription.create({
    data: {
      id: newId(),
      organizationId: ctx.organizationId,
      customerId: await aCustomer(ctx),
      planId,
      planVersionId: innerId("plv", live?.id),
      productId: newId(),
      status: "ACTIVE",
      currency: "USD",
      billingPeriod: "ANNUAL",
      billingCycle: "ANNIVERSARY",
      zone: "UTC",
      anchorAt: ctx.at,
      startedAt: ctx.at,
      currentPeriodStart: ctx.at,
      currentPeriodEnd: new Date("2027-03-01T12:00:00Z"),
      createdAt: ctx.at,
      updatedAt: ctx.at,
    },
  });
}

/** The actions recorded for this organization, in order; of one kind of thing if named. */
export async function auditedActions(ctx: Context, entity?: string): Promise<readonly string[]> {
  const records = await prisma().auditRecord.findMany({
    where: { organizationId: ctx.organizationId, ...(entity && { entity }) },
    orderBy: { id: "asc" },
  });
  return records.map(({ action }) => action);
}

export const catalogOf = (ctx: Context) => transactHot((tx) => loadCatalog(tx, ctx.organizationId));
