import { type FeatureId, idFromRow, idText } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import type { Metadata } from "@/lib/text/schema";
import type { BillingPeriod, ChargeView } from "../schema/charge";
import type { EntitlementView } from "../schema/entitlement";
import type { GrantLifeView } from "../schema/grant-life";
import type { PlanGrantView } from "../schema/plan-grant";
import type { TermsJson, TierJson } from "../store/charge-json";
import { type LifeRecord, lifeFromRecord, lifeOf, lifeRecordOf } from "../store/grant-record";
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
  const asked = {
    period: charge.period as BillingPeriod,
    invoiceCadence: charge.invoiceCadence,
    trialDays: charge.trialDays,
  };
  switch (charge.kind) {
    case "RECURRING":
      return {
        ...common,
        kind: "RECURRING",
        ...asked,
        amount: decimalOrNull(charge.amount) ?? "0",
        currency: charge.currency,
        creditUnit: charge.priceUnit,
        quantity: terms.quantity ?? 1,
        freeQuantity: terms.free_quantity ?? 0,
        onShortage: terms.on_shortage ?? "OVERAGE",
      };
    case "CREDITS":
      return {
        ...common,
        kind: "CREDITS",
        ...asked,
        creditUnit: charge.priceUnit ?? "",
        currency: charge.currency ?? "",
        cadence: terms.cadence ?? "PERIOD_START",
        tiers: tiers.map(({ credits = "0", flat_amount = "0" }) => ({
          credits,
          price: flat_amount,
        })),
        gives: lifeView(lifeRecordOf(terms.gives)),
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

export const planGrantView = (grant: PlanGrantRecord): PlanGrantView => ({
  id: idText("pgr", idFromRow(grant.id)),
  name: grant.name,
  credits: decimalOf(grant.credits),
  creditUnit: grant.creditUnit,
  cadence: grant.cadence,
  period: grant.period as BillingPeriod,
  ...lifeView(lifeOf(grant)),
  metadata: grant.metadata as Metadata,
  createdAt: grant.createdAt.toISOString(),
});

function lifeView(record: LifeRecord): GrantLifeView {
  const { rollover, featureIds, ...life } = lifeFromRecord(record);
  const { cap } = rollover;
  return {
    ...life,
    rollover: { ...rollover, cap: cap === null ? null : creditsText(cap) },
    featureIds: featureIds.map((id) => idText("feat", id)),
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
