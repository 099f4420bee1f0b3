import fc from "fast-check";
import { expect, test } from "vitest";
import { plusTotals, sumByUnit, type Totals } from "./totals";

test("a column is summed unit by unit, and a cell without an amount counts for none", () => {
  const cells = [
    { unit: "EUR", amount: 2n },
    { unit: "USD", amount: 5n },
    { unit: "EUR", amount: -3n },
    { unit: "GBP", amount: undefined },
  ];

  expect(sumByUnit(cells)).toEqual({ EUR: -1n, USD: 5n });
});

test("totals of two pieces are those of the rows of both", () => {
  const eur = { total: { EUR: 1n } };
  expect(plusTotals(eur, { total: { EUR: 2n, USD: 4n }, paid: {} })).toEqual({
    ...{ total: { EUR: 3n, USD: 4n }, paid: {} },
  });
});

test("wherever a file is cut, its totals are the same", () => {
  const cell = fc.record({
    unit: fc.constantFrom("", "EUR", "credits"),
    amount: fc.option(fc.bigInt({ min: -3n, max: 3n }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 9 }), fc.nat(9), (cells, at) => {
      const of = (part: typeof cells): Totals => ({ amount: sumByUnit(part) });
      expect(plusTotals(of(cells.slice(0, at)), of(cells.slice(at)))).toEqual(of(cells));
    }),
  );
});
