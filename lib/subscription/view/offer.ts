import type { Catalog, Charge, Entitlement, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { Feature } from "@/lib/catalog/rules/feature";
import { idText } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { decimalText } from "@/lib/money/decimal";
import { moneyText } from "@/lib/money/money";
import { quantityText } from "@/lib/money/quantity";
import type { PERIOD_LENGTHS } from "@/lib/time/period-length";
import type { OfferedFee, OfferedLimit, OfferedTiers, OfferView } from "../schema/offer";
import { allowedFeatureView } from "./timeline";

export const offerView = (
  version: PlanVersion,
  { features }: Pick<Catalog, "features">,
  product = "",
): OfferView => ({
  planId: idText("plan", version.planId),
  planVersionId: idText("plv", version.id),
  productId: version.productId ? idText("prod", version.productId) : "",
  kind: version.kind,
  name: version.planName,
  product,
  versionNumber: version.number,
  currency: version.currency,
  fees: version.charges.flatMap(feesOf),
  tiers: version.charges.flatMap(tiersOf),
  credits: version.grants.map(({ id, name, amount, creditUnit, cadence, period }) => ({
    planGrantId: idText("pgr", id),
    name,
    credits: creditsText(amount),
    creditUnit,
    cadence,
    period: period.length,
  })),
  limits: version.entitlements.flatMap((entitlement) =>
    limitOf(entitlement, features.get(entitlement.featureId)),
  ),
  features: version.entitlements.flatMap((entitlement) => {
    const feature = features.get(entitlement.featureId);
    return feature ? [allowedFeatureView(entitlement, feature)] : [];
  }),
  periods: [...new Set(version.charges.flatMap(periodOf))],
  trialDays: Math.max(0, ...version.charges.map(trialOf)),
});

function limitOf(
  { id, isEnabled, includedUnits, usageLimit }: Entitlement,
  feature: Feature | undefined,
): readonly OfferedLimit[] {
  if (feature?.type !== "METERED" || !isEnabled) return [];
  return [
    {
      entitlementId: idText("ent", id),
      featureName: feature.name,
      unitPlural: feature.unitPlural,
      includedUnits: includedUnits === null ? null : quantityText(includedUnits),
      usageLimit: usageLimit === null ? null : quantityText(usageLimit),
    },
  ];
}

export function feesOf(charge: Charge): readonly OfferedFee[] {
  if (charge.kind !== "RECURRING") return [];
  const { id, name, unit, amount, billingPeriod, quantity, freeQuantity } = charge;
  const isMoney = unit.kind === "money";
  const of = isMoney ? unit.currency : unit.creditUnit;
  return [
    {
      chargeId: idText("price", id),
      ...{ name, amount: decimalText(amount), unit: of, isMoney, period: billingPeriod },
      ...{ quantity, freeQuantity },
    },
  ];
}

function tiersOf(charge: Charge): readonly OfferedTiers[] {
  if (charge.kind !== "CREDITS") return [];
  const { id, name, billingPeriod, creditUnit, cadence, tiers } = charge;
  return [
    {
      chargeId: idText("price", id),
      ...{ name, period: billingPeriod, creditUnit, cadence },
      tiers: tiers.map(({ credits, price }) => ({
        credits: creditsText(credits),
        price: moneyText(price),
      })),
    },
  ];
}

/** Fees in credits follow the billing period; those in money make it. */
function periodOf(charge: Charge): readonly (typeof PERIOD_LENGTHS)[number][] {
  if (charge.kind === "USAGE") return [];
  const isInCredits = charge.kind === "RECURRING" && charge.unit.kind === "credits";
  return isInCredits ? [] : [charge.billingPeriod];
}

const trialOf = (charge: Charge): number => (charge.kind === "USAGE" ? 0 : charge.trialDays);
