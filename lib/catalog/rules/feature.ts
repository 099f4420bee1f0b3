/** A feature as the rules see it: what counts as its use, how, and what a unit costs in credits. */
import type { CreditCostId, FeatureId, MeterId } from "@/lib/ids";
import type { Credits } from "@/lib/money/credits";
import type { Quantity } from "@/lib/money/quantity";

export const FEATURE_TYPES = ["METERED", "BOOLEAN", "STATIC"] as const;
export type FeatureType = (typeof FEATURE_TYPES)[number];

export const AGGREGATION_TYPES = ["COUNT", "SUM", "MAX", "LATEST", "UNIQUE_COUNT"] as const;
export type AggregationType = (typeof AGGREGATION_TYPES)[number];

/** Events count only if this property has one of these values; filters hold together (AND). */
export type MeterFilter = { readonly property: string; readonly values: readonly string[] };

export type Aggregation = {
  readonly type: AggregationType;
  /** What is summed or compared; null only for COUNT. */
  readonly property: string | null;
  /** Each counted unit stands for so many; 1 unless told. */
  readonly multiplier: Quantity;
};

export type Meter = {
  readonly id: MeterId;
  readonly eventName: string;
  readonly filters: readonly MeterFilter[];
  readonly aggregation: Aggregation;
};

/** Credits per unit from a date on; with a property, only for events with one of these values. */
export type CreditCost = {
  readonly id: CreditCostId;
  readonly creditsPerUnit: Credits;
  readonly creditUnit: string;
  readonly property: string | null;
  readonly values: readonly string[];
  /** Inclusive. */
  readonly effectiveFrom: Date;
};

export const CHARGE_ONCE_WINDOWS = ["EVER", "DAYS", "BILLING_PERIOD"] as const;

/** The first use for an entity is charged, the others of its window are free (SEMANTICS 7.2). */
export type ChargeOnce = {
  /** Names the entity. */
  readonly property: string;
  readonly window: (typeof CHARGE_ONCE_WINDOWS)[number];
  /** Of the window `DAYS`; null for the others. */
  readonly days: number | null;
  readonly per: "customer" | "member";
};

/** What is shown is what was counted, times the rate. */
export type ReportingUnit = {
  readonly unitSingular: string;
  readonly unitPlural: string;
  readonly conversionRate: string;
};

export type Feature = {
  readonly id: FeatureId;
  /** The caller's own name for it (`lookup_key`). */
  readonly key: string;
  readonly name: string;
  readonly type: FeatureType;
  readonly creditUnit: string;
  readonly unitSingular: string;
  readonly unitPlural: string;
  /** What quantities are read in; null: as they are counted. */
  readonly reportingUnit: ReportingUnit | null;
  /** Whether an event may count below zero (SEMANTICS 7.1). */
  readonly allowsReturns: boolean;
  /** Null: each use is charged. */
  readonly chargeOnce: ChargeOnce | null;
  readonly isArchived: boolean;
  readonly meter: Meter | null;
  /** In no particular order; `creditCostAt` chooses. */
  readonly creditCosts: readonly CreditCost[];
};
