/** What the demo sells: contact data with a credit cost per action, on annual plans and in packs. */
import { FeatureInput } from "@/lib/catalog/schema/feature";
import { PackInput } from "@/lib/catalog/schema/pack";
import { PlanDraftInput, PlanInput } from "@/lib/catalog/schema/plan";
import { createFeature } from "@/lib/catalog/writes/create-feature";
import { createPack } from "@/lib/catalog/writes/create-pack";
import { createPlan } from "@/lib/catalog/writes/create-plan";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { updateDraft } from "@/lib/catalog/writes/update-draft";
import type { Context } from "@/lib/context";
import { PackId, PlanId } from "@/lib/ids";
import { formatCredits } from "@/lib/money/format";

/** Feature key, name, credits a unit, unit, and how often it is used beside the others. */
export const ACTIONS = [
  {
    key: "contact_search",
    name: "Contact search",
    cost: "1",
    one: "search",
    many: "searches",
    share: 68,
  },
  {
    key: "email_enrichment",
    name: "Email enrichment",
    cost: "2",
    one: "email",
    many: "emails",
    share: 20,
  },
  {
    key: "contact_export",
    name: "Contact export",
    cost: "5",
    one: "contact",
    many: "contacts",
    share: 8,
  },
  {
    key: "phone_reveal",
    name: "Phone reveal",
    cost: "10",
    one: "number",
    many: "numbers",
    share: 4,
  },
] as const;
export type Action = (typeof ACTIONS)[number];

export type Catalogue = {
  readonly plans: Readonly<Record<"basic" | "professional", PlanId>>;
  readonly packs: Readonly<Record<"starter" | "growth" | "pro", PackId>>;
  /** Their ids, as text, by key. */
  readonly features: Features;
};

export async function makeCatalogue(ctx: Context): Promise<Catalogue> {
  const features = await makeFeatures(ctx);
  const basic = { name: "Basic", key: "basic", price: "588", credits: "2500", exports: "50" };
  const professional = {
    name: "Professional",
    key: "professional",
    price: "948",
    credits: "4000",
    exports: "100",
  };
  return {
    features,
    plans: {
      basic: await makePlan(ctx, features, basic),
      professional: await makePlan(ctx, features, professional),
    },
    packs: {
      starter: await makePack(ctx, "Starter", "1000", "29"),
      growth: await makePack(ctx, "Growth", "5000", "99"),
      pro: await makePack(ctx, "Pro", "20000", "299"),
    },
  };
}

type Features = ReadonlyMap<string, string>;

async function makeFeatures(ctx: Context): Promise<Features> {
  const made = new Map<string, string>();
  for (const { key, name, cost, one, many } of ACTIONS) {
    const meter = { eventName: key };
    const units = { unitSingular: one, unitPlural: many };
    const input = FeatureInput.parse({ name, key, meter, ...units, creditsPerUnit: cost });
    made.set(key, (await createFeature(ctx, input)).id);
  }
  const crm = FeatureInput.parse({ name: "CRM sync", key: "crm_sync", type: "BOOLEAN" });
  made.set("crm_sync", (await createFeature(ctx, crm)).id);
  const tokens = FeatureInput.parse({
    name: "AI personalisation",
    key: "ai_personalisation",
    description: "Tokens that the writing assistant used, in thousands",
    meter: {
      eventName: "ai.completion",
      aggregation: "SUM",
      property: "tokens",
      multiplier: "0.001",
    },
    unitSingular: "thousand tokens",
    unitPlural: "thousand tokens",
    creditsPerUnit: "0.25",
  });
  made.set("ai_personalisation", (await createFeature(ctx, tokens)).id);
  return made;
}

type Offer = { name: string; key: string; price: string; credits: string; exports: string };

async function makePlan(ctx: Context, features: Features, offer: Offer): Promise<PlanId> {
  const { name, key, price, credits, exports } = offer;
  const plan = await createPlan(
    ctx,
    PlanInput.parse({
      name,
      key,
      description: `${formatCredits(credits)} credits a month, billed yearly`,
    }),
  );
  const planId = PlanId.parse(plan.id);
  const entitled = [...features].map(([feature, featureId]) => ({
    featureId,
    ...(feature === "contact_export" && { includedUnits: exports, reset: "MONTH" as const }),
  }));
  const draft = PlanDraftInput.parse({
    currency: "USD",
    overageRule: "INVOICE",
    overagePrice: "1",
    charges: [{ kind: "RECURRING", name: `${name} plan`, amount: price, period: "ANNUAL" }],
    grants: [{ name: `${name} monthly credits`, credits, period: "MONTHLY" }],
    entitlements: entitled,
  });
  await updateDraft(ctx, planId, draft);
  await publishPlan(ctx, planId);
  return planId;
}

async function makePack(
  ctx: Context,
  name: string,
  credits: string,
  price: string,
): Promise<PackId> {
  const pack = await createPack(
    ctx,
    PackInput.parse({ name, credits, price, expiresAfterDays: 365 }),
  );
  return PackId.parse(pack.id);
}
