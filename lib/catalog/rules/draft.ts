/** A draft plan version as its rules see it: each field of the right form, the whole perhaps not. */
import type { FeatureId } from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import type { Money } from "@/lib/money/money";
import type { Quantity } from "@/lib/money/quantity";
import type { FeatureType } from "./feature";

export type DraftTier = {
  readonly upTo: Quantity | null;
  readonly unitAmount: Money;
  readonly flatAmount: Money;
};

/** How credits live: a grant's, or those of a charge's tiers. */
export type DraftLife = {
  readonly expirationKind: string;
  readonly expirationDuration: number | null;
  readonly expirationUnit: string | null;
  readonly featureIds: readonly FeatureId[];
  readonly rollover: {
    readonly mode: string;
    readonly cap: Credits | null;
    readonly percent: number | null;
  };
};

/** What every charge says. */
type Keyed = { readonly lookupKey: string | null };

export type DraftCharge = Keyed & DraftTerms;

type DraftTerms =
  | {
      readonly kind: "RECURRING";
      readonly amount: Money;
      /** Null: the amount is money. */
      readonly creditUnit: string | null;
      readonly trialDays: number;
    }
  | {
      readonly kind: "USAGE";
      readonly featureId: FeatureId;
      /** Null: the price is money. */
      readonly creditUnit: string | null;
      readonly model:
        | "FLAT"
        | "PER_UNIT"
        | "PACKAGE"
        | "GRADUATED"
        | "VOLUME"
        | "STAIRSTEP"
        | "PERCENTAGE";
      readonly amount: Money | null;
      readonly packageSize: Quantity | null;
      readonly tiers: readonly DraftTier[];
      readonly settlement: "WALLET_THEN_INVOICE" | "INVOICE";
      readonly minimum: Money | null;
      readonly maximum: Money | null;
    }
  | {
      readonly kind: "CREDITS";
      readonly trialDays: number;
      readonly gives: DraftLife;
      readonly tiers: readonly { readonly credits: Credits; readonly price: Money }[];
    };

export type DraftGrant = DraftLife & {
  readonly credits: Credits;
  readonly cadence: "ONETIME" | "RECURRING";
};

export type DraftEntitlement = {
  readonly featureId: FeatureId;
  readonly includedUnits: Quantity | null;
  readonly usageLimit: Quantity | null;
  readonly per: string;
  readonly staticValue: string | null;
};

export type DraftPlan = {
  readonly kind: "PLAN" | "ADD_ON";
  readonly currency: string;
  readonly commitment: { readonly amount: Money; readonly creditUnit: string | null } | null;
  readonly overageRule: "CARRY" | "INVOICE";
  readonly overagePrice: Money | null;
  readonly charges: readonly DraftCharge[];
  readonly grants: readonly DraftGrant[];
  readonly entitlements: readonly DraftEntitlement[];
};

/** What a draft must know of the features it names. */
export type DraftFeatures = ReadonlyMap<
  FeatureId,
  {
    readonly type: FeatureType;
    readonly isArchived: boolean;
  }
>;
