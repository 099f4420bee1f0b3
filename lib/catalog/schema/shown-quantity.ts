import { decimalText, ONE, parseDecimal, timesOverHalfUp } from "@/lib/money/decimal";
import type { ReportingUnitView } from "./reporting-unit";

type Shown = { readonly quantity: string; readonly unit: string };
type WithUnits = {
  readonly unitSingular: string;
  readonly unitPlural: string;
  readonly reportingUnit: ReportingUnitView | null;
};

/** A counted quantity as people read it, in the feature's reporting unit if it has one. */
export function shownQuantity(feature: WithUnits, counted: string): Shown {
  const unit = feature.reportingUnit ?? feature;
  const quantity = feature.reportingUnit
    ? converted(counted, feature.reportingUnit.conversionRate)
    : counted;
  const word = quantity === "1" ? unit.unitSingular : unit.unitPlural;
  return { quantity, unit: word || (quantity === "1" ? "unit" : "units") };
}

/** Rounded to nine places, half away from zero; what was counted stays as it was. */
const converted = (counted: string, rate: string) =>
  decimalText(timesOverHalfUp(parseDecimal(counted) ?? 0n, parseDecimal(rate) ?? ONE, ONE));
