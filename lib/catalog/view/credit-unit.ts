import type { CreditUnitView } from "../schema/credit-unit";
import type { CreditUnitRecord } from "../store/credit-units";
import { decimalOrNull } from "./decimal";

export const creditUnitView = (
  unit: CreditUnitRecord,
  of: { readonly currency: string; readonly defaultCreditUnit: string },
): CreditUnitView => ({
  code: unit.code,
  singular: unit.singular,
  plural: unit.plural,
  precision: unit.precision,
  conversionRate: decimalOrNull(unit.conversionRate),
  currency: of.currency,
  isDefault: unit.code === of.defaultCreditUnit,
});
