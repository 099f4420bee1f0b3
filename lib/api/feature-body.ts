/** What bodies say of a feature: its words, its meter, and how it charges. */
import * as z from "zod";
import { ChargeOnce } from "@/lib/catalog/schema/charge-once";
import {
  FeatureChanges,
  FeatureInput,
  MeterFilter,
  MeterInput,
} from "@/lib/catalog/schema/feature";
import { ReportingUnit } from "@/lib/catalog/schema/reporting-unit";
import { keyOf } from "@/lib/catalog/schema/text";
import { CreditsOrZero, QuantityText } from "@/lib/money/schema";
import { Metadata } from "@/lib/text/schema";
import { amountText } from "./amounts";
import { pour } from "./pour";

const NAMES = {
  key: "lookup_key",
  creditUnit: "credit_unit",
  creditsPerUnit: "credits_per_unit",
  allowsReturns: "allow_returns",
};

/** The dialect's words; SUM takes a multiplier under either name. */
const AGGREGATIONS = {
  COUNT: "COUNT",
  SUM: "SUM",
  SUM_WITH_MULTIPLIER: "SUM",
  MAX: "MAX",
  LATEST: "LATEST",
  COUNT_UNIQUE: "UNIQUE_COUNT",
  UNIQUE_COUNT: "UNIQUE_COUNT",
} as const;
const AGGREGATION_WORDS = Object.keys(AGGREGATIONS) as (keyof typeof AGGREGATIONS)[];

const MeterBody = z
  .strictObject({
    event_name: MeterInput.shape.eventName,
    aggregation: z
      .strictObject({
        type: z.enum(AGGREGATION_WORDS).default("COUNT"),
        field: z.string().max(100).nullish(),
        multiplier: amountText(QuantityText).nullish(),
      })
      .prefault({}),
    filters: z
      .array(z.strictObject({ key: MeterFilter.shape.property, values: MeterFilter.shape.values }))
      .max(20)
      .default([]),
    // Sent by clients of the dialect: the feature names the meter, and entitlements reset.
    name: z.unknown().optional(),
    reset_usage: z.unknown().optional(),
  })
  .transform((meter) => ({
    eventName: meter.event_name,
    aggregation: AGGREGATIONS[meter.aggregation.type],
    property: meter.aggregation.field ?? "",
    ...(meter.aggregation.multiplier && { multiplier: meter.aggregation.multiplier }),
    filters: meter.filters.map(({ key, values }) => ({ property: key, values })),
  }));

const WINDOWS = { ever: "EVER", days: "DAYS", billing_period: "BILLING_PERIOD" } as const;

const ChargeOnceBody = z
  .strictObject({
    property: ChargeOnce.shape.property,
    window: z.enum(["ever", "days", "billing_period"]),
    days: ChargeOnce.shape.days.unwrap().nullish(),
    per: ChargeOnce.shape.per.unwrap().nullish(),
  })
  .transform(({ window, days, per, property }) => ({
    property,
    window: WINDOWS[window],
    days: days ?? null,
    per: per ?? ("customer" as const),
  }));

const ReportingUnitBody = z
  .strictObject({
    unit_singular: ReportingUnit.shape.unitSingular,
    unit_plural: ReportingUnit.shape.unitPlural,
    conversion_rate: amountText(ReportingUnit.shape.conversionRate),
  })
  .transform((unit) => ({
    unitSingular: unit.unit_singular,
    unitPlural: unit.unit_plural,
    conversionRate: unit.conversion_rate,
  }));

export const CreateFeatureBody = z
  .strictObject({
    name: FeatureInput.shape.name,
    lookup_key: FeatureInput.shape.key.nullish(),
    description: z.string().nullish(),
    type: z.enum(["metered", "boolean", "static"]).default("metered"),
    credit_unit: FeatureInput.shape.creditUnit.unwrap().nullish(),
    credits_per_unit: amountText(CreditsOrZero).nullish(),
    unit_singular: z.string().nullish(),
    unit_plural: z.string().nullish(),
    metadata: Metadata.nullish(),
    meter: MeterBody.nullish(),
    charge_once: ChargeOnceBody.nullish(),
    allow_returns: z.boolean().nullish(),
    reporting_unit: ReportingUnitBody.nullish(),
    alert_settings: z.unknown().optional(),
  })
  .transform((body, issue) =>
    pour(
      FeatureInput,
      {
        name: body.name,
        key: body.lookup_key ?? keyOf(body.name),
        description: body.description ?? "",
        type: body.type.toUpperCase() as "METERED",
        unitSingular: body.unit_singular ?? "",
        unitPlural: body.unit_plural ?? "",
        metadata: body.metadata ?? {},
        meter: body.meter ?? null,
        chargeOnce: body.charge_once ?? null,
        allowsReturns: body.allow_returns ?? false,
        reportingUnit: body.reporting_unit ?? null,
        creditsPerUnit: body.credits_per_unit ?? null,
        ...(body.credit_unit && { creditUnit: body.credit_unit }),
      },
      { issue, names: NAMES },
    ),
  );

const { name, description, unitSingular, unitPlural, metadata } = FeatureChanges.shape;

/** What is left out stays. */
export const UpdateFeatureBody = z
  .strictObject({
    name,
    description,
    unit_singular: unitSingular,
    unit_plural: unitPlural,
    metadata,
    charge_once: ChargeOnceBody.nullable().optional(),
    allow_returns: z.boolean().optional(),
    reporting_unit: ReportingUnitBody.nullable().optional(),
  })
  .transform((body, issue) =>
    pour(
      FeatureChanges,
      {
        ...{ name: body.name, description: body.description, metadata: body.metadata },
        ...{ unitSingular: body.unit_singular, unitPlural: body.unit_plural },
        ...{ chargeOnce: body.charge_once, allowsReturns: body.allow_returns },
        reportingUnit: body.reporting_unit,
      },
      { issue, names: NAMES },
    ),
  );
