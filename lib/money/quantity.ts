/** How much of a feature was used, counted in billionths of its unit, like credits and money. */
import { decimalFromRow, decimalText, parseDecimal } from "./decimal";

export type Quantity = bigint & { readonly unit: "nanounit" };

/** A count of billionths as a quantity. The only cast to `Quantity`; any bigint is a valid count. */
export const nanounits = (count: bigint) => count as Quantity;

export const NOTHING_USED = nanounits(0n);
export const ONE_UNIT = nanounits(1_000_000_000n);

export function parseQuantity(text: string): Quantity | undefined {
  const count = parseDecimal(text);
  return count === undefined ? undefined : nanounits(count);
}

export const quantityText = (quantity: Quantity): string => decimalText(quantity);
export const quantityFromRow = (text: unknown): Quantity => nanounits(decimalFromRow(text));
