/** What quantities of features are read in. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import { shownQuantity } from "@/lib/catalog/schema/shown-quantity";
import { FeatureId } from "@/lib/ids";
import type { FeatureUnits } from "../schema/trace";

/** By a feature's id as it is shown; undefined: the catalogue has no such feature. */
export type UnitsOf = (featureId: string) => FeatureUnits | undefined;

export const unitsIn =
  (catalog: Catalog): UnitsOf =>
  (featureId) => {
    const feature = catalog.features.get(FeatureId.parse(featureId));
    if (!feature) return undefined;
    const { unitSingular, unitPlural, reportingUnit } = feature;
    return { unitSingular, unitPlural, reportingUnit };
  };

/** A quantity with its unit where it is read in another one than it is counted in, else as it is. */
export function quantityWords(units: FeatureUnits | undefined, counted: string): string {
  if (!units?.reportingUnit) return counted;
  const { quantity, unit } = shownQuantity(units, counted);
  return `${quantity} ${unit}`;
}
