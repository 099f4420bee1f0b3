import * as z from "zod";
import { ReportingUnitView } from "@/lib/catalog/schema/reporting-unit";

/** A quantity as people read it: in the feature's reporting unit, if it has one. */
export const ShownView = z.object({ quantity: z.string(), unit: z.string() });
export type ShownView = z.infer<typeof ShownView>;

/** What a feature's quantities are counted and read in; empty and null where no feature is meant. */
export const UnitsView = z.object({
  unitSingular: z.string(),
  unitPlural: z.string(),
  reportingUnit: ReportingUnitView.nullable(),
});
export type UnitsView = z.infer<typeof UnitsView>;

export const NO_UNITS: UnitsView = { unitSingular: "", unitPlural: "", reportingUnit: null };
