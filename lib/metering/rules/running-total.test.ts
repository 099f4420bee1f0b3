import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AggregationType } from "@/lib/catalog/rules/feature";
import { NOTHING_USED, quantityText } from "@/lib/money/quantity";
import { quantity } from "@/lib/testing/amounts";
import { type Counting, type RunningTotal, totalAfter } from "./running-total";

type Said = { readonly value: number; readonly minute: number };

const NONE: RunningTotal = { quantity: NOTHING_USED, latestAt: null };

/** Folds the events from `before`, as a counter does; values of UNIQUE_COUNT are told by their number. */
function fold(aggregation: AggregationType, events: readonly Said[]) {
  const values = new Set<number>();
  return events.reduce((total, { value, minute }) => {
    const isUnique = aggregation === "UNIQUE_COUNT";
    const counting: Counting = {
      aggregation,
      value: aggregation === "COUNT" || isUnique ? quantity("1") : quantity(String(value)),
      at: new Date(minute * 60_000),
      isSeen: isUnique && values.has(value),
    };
    values.add(value);
    return totalAfter(total, counting);
  }, NONE);
}

const totalOf = (aggregation: AggregationType, events: readonly Said[]) =>
  quantityText(fold(aggregation, events).quantity);

describe("totalAfter", () => {
  const events = [
    { value: 4, minute: 1 },
    { value: 9, minute: 3 },
    { value: 4, minute: 4 },
    { value: 2, minute: 2 },
  ];

  it("folds four events by each aggregation", () => {
    expect(totalOf("COUNT", events)).toBe("4");
    expect(totalOf("SUM", events)).toBe("19");
    expect(totalOf("MAX", events)).toBe("9");
    expect(totalOf("LATEST", events)).toBe("4");
    expect(totalOf("UNIQUE_COUNT", events)).toBe("3");
  });

  it("lets the one that comes later stand where two are of one instant", () => {
    const together = [
      { value: 5, minute: 1 },
      { value: 3, minute: 1 },
    ];
    expect(totalOf("LATEST", together)).toBe("3");
  });

  it("never falls below zero", () => {
    expect(totalOf("SUM", [{ value: -3, minute: 1 }])).toBe("0");
    expect(totalOf("MAX", [{ value: -3, minute: 1 }])).toBe("0");
    expect(totalOf("LATEST", [{ value: -3, minute: 1 }])).toBe("0");
  });

  const anyEvents = fc.uniqueArray(
    fc.record({ value: fc.integer({ min: 0, max: 5 }), minute: fc.nat(50) }),
    { maxLength: 8, selector: ({ minute }) => minute },
  );

  it("comes out the same in any order, LATEST too where no two are of one instant", () => {
    const anyKind = fc.constantFrom<AggregationType[]>(
      "COUNT",
      "SUM",
      "MAX",
      "LATEST",
      "UNIQUE_COUNT",
    );
    fc.assert(
      fc.property(anyKind, anyEvents, fc.infiniteStream(fc.nat()), (kind, said, ranks) => {
        const shuffled = said
          .map((one) => ({ one, rank: ranks.next().value ?? 0 }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ one }) => one);
        expect(totalOf(kind, shuffled)).toBe(totalOf(kind, said));
      }),
    );
  });

  it("agrees with what the words mean", () => {
    fc.assert(
      fc.property(anyEvents, (said) => {
        const values = said.map(({ value }) => value);
        const last = said.toSorted((a, b) => a.minute - b.minute).at(-1)?.value ?? 0;
        expect(totalOf("MAX", said)).toBe(String(Math.max(0, ...values)));
        expect(totalOf("LATEST", said)).toBe(String(last));
        expect(totalOf("UNIQUE_COUNT", said)).toBe(String(new Set(values).size));
      }),
    );
  });
});
