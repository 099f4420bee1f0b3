/** A plan version as a customer would read it, whether it is published or still being typed. */

import type { ChargeFields } from "@/lib/catalog/schema/charge";
import type { FeatureQuery, FeatureRow } from "@/lib/catalog/schema/feature";
import type { PlanDraftFields, PlanVersionView } from "@/lib/catalog/schema/plan";
import { creditWords } from "@/lib/money/format";
import { type GrantTerms, usageWords } from "./plan-words";

/** A feature that a plan may list, with what a unit of it costs. */
export type FeatureOption = Pick<
  FeatureRow,
  "id" | "key" | "name" | "type" | "unitSingular" | "unitPlural"
> & {
  /** What a unit costs, with the unit of credits; null has no price. */
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
  cost: feature.cost && creditWords(feature.cost.creditsPerUnit, feature.cost.creditUnit),
});

/** What is asked again each period. */
type Asked = {
  readonly name: string;
  readonly period: string;
  readonly isInAdvance: boolean;
};

export type OfferFee = Asked & {
  /** A piece; `pieces` of them are paid for. */
  readonly amount: string;
  /** Null: money. */
  readonly creditUnit: string | null;
  readonly quantity: number;
  readonly freeQuantity: number;
};

export type OfferTiers = Asked & {
  readonly creditUnit: string;
  readonly isShared: boolean;
  readonly tiers: readonly { readonly credits: string; readonly price: string }[];
  readonly life: Omit<GrantTerms, "credits" | "creditUnit" | "cadence">;
};

export type OfferFeature = FeatureOption & {
  readonly isEnabled: boolean;
  readonly includedUnits: string | null;
  readonly usageLimit: string | null;
  readonly isSoftLimit: boolean;
  readonly reset: PlanVersionView["entitlements"][number]["reset"];
  readonly staticValue: string | null;
  /** What the plan asks for its use, in words; null: the feature's own cost. */
  readonly planPrice: string | null;
};

export type Offer = {
  readonly currency: string;
  readonly trialDays: number;
  readonly fees: readonly OfferFee[];
  readonly tiers: readonly OfferTiers[];
  readonly grants: readonly GrantTerms[];
  readonly features: readonly OfferFeature[];
  /** Of use that no entitlement speaks of. */
  readonly usage: readonly { readonly name: string; readonly words: string }[];
  /** Money per credit beyond the grants; null where it is carried. */
  readonly overagePrice: string | null;
};

export const offerOfVersion = (
  version: PlanVersionView,
  options: readonly FeatureOption[],
): Offer =>
  offerOf(options, {
    currency: version.currency,
    charges: version.charges.map((charge) =>
      charge.kind === "USAGE" ? { ...charge, featureId: charge.feature.id } : charge,
    ),
    grants: version.grants,
    entitlements: version.entitlements.map(({ feature, ...terms }) => ({
      ...terms,
      featureId: feature.id,
    })),
    overagePrice: version.overageRule === "INVOICE" ? version.overagePrice : null,
    creditUnit: "credits",
  });

/** What is typed so far; an amount half-typed counts as nothing. */
export const offerOfFields = (
  draft: PlanDraftFields,
  options: readonly FeatureOption[],
  creditUnit: string,
): Offer =>
  offerOf(options, {
    currency: draft.currency,
    charges: draft.charges ?? [],
    grants: (draft.grants ?? []).map((grant) => ({
      credits: amountOf(grant.credits),
      creditUnit: grant.creditUnit ?? creditUnit,
      cadence: grant.cadence ?? "RECURRING",
      period: grant.period ?? "MONTHLY",
      expirationKind: grant.expirationKind ?? "GRANT_PERIOD",
      expirationDuration: grant.expirationDuration ?? null,
      expirationUnit: grant.expirationUnit ?? null,
    })),
    entitlements: draft.entitlements ?? [],
    overagePrice:
      draft.overageRule === "INVOICE" && draft.overagePrice ? amountOf(draft.overagePrice) : null,
    creditUnit,
  });

type Parts = {
  readonly currency: string;
  readonly charges: readonly ChargeFields[];
  readonly grants: readonly GrantTerms[];
  readonly entitlements: readonly EntitlementFields[];
  readonly overagePrice: string | null;
  readonly creditUnit: string;
};

function offerOf(options: readonly FeatureOption[], parts: Parts): Offer {
  const { currency, charges, grants, entitlements, overagePrice, creditUnit } = parts;
  const byId = new Map(options.map((option) => [option.id, option]));
  const prices = new Map(
    charges.flatMap((charge) =>
      charge.kind === "USAGE"
        ? [[charge.featureId, usageWords(charge, currency, byId.get(charge.featureId))] as const]
        : [],
    ),
  );
  const listed = new Set(entitlements.map(({ featureId }) => featureId));
  return {
    currency,
    trialDays: Math.max(0, ...charges.map(trialOf)),
    fees: charges.flatMap((charge) => (charge.kind === "RECURRING" ? [feeOf(charge)] : [])),
    tiers: charges.flatMap((charge) =>
      charge.kind === "CREDITS" ? [tiersOf(charge, creditUnit)] : [],
    ),
    grants,
    features: entitlements.flatMap((terms) => {
      const option = byId.get(terms.featureId);
      const planPrice = prices.get(terms.featureId) ?? null;
      return option ? [{ ...option, ...termsOf(terms), planPrice }] : [];
    }),
    usage: [...prices].flatMap(([id, words]) => {
      const option = byId.get(id);
      return option && !listed.has(id) ? [{ name: option.name, words }] : [];
    }),
    overagePrice,
  };
}

const trialOf = (charge: ChargeFields): number =>
  charge.kind === "USAGE" ? 0 : Number(charge.trialDays ?? 0) || 0;

type EntitlementFields = NonNullable<PlanDraftFields["entitlements"]>[number];

const termsOf = (terms: EntitlementFields) => ({
  isEnabled: terms.isEnabled ?? true,
  includedUnits: amountOrNone(terms.includedUnits),
  usageLimit: amountOrNone(terms.usageLimit),
  isSoftLimit: terms.isSoftLimit ?? false,
  reset: terms.reset ?? ("BILLING_PERIOD" as const),
  staticValue: terms.staticValue ?? null,
});

type Of<Kind> = Extract<ChargeFields, { kind: Kind }>;

const askedOf = (charge: Of<"RECURRING"> | Of<"CREDITS">): Asked => ({
  name: charge.name ?? "",
  period: charge.period ?? "MONTHLY",
  isInAdvance: charge.invoiceCadence !== "ARREAR",
});

const feeOf = (fee: Of<"RECURRING">): OfferFee => ({
  ...askedOf(fee),
  amount: amountOf(fee.amount),
  creditUnit: fee.creditUnit ?? null,
  quantity: Number(fee.quantity ?? 1) || 1,
  freeQuantity: Number(fee.freeQuantity ?? 0) || 0,
});

const tiersOf = (charge: Of<"CREDITS">, creditUnit: string): OfferTiers => ({
  ...askedOf(charge),
  creditUnit: charge.creditUnit ?? creditUnit,
  isShared: charge.cadence === "MONTHLY" && charge.period !== "MONTHLY",
  tiers: (charge.tiers ?? []).map(({ credits, price }) => ({
    credits: amountOf(credits ?? ""),
    price: amountOf(price ?? ""),
  })),
  life: {
    period: charge.cadence === "MONTHLY" ? "MONTHLY" : (charge.period ?? "MONTHLY"),
    expirationKind: charge.gives?.expirationKind ?? "GRANT_PERIOD",
    expirationDuration: charge.gives?.expirationDuration ?? null,
    expirationUnit: charge.gives?.expirationUnit ?? null,
  },
});

const DECIMAL = /^\d{1,15}(\.\d{1,9})?$/;
const amountOf = (typed: string): string => (DECIMAL.test(typed.trim()) ? typed.trim() : "0");
const amountOrNone = (typed: string | null | undefined): string | null =>
  typed && typed.trim() !== "" ? amountOf(typed) : null;
