/** Rows of features, meters and credit costs as the rules see them. */
import type { Row } from "@/lib/db/tx";
import { type CreditCostId, type FeatureId, idFromRow, type MeterId } from "@/lib/ids";
import { creditsFromRow } from "@/lib/money/credits";
import { ONE_UNIT, quantityFromRow } from "@/lib/money/quantity";
import type {
  AggregationType,
  ChargeOnce,
  CreditCost,
  Feature,
  FeatureType,
  Meter,
  MeterFilter,
  ReportingUnit,
} from "../rules/feature";

export function featureFromRow(row: Row, creditCosts: readonly CreditCost[]): Feature {
  return {
    id: idFromRow<FeatureId>(row.id),
    key: String(row.key),
    name: String(row.name),
    type: row.type as FeatureType,
    creditUnit: String(row.credit_unit),
    unitSingular: String(row.unit_singular ?? ""),
    unitPlural: String(row.unit_plural ?? ""),
    allowsReturns: row.allow_returns === true,
    reportingUnit: row.reporting_unit as ReportingUnit | null,
    chargeOnce: row.charge_once as ChargeOnce | null,
    isArchived: row.is_archived === true,
    meter: row.meter_id === null ? null : meterFromRow(row),
    creditCosts,
  };
}

function meterFromRow(row: Row): Meter {
  return {
    id: idFromRow<MeterId>(row.meter_id),
    eventName: String(row.event_name),
    filters: (row.filters as { key?: string; property?: string; values: string[] }[]).map(
      ({ key, property, values }): MeterFilter => ({ property: property ?? key ?? "", values }),
    ),
    aggregation: {
      type: row.aggregation as AggregationType,
      property: row.field === null ? null : String(row.field),
      multiplier: row.multiplier === null ? ONE_UNIT : quantityFromRow(row.multiplier),
    },
  };
}

export function creditCostFromRow(row: Row): CreditCost {
  return {
    id: idFromRow<CreditCostId>(row.id),
    creditsPerUnit: creditsFromRow(row.credits_per_unit),
    creditUnit: String(row.credit_unit),
    property: row.property === null || row.property === "" ? null : String(row.property),
    values: row.values as string[],
    effectiveFrom: row.effective_from as Date,
  };
}
