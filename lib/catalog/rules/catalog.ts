/**
 * An organization's catalogue as the rules see it: features with how they are counted and
 * what they cost, plan versions with charges, entitlements and grants. One immutable snapshot
 * per `version`, so that a decision can name the catalogue it was made with.
 */
import type {
  ChargeId,
  EntitlementId,
  FeatureId,
  OrganizationId,
  PlanGrantId,
  PlanId,
  PlanVersionId,
  ProductId,
} from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import type { Money } from "@/lib/money/money";
import type { Quantity } from "@/lib/money/quantity";
import type { Cadence, PeriodLength } from "@/lib/time/period";
import type { Feature } from "./feature";
import type { GrantLife } from "./grant-life";
import type { Pricing } from "./pricing";

/** What a price is counted in. */
export type PriceUnit =
  | { readonly kind: "credits"; readonly creditUnit: string }
  | { readonly kind: "money"; readonly currency: string };

/** Overage is invoiced at the period's end, at so much per credit (SEMANTICS §3). */
export type OverageRule = { readonly unitPrice: Money; readonly currency: string };

export type RecurringCharge = {
  readonly kind: "RECURRING";
  readonly id: ChargeId;
  readonly name: string;
  readonly unit: PriceUnit;
  /** Per billing period and piece, in billionths of `unit`. */
  readonly amount: bigint;
  /** How many pieces are asked for unless the subscription says: 1, or so many mailboxes. */
  readonly quantity: number;
  /** Pieces that cost nothing: the first mailbox. */
  readonly freeQuantity: number;
  readonly billingPeriod: PeriodLength;
  readonly timing: "ADVANCE" | "ARREAR";
  readonly trialDays: number;
  /** Of a fee in credits that the wallet cannot pay: it becomes overage, or the item is suspended. */
  readonly onShortage: "OVERAGE" | "SUSPEND";
  /** Of a fee in credits: the decimals of its unit, to which a share of it is cut down. */
  readonly places: number;
};

export type UsageCharge = {
  readonly kind: "USAGE";
  readonly id: ChargeId;
  readonly name: string;
  readonly featureId: FeatureId;
  readonly unit: PriceUnit;
  readonly pricing: Pricing;
  readonly settle: "wallet_then_invoice" | "invoice";
  /** Its own, else the plan version's; null is carried. */
  readonly overage: OverageRule | null;
};

/** Credits for a price, in steps; the tier is chosen at subscription (SEMANTICS 8.2). */
export type CreditsCharge = {
  readonly kind: "CREDITS";
  readonly id: ChargeId;
  readonly name: string;
  readonly currency: string;
  readonly creditUnit: string;
  readonly billingPeriod: PeriodLength;
  readonly timing: "ADVANCE" | "ARREAR";
  readonly trialDays: number;
  /** What a billing period of the tier gives, and costs in all. */
  readonly tiers: readonly { readonly credits: Credits; readonly price: Money }[];
  /** All at the start of the billing period, or in monthly shares. */
  readonly cadence: "PERIOD_START" | "MONTHLY";
  readonly gives: GrantLife;
};

export type Charge = RecurringCharge | UsageCharge | CreditsCharge;

export const RESET_PERIODS = ["DAY", "WEEK", "MONTH", "BILLING_PERIOD", "NEVER"] as const;
export type ResetPeriod = (typeof RESET_PERIODS)[number];

/** Who shares an entitlement's units: all of the customer, each member, run or value of a property. */
export type EntitlementScope =
  | { readonly kind: "customer" | "member" | "group" }
  | { readonly kind: "property"; readonly property: string };

/** What a plan gives of one feature (SEMANTICS 7.5). */
export type Entitlement = {
  readonly id: EntitlementId;
  readonly featureId: FeatureId;
  /** False takes a BOOLEAN or METERED feature away. */
  readonly isEnabled: boolean;
  /** Free units per reset. Null: `usageLimit` is what is included. */
  readonly includedUnits: Quantity | null;
  /** Null: no ceiling. */
  readonly usageLimit: Quantity | null;
  readonly isSoftLimit: boolean;
  readonly reset: ResetPeriod;
  readonly per: EntitlementScope;
  readonly staticValue: string | null;
};

/** Credits that a plan gives its subscribers (SEMANTICS 8.3). */
export type PlanGrant = GrantLife & {
  readonly id: PlanGrantId;
  readonly name: string;
  readonly amount: Credits;
  readonly creditUnit: string;
  readonly cadence: "ONE_TIME" | "RECURRING";
  /** Of a recurring grant; may be shorter than the billing period (monthly on an annual plan). */
  readonly period: Cadence;
};

/** What a subscriber agrees to spend in each period (SEMANTICS 8.2). */
export type Commitment = {
  readonly unit: PriceUnit;
  /** In billionths of `unit`. */
  readonly amount: bigint;
  readonly period: PeriodLength;
  /** What was not spent is invoiced at the period's end, or added to the next period's. */
  readonly shortfall: "TRUE_UP" | "ROLL";
};

/** An add-on is sold on top of a subscription; in all else it is a plan. */
export type PlanKind = "PLAN" | "ADD_ON";

export type PlanVersionStatus = "DRAFT" | "PUBLISHED" | "SUPERSEDED" | "ARCHIVED";

export type PlanVersion = {
  readonly id: PlanVersionId;
  readonly planId: PlanId;
  readonly productId: ProductId | null;
  readonly kind: PlanKind;
  readonly planKey: string;
  readonly planName: string;
  readonly number: number;
  readonly status: PlanVersionStatus;
  readonly currency: string;
  /** What becomes of overage that no charge speaks of; null is carried. */
  readonly overage: OverageRule | null;
  /** Null: the subscriber agreed to none. */
  readonly commitment: Commitment | null;
  readonly charges: readonly Charge[];
  readonly entitlements: readonly Entitlement[];
  readonly grants: readonly PlanGrant[];
};

/** What the organization decided for uses that no plan speaks of (SEMANTICS 7.5). */
export type AccessSettings = {
  readonly accessWithoutPlan: "priced" | "none";
  readonly unlistedFeatures: "priced" | "none";
};

/** What the organization decided for events that come late (SEMANTICS §11). */
export type LateSettings = {
  /** Events up to so many days back count at their own time, older ones as they arrive. */
  readonly lateUsageDays: number;
  /** Nothing counts before it any more; null: nothing is closed. */
  readonly closedUntil: Date | null;
};

/** Unless the organization says otherwise. */
export const DEFAULT_LATE_USAGE_DAYS = 7;

export type Catalog = {
  readonly organizationId: OrganizationId;
  /** `organization.catalog_version` as text; equal versions are equal catalogues. */
  readonly version: string;
  readonly defaultCreditUnit: string;
  readonly currency: string;
  readonly settings: AccessSettings & LateSettings;
  readonly features: ReadonlyMap<FeatureId, Feature>;
  readonly featuresByKey: ReadonlyMap<string, Feature>;
  readonly planVersions: ReadonlyMap<PlanVersionId, PlanVersion>;
};

/** The METERED features of this event name that still count events, their filters not yet asked. */
export function featuresCounting(catalog: Catalog, eventName: string): readonly Feature[] {
  return [...catalog.features.values()].filter(
    (feature) => !feature.isArchived && feature.meter?.eventName === eventName,
  );
}
