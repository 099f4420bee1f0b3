import { type FeatureId, idFromRow, idText } from "@/lib/ids";
import type { Metadata } from "@/lib/text/schema";
import type { BillingPeriod, ChargeView } from "../schema/charge";
import type { EntitlementView } from "../schema/entitlement";
import type { PlanGrantView } from "../schema/plan-grant";
import type { TermsJson, TierJson } from "../store/draft-record";
import type {
  ChargeRecord,
  EntitlementRecord,
  FeatureName,
  FeatureNames,
  PlanGrantRecord,
} from "../store/plans";
import { decimalOf, decimalOrNull } from "./decimal";

export function chargeView(charge: ChargeRecord, features: FeatureNames): ChargeView {
  const common = {
    id: idText("price", idFromRow(charge.id)),
    name: charge.name,
    lookupKey: charge.lookupKey,
    metadata: charge.metadata as Metadata,
    createdAt: charge.createdAt.toISOString(),
  };
  const terms = charge.terms as TermsJson;
  const tiers = charge.tiers as readonly TierJson[];
  switch (charge.kind) {
    case "RECURRING":
      return {
        ...common,
        kind: "RECURRING",
        amount: decimalOrNull(charge.amount) ?? "0",
        currency: charge.currency ?? "",
        period: charge.period as BillingPeriod,
        invoiceCadence: charge.invoiceCadence,
        trialDays: charge.trialDays,
      };
    case "CREDITS":
      return {
        ...common,
        kind: "CREDITS",
        creditUnit: charge.priceUnit ?? "",
        currency: charge.currency ?? "",
        period: charge.period as BillingPeriod,
        cadence: terms.cadence ?? "PERIOD_START",
        tiers: tiers.map(({ credits = "0", flat_amount = "0" }) => ({
          credits,
          price: flat_amount,
        })),
      };
    case "USAGE":
      return {
        ...common,
        ...usageTerms(charge, tiers, terms),
        feature: nameOf(charge.featureId, features),
      };
  }
}

const usageTerms = (charge: ChargeRecord, tiers: readonly TierJson[], terms: TermsJson) => ({
  kind: "USAGE" as const,
  model: charge.model,
  creditUnit: charge.priceUnit,
  currency: charge.currency,
  amount: decimalOrNull(charge.amount),
  packageSize: decimalOrNull(charge.packageSize),
  tiers: tiers.map(({ up_to = null, unit_amount = "0", flat_amount = "0" }) => ({
    upTo: up_to,
    unitAmount: unit_amount,
    flatAmount: flat_amount,
  })),
  freeUnits: decimalOrNull(charge.freeUnits),
  minimum: decimalOrNull(charge.minimum),
  maximum: decimalOrNull(charge.maximum),
  fixedPerEvent: terms.fixed_per_event ?? null,
  freeEvents: terms.free_events ?? 0,
  freeAmount: terms.free_amount ?? null,
  settlement: charge.settlement,
  overagePrice: decimalOrNull(charge.overagePrice),
});

export function planGrantView(grant: PlanGrantRecord): PlanGrantView {
  const rollover = grant.rollover as Partial<PlanGrantView["rollover"]>;
  return {
    id: idText("pgr", idFromRow(grant.id)),
    name: grant.name,
    credits: decimalOf(grant.credits),
    creditUnit: grant.creditUnit,
    cadence: grant.cadence,
    period: grant.period as BillingPeriod,
    expirationKind: grant.expirationKind as PlanGrantView["expirationKind"],
    expirationDuration: grant.expirationDuration,
    expirationUnit: grant.expirationUnit as PlanGrantView["expirationUnit"],
    priority: grant.priority,
    category: grant.category as PlanGrantView["category"],
    rollover: {
      mode: rollover.mode ?? "none",
      cap: rollover.cap ?? null,
      percent: rollover.percent ?? null,
      periods: rollover.periods ?? 1,
    },
    metadata: grant.metadata as Metadata,
    createdAt: grant.createdAt.toISOString(),
  };
}

export function entitlementView(
  entitlement: EntitlementRecord,
  features: FeatureNames,
): EntitlementView {
  const { type, unitSingular, unitPlural } = featureOf(entitlement.featureId, features);
  return {
    id: idText("ent", idFromRow(entitlement.id)),
    feature: { ...nameOf(entitlement.featureId, features), type, unitSingular, unitPlural },
    isEnabled: entitlement.isEnabled,
    includedUnits: decimalOrNull(entitlement.includedUnits),
    usageLimit: decimalOrNull(entitlement.usageLimit),
    isSoftLimit: entitlement.isSoftLimit,
    reset: entitlement.reset,
    per: entitlement.per,
    staticValue: entitlement.staticValue,
    createdAt: entitlement.createdAt.toISOString(),
  };
}

function nameOf(id: string | null, features: FeatureNames) {
  const feature = featureOf(id, features);
  return { id: idText("feat", feature.id), key: feature.key, name: feature.name };
}

/** Features are archived, never deleted, and a draft names only those that there are. */
function featureOf(id: string | null, features: FeatureNames): FeatureName {
  const feature = features.get(idFromRow<FeatureId>(id));
  if (!feature) throw new RangeError(`no feature ${id} in this organization`);
  return feature;
}
