/** What events come to: which features count them, and the total of a window (SEMANTICS 7.1). */
import { most, ONE, sum, times, whole } from "./amounts";
import type { Feature } from "./shop";

export type Sent = {
  readonly id: string;
  readonly name: string;
  readonly at: number;
  readonly member: string | null;
  readonly properties: {
    readonly n?: string;
    readonly region?: string;
    readonly model?: string;
    readonly entity?: string;
  };
};

export const counts = ({ event, region }: Feature, { name, properties }: Sent): boolean =>
  event === name && (region === null || properties.region === region);

/** What the event says; "fault": it does not say it. */
export function saidBy(feature: Feature, { properties }: Sent): bigint | string | "fault" {
  const { n } = properties;
  if (feature.aggregation === "COUNT") return ONE;
  if (n === undefined) return "fault";
  if (feature.aggregation === "UNIQUE_COUNT") return n;
  const value = times(whole(n), feature.multiplier);
  return value < 0n && !feature.returns ? "fault" : value;
}

/** One use, as a window remembers it. */
export type Counted = {
  readonly at: number;
  /** Its own time, whenever it counts. */
  readonly saidAt: number;
  /** In the order they were decided. */
  readonly order: number;
  value: bigint | string;
  /** What it added to the total, less what corrections took. */
  added: bigint;
};

export function totalOf({ aggregation }: Feature, uses: readonly Counted[]): bigint {
  const numbers = uses.map(({ value }) => (typeof value === "bigint" ? value : 0n));
  switch (aggregation) {
    case "COUNT":
    case "SUM":
      return sum(uses.map(({ added }) => added));
    case "MAX":
      return numbers.reduce(most, 0n);
    case "UNIQUE_COUNT":
      return BigInt(new Set(uses.map(({ value }) => value)).size) * ONE;
    case "LATEST": {
      const last = uses.toSorted((a, b) => a.saidAt - b.saidAt || a.order - b.order).at(-1);
      return typeof last?.value === "bigint" ? last.value : 0n;
    }
  }
}

/** The total with one more: sums add, and never fall below nothing. */
export function totalWith(feature: Feature, uses: readonly Counted[], use: Counted): bigint {
  const { aggregation } = feature;
  const isSum = aggregation === "COUNT" || aggregation === "SUM";
  if (!isSum) return totalOf(feature, [...uses, use]);
  return most(0n, totalOf(feature, uses) + (typeof use.value === "bigint" ? use.value : 0n));
}
