/** A plan version as a customer would read it, whether it is published or still being typed. */

import type { FeatureQuery, FeatureRow } from "@/lib/catalog/schema/feature";
import type { PlanDraftFields, PlanVersionView } from "@/lib/catalog/schema/plan";
import type { GrantTerms } from "./plan-words";

/** A feature that a plan may list, with what a unit of it costs. */
export type FeatureOption = Pick<
  FeatureRow,
  "id" | "key" | "name" | "type" | "unitSingular" | "unitPlural"
> & {
  /** Credits per unit; null has no price. */
  readonly cost: string | null;
};

/** Archived ones too: an old version may name them. */
export const ALL_FEATURES = {
  search: "",
  type: null,
  status: null,
  limit: 1000,
  offset: 0,
} as const satisfies FeatureQuery;

export const featureOption = (feature: FeatureRow): FeatureOption => ({
  id: feature.id,
  key: feature.key,
  name: feature.name,
  type: feature.type,
  unitSingular: feature.unitSingular,
  unitPlural: feature.unitPlural,
  cost: feature.cost?.creditsPerUnit ?? null,
});

export type OfferFee = {
  readonly name: string;
  readonly amount: string;
  readonly period: string;
  readonly isInAdvance: boolean;
};

export type OfferFeature = FeatureOption & {
  readonly isEnabled: boolean;
  readonly includedUnits: string | null;
  readonly usageLimit: string | null;
  readonly isSoftLimit: boolean;
  readonly reset: PlanVersionView["entitlements"][number]["reset"];
  readonly staticValue: string | null;
};

export type Offer = {
  readonly currency: string;
  readonly fees: readonly OfferFee[];
  readonly grants: readonly GrantTerms[];
  readonly features: readonly OfferFeature[];
  /** Money per credit beyond the grants; null where it is carried. */
  readonly overagePrice: string | null;
};

export function offerOfVersion(version: PlanVersionView, options: readonly FeatureOption[]): Offer {
  const costs = new Map(options.map(({ id, cost }) => [id, cost]));
  return {
    currency: version.currency,
    fees: version.charges.flatMap((charge) => (charge.kind === "RECURRING" ? [feeOf(charge)] : [])),
    grants: version.grants,
    features: version.entitlements.map(({ feature, ...terms }) => ({
      ...terms,
      ...feature,
      cost: costs.get(feature.id) ?? null,
    })),
    overagePrice: version.overageRule === "INVOICE" ? version.overagePrice : null,
  };
}

/** What is typed so far; an amount half-typed counts as nothing. */
export function offerOfFields(
  draft: PlanDraftFields,
  options: readonly FeatureOption[],
  creditUnit: string,
): Offer {
  const byId = new Map(options.map((option) => [option.id, option]));
  return {
    currency: draft.currency,
    fees: (draft.charges ?? []).flatMap((charge) =>
      charge.kind === "RECURRING" ? [feeOf({ ...charge, amount: amountOf(charge.amount) })] : [],
    ),
    grants: (draft.grants ?? []).map((grant) => ({
      credits: amountOf(grant.credits),
      creditUnit: grant.creditUnit ?? creditUnit,
      cadence: grant.cadence ?? "RECURRING",
      period: grant.period ?? "MONTHLY",
      expirationKind: grant.expirationKind ?? "GRANT_PERIOD",
      expirationDuration: grant.expirationDuration ?? null,
      expirationUnit: grant.expirationUnit ?? null,
    })),
    features: (draft.entitlements ?? []).flatMap((terms) => {
      const option = byId.get(terms.featureId);
      return option ? [{ ...option, ...termsOf(terms) }] : [];
    }),
    overagePrice:
      draft.overageRule === "INVOICE" && draft.overagePrice ? amountOf(draft.overagePrice) : null,
  };
}

type EntitlementFields = NonNullable<PlanDraftFields["entitlements"]>[number];

const termsOf = (terms: EntitlementFields) => ({
  isEnabled: terms.isEnabled ?? true,
  includedUnits: amountOrNone(terms.includedUnits),
  usageLimit: amountOrNone(terms.usageLimit),
  isSoftLimit: terms.isSoftLimit ?? false,
  reset: terms.reset ?? ("BILLING_PERIOD" as const),
  staticValue: terms.staticValue ?? null,
});

const feeOf = (fee: {
  name?: string | undefined;
  amount: string;
  period?: string | undefined;
  invoiceCadence?: "ADVANCE" | "ARREAR" | undefined;
}): OfferFee => ({
  name: fee.name ?? "",
  amount: fee.amount,
  period: fee.period ?? "MONTHLY",
  isInAdvance: fee.invoiceCadence !== "ARREAR",
});

const DECIMAL = /^\d{1,15}(\.\d{1,9})?$/;
const amountOf = (typed: string): string => (DECIMAL.test(typed.trim()) ? typed.trim() : "0");
const amountOrNone = (typed: string | null | undefined): string | null =>
  typed && typed.trim() !== "" ? amountOf(typed) : null;
