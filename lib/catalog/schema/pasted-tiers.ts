/** Rows copied from a spreadsheet as tiers: the first column credits, the second the total price. */
import type { TypedTier } from "./tier-table";

/** More lines than a price can have tiers are no table of tiers. */
const MOST_TIERS = 100;

/**
 * @returns the tiers, in their order; `undefined` if the text is no table of two columns or more,
 *   so that it is pasted as the text it is. Rows without figures, such as headings, are left out.
 */
export function pastedTiers(text: string): readonly TypedTier[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (lines.length > MOST_TIERS) return undefined;
  const rows = lines.map(cellsOf);
  if (!rows.some((cells) => cells.length >= 2)) return undefined;
  const tiers = rows.flatMap(tierOf);
  return tiers.length === 0 ? undefined : tiers;
}

/** A spreadsheet puts tabs between cells; a file has commas or semicolons, quoted where need be. */
function cellsOf(line: string): readonly string[] {
  if (line.includes("\t")) return line.split("\t");
  if (line.includes(";")) return line.split(";");
  return [...line.matchAll(/"([^"]*)"|([^,]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

function tierOf(cells: readonly string[]): readonly TypedTier[] {
  const [credits, price] = cells.map(figureOf);
  return credits !== undefined && price !== undefined ? [{ credits, price }] : [];
}

/** `"$1,250.50"` is 1250.50; letters and signs of money around a figure are no part of it. */
function figureOf(cell: string): string | undefined {
  const [figure] = cell.replaceAll(/[\s,']/g, "").match(/\d+(\.\d+)?/) ?? [];
  return figure;
}
