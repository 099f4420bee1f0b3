/** What a part of a template asks or costs, in a few words. */
import { formatCredits, formatMoney } from "@/lib/money/format";
import type { PackFields } from "../schema/pack";
import type { PlanDraftFields } from "../schema/plan";
import type { TemplateFeature } from "./template";

const LENGTHS = {
  MONTHLY: "month",
  QUARTERLY: "quarter",
  SEMI_ANNUAL: "half-year",
  ANNUAL: "year",
} as const;

type Charge = NonNullable<PlanDraftFields["charges"]>[number];
type Grant = NonNullable<PlanDraftFields["grants"]>[number];

export const featureWords = (
  { feature: { creditsPerUnit, unitSingular }, costs = [] }: TemplateFeature,
  creditUnit: string,
): string => {
  if (!creditsPerUnit) return "on or off";
  const unit = creditsPerUnit === "1" ? creditUnit.replace(/s$/, "") : creditUnit;
  const price = `${formatCredits(creditsPerUnit)} ${unit} per ${unitSingular ?? "use"}`;
  const others = costs.map(
    ({ creditsPerUnit: cost, values = [] }) => `${formatCredits(cost)} for ${values.join(", ")}`,
  );
  return [price, ...others].join("; ");
};

export const packWords = ({ credits, price }: PackFields, currency: string, creditUnit: string) =>
  `${formatCredits(credits)} ${creditUnit} for ${formatMoney(price, currency)}`;

export function planWords(draft: PlanDraftFields, creditUnit: string): string {
  const charges = (draft.charges ?? []).flatMap((charge) =>
    chargeWords(charge, draft.currency, creditUnit),
  );
  const days = Math.max(0, ...(draft.charges ?? []).map(trialOf));
  const trial = days > 0 ? [`${days} days of trial`] : [];
  const grants = (draft.grants ?? []).map((grant) => grantWords(grant, creditUnit));
  return [...(charges.length > 0 ? charges : ["no fee"]), ...trial, ...grants].join(" · ");
}

function chargeWords(charge: Charge, currency: string, creditUnit: string): readonly string[] {
  if (charge.kind === "USAGE") return [];
  const per = `/ ${LENGTHS[charge.period ?? "MONTHLY"]}`;
  if (charge.kind === "CREDITS") {
    const unit = charge.creditUnit ?? creditUnit;
    return [`${tierWords(charge.tiers ?? [], currency, unit)} ${per}`];
  }
  const amount = charge.creditUnit
    ? `${formatCredits(charge.amount)} ${charge.creditUnit}`
    : formatMoney(charge.amount, currency);
  const free = charge.freeQuantity ?? 0;
  // Of pieces one has to say which; the plan's own fee goes by the plan's name.
  const pieces = free > 0 && charge.name ? `${charge.name}: ` : "";
  return [`${pieces}${amount} ${per}${freeWords(free)}`];
}

const trialOf = (charge: Charge): number => (charge.kind === "USAGE" ? 0 : (charge.trialDays ?? 0));

const freeWords = (count: number): string =>
  count > 1 ? `, the first ${count} free` : count === 1 ? ", the first free" : "";

type Tier = { readonly credits: string; readonly price: string };

const OR = new Intl.ListFormat("en-GB", { type: "disjunction" });

/** `2,000 or 3,000 credits for $149.00 or $199.00` */
function tierWords(tiers: readonly Tier[], currency: string, unit: string): string {
  const credits = OR.format(tiers.map((tier) => formatCredits(tier.credits)));
  const prices = OR.format(tiers.map(({ price }) => formatMoney(price, currency)));
  return `${credits} ${unit} for ${prices}`;
}

const grantWords = ({ credits, cadence, period }: Grant, creditUnit: string): string =>
  `${formatCredits(credits)} ${creditUnit} ${
    cadence === "ONETIME" ? "once" : `/ ${LENGTHS[period ?? "MONTHLY"]}`
  }`;
