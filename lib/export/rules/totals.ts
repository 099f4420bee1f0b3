/** Control totals: the sum of a column in each unit or currency that its rows are of. */

/** By column, then by unit, in billionths. An empty unit is none: a plain number. */
export type Totals = Readonly<Record<string, Readonly<Record<string, bigint>>>>;

/** One cell that counts: `undefined` where there is no amount. */
export type Amount = { readonly unit: string; readonly amount: bigint | undefined };

/** What the cells of a column come to, unit by unit in the order in which they first stand. */
export function sumByUnit(cells: readonly Amount[]): Totals[string] {
  const sums = new Map<string, bigint>();
  for (const { unit, amount } of cells) {
    if (amount !== undefined) sums.set(unit, (sums.get(unit) ?? 0n) + amount);
  }
  return Object.fromEntries(sums);
}

/** Of the rows of both. */
export function plusTotals(a: Totals, b: Totals): Totals {
  const columns = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...columns].map((name) => [name, sumByUnit(cellsOf(name, a, b))]));
}

const cellsOf = (column: string, ...of: readonly Totals[]): readonly Amount[] =>
  of.flatMap((totals) =>
    Object.entries(totals[column] ?? {}).map(([unit, amount]) => ({ unit, amount })),
  );
