/** Use laid into a table of features and values, beside what the same came to before. */
import { type Credits, plus, ZERO } from "@/lib/money/credits";
import { added, bigFirst, NO_USE, type Sums } from "./series";

/** What was used of one feature by one member, or for one value. */
export type Cell = Sums & { readonly featureId: string; readonly value: string };

export type BrokenDown = {
  readonly rows: readonly (Cell & { readonly before: Credits })[];
  readonly total: Sums;
  readonly before: Credits;
};

/** Most consumed first; what was used only before comes last, with nothing now. */
export function breakDown(now: readonly Cell[], before: readonly Cell[]): BrokenDown {
  const rows = new Map<string, Cell & { readonly before: Credits }>();
  const row = ({ featureId, value }: Cell) =>
    rows.get(keyOf({ featureId, value })) ?? { featureId, value, ...NO_USE, before: ZERO };
  for (const cell of now) {
    const known = row(cell);
    rows.set(keyOf(cell), { ...known, ...added(known, cell) });
  }
  for (const cell of before) {
    const known = row(cell);
    rows.set(keyOf(cell), { ...known, before: plus(known.before, cell.credits) });
  }
  const all = [...rows.values()];
  return {
    rows: all
      .filter((one) => one.events + one.refused > 0 || one.credits !== 0n || one.before !== 0n)
      .toSorted((a, b) => bigFirst(a.credits, b.credits) || bigFirst(a.before, b.before)),
    total: all.reduce(added, NO_USE),
    before: all.reduce((sum, one) => plus(sum, one.before), ZERO),
  };
}

const keyOf = ({ featureId, value }: Pick<Cell, "featureId" | "value">) => `${featureId}/${value}`;
