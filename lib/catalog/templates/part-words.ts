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
  const price = `${formatCredits(creditsPerUnit)} ${unit} a ${unitSingular ?? "use"}`;
  const others = costs.map(
    ({ creditsPerUnit: cost, values = [] }) => `${formatCredits(cost)} for ${values.join(", ")}`,
  );
  return [price, ...others].join("; ");
};

export const packWords = ({ credits, price }: PackFields, currency: string, creditUnit: string) =>
  `${formatCredits(credits)} ${creditUnit} for ${formatMoney(price, currency)}`;

export function planWords(draft: PlanDraftFields, creditUnit: string): string {
  const charges = (draft.charges ?? []).flatMap((charge) => chargeWords(charge, draft.currency));
  const grants = (draft.grants ?? []).map((grant) => grantWords(grant, creditUnit));
  return [...(charges.length > 0 ? charges : ["no fee"]), ...grants].join(" · ");
}

function chargeWords(charge: Charge, currency: string): readonly string[] {
  if (charge.kind === "USAGE") return [];
  const per = `/ ${LENGTHS[charge.period ?? "MONTHLY"]}`;
  const trial = charge.trialDays ? [`${charge.trialDays} days of trial`] : [];
  if (charge.kind === "CREDITS") {
    const tiers = charge.tiers?.map(({ price }) => formatMoney(price, currency)) ?? [];
    return [`${tiers.join(", ")} ${per}`, ...trial];
  }
  const amount = charge.creditUnit
    ? `${formatCredits(charge.amount)} ${charge.creditUnit}`
    : formatMoney(charge.amount, currency);
  return [`${amount} ${per}`, ...trial];
}

const grantWords = ({ credits, cadence, period }: Grant, creditUnit: string): string =>
  `${formatCredits(credits)} ${creditUnit} ${
    cadence === "ONETIME" ? "once" : `/ ${LENGTHS[period ?? "MONTHLY"]}`
  }`;
