import { decimalFromRow, decimalText } from "@/lib/money/decimal";

/** What Prisma gives for a NUMERIC column; only its digits are used, never its arithmetic. */
type NumericColumn = { readonly toFixed: () => string };

/** The shortest exact decimal text of a NUMERIC(38,9) column. */
export const decimalOf = (column: NumericColumn): string =>
  decimalText(decimalFromRow(column.toFixed()));

export const decimalOrNull = (column: NumericColumn | null): string | null =>
  column === null ? null : decimalOf(column);
