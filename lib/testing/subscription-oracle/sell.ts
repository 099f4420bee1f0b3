/** Makes a story's plans through `/v1`. */
import type { Answer, Caller } from "../api";
import { inWords } from "./exact";
import {
  type AddOnTerms,
  type GrantTerms,
  type PlanTerms,
  TIER_BOUNDS,
  TIER_PRIORITY,
  type UsePrice,
} from "./terms";

type Json = Record<string, unknown>;
type Seller = {
  readonly made: (path: string, body: Json) => Promise<Answer["body"]>;
  readonly caller: Pick<Caller, "put">;
};
type Made = Seller["made"];

/** A plan, and its fee and grants by name. */
export type Sold = { readonly planId: string; readonly terms: Readonly<Record<string, string>> };

export async function sell(
  { made, caller }: Seller,
  plans: readonly PlanTerms[],
): Promise<Record<string, Sold>> {
  const features = {
    credits: await feature(made, "in_credits"),
    money: await feature(made, "in_money"),
  };
  const sold: Record<string, Sold> = {};
  for (const plan of plans) sold[plan.name] = await sellOne({ made, caller }, plan, features);
  return sold;
}

async function feature(made: Made, key: string): Promise<string> {
  const meter = { event_name: key };
  return (await made("/features", { name: key, lookup_key: key, meter })).id;
}

async function sellOne(
  { made, caller }: Seller,
  plan: PlanTerms,
  features: { readonly credits: string; readonly money: string },
): Promise<Sold> {
  const { id: plan_id } = await made("/plans", { name: plan.name });
  const asked = {
    ...{
      plan_id,
      billing_period: plan.length,
      invoice_cadence: plan.isInArrears ? "ARREAR" : "ADVANCE",
    },
    trial_period_days: plan.trialDays,
  };
  const pieces = plan.pieces > 1 && { quantity: plan.pieces, free_quantity: 1 };
  const fee = await made("/prices", {
    ...asked,
    ...pieces,
    type: "FIXED",
    amount: inWords(plan.fee),
  });
  if (plan.mailbox !== null) {
    const monthly = { plan_id, type: "FIXED", billing_period: "MONTHLY", price_unit: "credits" };
    await made("/prices", { ...monthly, amount: inWords(plan.mailbox) });
  }
  if (plan.tier) {
    const { credits, price, isMonthly } = plan.tier;
    await made("/prices", {
      ...{ ...asked, type: "CREDITS", cadence: isMonthly ? "MONTHLY" : "PERIOD_START" },
      priority: TIER_PRIORITY,
      tiers: [{ credits: inWords(credits), price: inWords(price) }],
    });
  }
  const use = { plan_id, type: "USAGE" };
  const inCredits = { feature_id: features.credits, price_unit: "credits" };
  await made("/prices", { ...use, ...inCredits, ...pricing(plan.creditUse) });
  if (plan.moneyUse) {
    const { minimum } = plan.moneyUse;
    const inMoney = {
      ...{ feature_id: features.money, settle: "invoice" },
      ...(minimum > 0n && { minimum: inWords(minimum) }),
    };
    await made("/prices", { ...use, ...inMoney, ...pricing(plan.moneyUse) });
  }
  const terms: Record<string, string> = { fee: fee.id };
  for (const grant of plan.grants) {
    terms[grant.name] = (await made("/creditgrants", { plan_id, ...granting(grant) })).id;
  }
  if (plan.overagePrice !== null) {
    const overage = { overage_rule: "INVOICE", overage_price: inWords(plan.overagePrice) };
    await caller.put(`/plans/${plan_id}/draft`, overage);
  }
  await made(`/plans/${plan_id}/publish`, {});
  return { planId: plan_id, terms };
}

export async function sellOnTop(
  { made }: Seller,
  { length, fee, grant }: AddOnTerms,
): Promise<string> {
  const { id } = await made("/addons", { name: "On top", lookup_key: "on-top" });
  const asked = { plan_id: id, billing_period: length };
  await made("/prices", { ...asked, type: "FIXED", amount: inWords(fee) });
  await made("/creditgrants", { plan_id: id, ...granting(grant) });
  await made(`/addons/${id}/publish`, {});
  return id;
}

function pricing({ model, amounts, freeUnits }: UsePrice) {
  const words = amounts.map(inWords);
  const free_units = String(freeUnits);
  const bounds = [...TIER_BOUNDS.map(Number), null];
  switch (model) {
    case "PER_UNIT":
      return { amount: words[0], free_units };
    case "PACKAGE":
      return {
        billing_model: "PACKAGE",
        amount: words[0],
        transform_quantity: { divide_by: 10 },
        free_units,
      };
    case "STAIRSTEP":
    case "GRADUATED":
    case "VOLUME": {
      const tier_mode = model === "GRADUATED" ? "SLAB" : model;
      const key = model === "STAIRSTEP" ? "flat_amount" : "unit_amount";
      const tiers = words.map((amount, index) => ({ up_to: bounds[index], [key]: amount }));
      return { billing_model: "TIERED", tier_mode, tiers, free_units };
    }
  }
}

function granting({ name, credits, cadence, ends, rolls, isProrated, priority }: GrantTerms) {
  return {
    ...{ name, credits: inWords(credits), priority, prorated: isProrated },
    ...(cadence === "ONCE" ? { cadence: "ONETIME" } : { cadence: "RECURRING", period: cadence }),
    expiration_type: ends.kind,
    ...(ends.kind === "DURATION" && {
      ...{ expiration_duration: ends.count, expiration_duration_unit: ends.unit },
    }),
    ...(rolls && { rollover: { ...keeping(rolls.keeps), periods: rolls.periods } }),
  };
}

function keeping(keeps: NonNullable<GrantTerms["rolls"]>["keeps"]) {
  if (keeps === "all") return { mode: "all" };
  if ("cap" in keeps) return { mode: "cap", cap: inWords(keeps.cap) };
  return { mode: "percent", percent: keeps.percent };
}
