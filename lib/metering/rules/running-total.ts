/**
 * What a window's total is after one more event (SEMANTICS 7.1), as a fold: COUNT and SUM add,
 * MAX keeps the largest value, LATEST the value of the event that is latest by its own time,
 * UNIQUE_COUNT one for each value. All but LATEST come out the same in any order.
 */
import type { AggregationType } from "@/lib/catalog/rules/feature";
import { NOTHING_USED, nanounits, type Quantity } from "@/lib/money/quantity";

export type RunningTotal = {
  readonly quantity: Quantity;
  /** LATEST: the own time of the event whose value the total is. */
  readonly latestAt: Date | null;
};

export type Counting = {
  readonly aggregation: AggregationType;
  readonly value: Quantity;
  /** The event's own time. */
  readonly at: Date;
  /** UNIQUE_COUNT: its value was counted in this window already. */
  readonly isSeen: boolean;
};

export function totalAfter(before: RunningTotal, counting: Counting): RunningTotal {
  const { aggregation, value, at, isSeen } = counting;
  switch (aggregation) {
    case "COUNT":
    case "SUM":
      return { ...before, quantity: notBelowZero(before.quantity + value) };
    case "MAX":
      return value > before.quantity ? { ...before, quantity: value } : before;
    case "LATEST":
      // Of two events of one instant the one that comes later stands.
      return before.latestAt !== null && at < before.latestAt
        ? before
        : { quantity: notBelowZero(value), latestAt: at };
    case "UNIQUE_COUNT":
      return isSeen ? before : { ...before, quantity: notBelowZero(before.quantity + value) };
  }
}

/** Whether an event adds its value whatever the total is, so that no total needs to be kept. */
export const isAdditive = (aggregation: AggregationType): boolean =>
  aggregation === "COUNT" || aggregation === "SUM";

const notBelowZero = (quantity: bigint): Quantity =>
  quantity < 0n ? NOTHING_USED : nanounits(quantity);
