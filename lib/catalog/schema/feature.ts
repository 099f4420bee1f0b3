import * as z from "zod";
import { ONE_UNIT } from "@/lib/money/quantity";
import { CreditsOrZero, QuantityText } from "@/lib/money/schema";
import { Instant, Metadata, plainText } from "@/lib/text/schema";
import { ChargeOnce } from "./charge-once";
import { ReportingUnit, ReportingUnitView } from "./reporting-unit";
import { CreditUnit, Description, Key, ListQuery, Name } from "./text";

export const FEATURE_TYPES = ["METERED", "BOOLEAN", "STATIC"] as const;
export type FeatureType = (typeof FEATURE_TYPES)[number];

/** How a meter makes a total of its events. */
export const AGGREGATIONS = ["COUNT", "SUM", "MAX", "LATEST", "UNIQUE_COUNT"] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

export const CATALOG_STATUSES = ["ACTIVE", "ARCHIVED"] as const;
export type CatalogStatus = (typeof CATALOG_STATUSES)[number];

const READS_ONE: readonly Aggregation[] = ["MAX", "LATEST", "UNIQUE_COUNT"];

const PropertyName = plainText(100).min(1, "Name the property");

/** An event matches if each named property has one of its values. */
export const MeterFilter = z.object({
  property: PropertyName,
  values: z
    .array(plainText(200).min(1, "A value cannot be empty"))
    .min(1, "Name at least one value")
    .max(100, "At most 100 values"),
});
export type MeterFilter = z.infer<typeof MeterFilter>;

export const MeterInput = z
  .object({
    eventName: plainText(100).min(1, "Enter the name that events carry"),
    aggregation: z.enum(AGGREGATIONS).default("COUNT"),
    /** The property that is added up, compared or told apart; empty for COUNT. */
    property: plainText(100).default(""),
    /** What each value is multiplied with: 0.001 to count thousands. */
    multiplier: QuantityText.default(ONE_UNIT),
    filters: z.array(MeterFilter).max(20, "At most 20 filters").default([]),
  })
  .refine(({ aggregation, property }) => aggregation !== "SUM" || property !== "", {
    path: ["property"],
    message: "Name the property to add up",
  })
  .refine(({ aggregation, property }) => !READS_ONE.includes(aggregation) || property !== "", {
    path: ["property"],
    message: "Name the property that it reads",
  })
  .refine((meter) => meter.multiplier > 0n, {
    path: ["multiplier"],
    message: "Enter a multiplier above zero",
  })
  .refine((meter) => unique(meter.filters.map(({ property }) => property)), {
    path: ["filters"],
    message: "Name each property once; list its values together",
  });
export type MeterInput = z.output<typeof MeterInput>;

export const FeatureInput = z
  .object({
    name: Name,
    key: Key,
    description: Description.default(""),
    type: z.enum(FEATURE_TYPES).default("METERED"),
    unitSingular: plainText(40).default(""),
    unitPlural: plainText(40).default(""),
    metadata: Metadata.default({}),
    meter: MeterInput.nullable().default(null),
    /** Null: each event is charged. */
    chargeOnce: ChargeOnce.nullable().default(null),
    /** Whether values below zero give back what was used. */
    allowsReturns: z.boolean().default(false),
    /** Null: quantities are shown as they are counted. */
    reportingUnit: ReportingUnit.nullable().default(null),
    /** The first credit cost, per unit; null: the feature has no price yet. */
    creditsPerUnit: CreditsOrZero.nullable().default(null),
    /** Null: the organization's. */
    creditUnit: CreditUnit.nullable().default(null),
  })
  .refine((feature) => feature.type !== "METERED" || feature.meter !== null, {
    path: ["meter"],
    message: "Say which events a metered feature counts",
  })
  .refine((feature) => feature.type === "METERED" || feature.meter === null, {
    path: ["meter"],
    message: "Only a metered feature counts events",
  })
  .refine((feature) => feature.type === "METERED" || feature.creditsPerUnit === null, {
    path: ["creditsPerUnit"],
    message: "Only a metered feature has a cost",
  })
  .superRefine((feature, issue) => {
    for (const [field, message] of faultsOfCounting(feature)) {
      issue.addIssue({ code: "custom", path: [field], message });
    }
  });
export type FeatureInput = z.output<typeof FeatureInput>;
export type FeatureFields = z.input<typeof FeatureInput>;

type HowItCounts = {
  readonly meter: { readonly aggregation: Aggregation } | null;
  readonly chargeOnce: unknown;
  readonly allowsReturns: boolean;
};

/** What charging once and returns ask of a feature: uses that add up, and not both together. */
export function faultsOfCounting({ meter, chargeOnce, allowsReturns }: HowItCounts) {
  const adds = meter?.aggregation === "COUNT" || meter?.aggregation === "SUM";
  const faults: [field: "chargeOnce" | "allowsReturns", message: string][] = [];
  if (chargeOnce !== null && !adds) {
    faults.push(["chargeOnce", "Only events or sums can be charged once"]);
  }
  if (allowsReturns && meter?.aggregation !== "SUM") {
    faults.push(["allowsReturns", "Only a sum takes values below zero"]);
  }
  if (chargeOnce !== null && allowsReturns) {
    faults.push(["allowsReturns", "What is charged once cannot be returned"]);
  }
  return faults;
}

/** What may change of a feature: its words always, what it counts only before anything was counted. */
export const FeatureChanges = z.object({
  name: Name.optional(),
  description: Description.optional(),
  unitSingular: plainText(40).optional(),
  unitPlural: plainText(40).optional(),
  metadata: Metadata.optional(),
  reportingUnit: ReportingUnit.nullable().optional(),
  meter: MeterInput.optional(),
  chargeOnce: ChargeOnce.nullable().optional(),
  allowsReturns: z.boolean().optional(),
});
export type FeatureChanges = z.output<typeof FeatureChanges>;

/** What one unit costs from a date on; with a property, only where it has one of the values. */
export const CreditCostInput = z
  .object({
    creditsPerUnit: CreditsOrZero,
    /** Null: the feature's. */
    creditUnit: CreditUnit.nullable().default(null),
    /** Empty: the cost of every event that no other cost is for. */
    property: plainText(100).default(""),
    values: z
      .array(plainText(200).min(1, "A value cannot be empty"))
      .max(200, "At most 200 values")
      .default([]),
    /** Null: from now on. */
    effectiveFrom: Instant.nullable().default(null),
  })
  .refine((cost) => cost.values.length === 0 || cost.property !== "", {
    path: ["property"],
    message: "Name the property whose values these are",
  })
  .refine((cost) => cost.property === "" || cost.values.length > 0, {
    path: ["values"],
    message: "Name at least one value of the property",
  })
  .refine((cost) => unique(cost.values), { path: ["values"], message: "Name each value once" });
export type CreditCostInput = z.output<typeof CreditCostInput>;
export type CreditCostFields = z.input<typeof CreditCostInput>;

export const CreditCostView = z.object({
  id: z.string(),
  creditsPerUnit: z.string(),
  creditUnit: z.string(),
  property: z.string().nullable(),
  values: z.array(z.string()),
  effectiveFrom: z.iso.datetime(),
  /** It decides uses of now; another is past, to come, or outdone by a later one. */
  isCurrent: z.boolean(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
});
export type CreditCostView = z.infer<typeof CreditCostView>;

export const MeterView = z.object({
  id: z.string(),
  eventName: z.string(),
  aggregation: z.enum(AGGREGATIONS),
  property: z.string().nullable(),
  multiplier: z.string(),
  filters: z.array(MeterFilter),
});
export type MeterView = z.infer<typeof MeterView>;

export const FeatureView = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  description: z.string(),
  type: z.enum(FEATURE_TYPES),
  status: z.enum(CATALOG_STATUSES),
  unitSingular: z.string(),
  unitPlural: z.string(),
  creditUnit: z.string(),
  metadata: Metadata,
  meter: MeterView.nullable(),
  chargeOnce: ChargeOnce.nullable(),
  allowsReturns: z.boolean(),
  reportingUnit: ReportingUnitView.nullable(),
  /** What a unit costs now; null: no price. */
  cost: CreditCostView.nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type FeatureView = z.infer<typeof FeatureView>;

/** A feature as the list shows it. */
export const FeatureRow = FeatureView.extend({
  /** Live plan versions that list or price it. */
  plans: z.int(),
  events24h: z.int(),
});
export type FeatureRow = z.infer<typeof FeatureRow>;

/** A feature with every version of its cost, latest first, and the plans that name it. */
export const FeatureDetail = FeatureView.extend({
  costs: z.array(CreditCostView),
  usedIn: z.array(z.object({ planId: z.string(), name: z.string(), version: z.int() })),
});
export type FeatureDetail = z.infer<typeof FeatureDetail>;

export const FeatureQuery = ListQuery.extend({
  type: z.enum(FEATURE_TYPES).nullable().default(null),
  status: z.enum(CATALOG_STATUSES).nullable().default("ACTIVE"),
  /** Whether a live plan version lists or prices it; absent: either. */
  isUsedInPlan: z.boolean().optional(),
  /** Only metered ones that counted no event in the last seven days. */
  isQuiet: z.boolean().optional(),
});
export type FeatureQuery = z.output<typeof FeatureQuery>;
export type FeatureQueryFields = z.input<typeof FeatureQuery>;

const unique = (names: readonly string[]) => new Set(names).size === names.length;

/** What became of several: those out of use, and those that are not, with why. */
export type ArchivedFeaturesView = {
  readonly archived: readonly string[];
  readonly kept: readonly { readonly id: string; readonly why: string }[];
};
