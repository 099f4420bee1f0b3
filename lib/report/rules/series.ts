/** Uses laid into the columns of a chart: one series a key, a point for every column. */
import { type Credits, plus, ZERO } from "@/lib/money/credits";
import { NOTHING_USED, nanounits, type Quantity } from "@/lib/money/quantity";
import type { Bucket } from "./buckets";

/** What was used of one thing in one column. */
export type Use = {
  readonly key: string;
  /** The column's place; −1 lies outside the range, and is read only to tie out. */
  readonly column: number;
  readonly credits: Credits;
  readonly quantity: Quantity;
  readonly events: number;
  readonly refused: number;
};

export type Sums = Pick<Use, "credits" | "quantity" | "events" | "refused">;

export type Series = Sums & {
  readonly key: string;
  readonly points: readonly (Sums & { readonly at: Date })[];
};

export const NO_USE: Sums = { credits: ZERO, quantity: NOTHING_USED, events: 0, refused: 0 };

/** Most consumed first; keys of equal credits in their own order. */
export function seriesOf(uses: readonly Use[], columns: readonly Bucket[]): readonly Series[] {
  const byKey = new Map<string, Sums[]>();
  for (const use of uses) {
    if (use.column < 0) continue;
    const points = byKey.get(use.key) ?? columns.map(() => NO_USE);
    points[use.column] = added(points[use.column] ?? NO_USE, use);
    byKey.set(use.key, points);
  }
  return [...byKey]
    .map(([key, sums]) => ({
      key,
      ...sums.reduce(added, NO_USE),
      points: columns.map(({ at }, index) => ({ at, ...(sums[index] ?? NO_USE) })),
    }))
    .toSorted((a, b) => bigFirst(a.credits, b.credits) || (a.key < b.key ? -1 : 1));
}

export const totalOf = (uses: readonly Use[]): Credits =>
  uses.reduce((sum, { credits }) => plus(sum, credits), ZERO);

export const added = (a: Sums, b: Sums): Sums => ({
  credits: plus(a.credits, b.credits),
  quantity: nanounits(a.quantity + b.quantity),
  events: a.events + b.events,
  refused: a.refused + b.refused,
});

export const bigFirst = (a: bigint, b: bigint) => (a === b ? 0 : a > b ? -1 : 1);
