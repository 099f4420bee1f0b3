import { describe, expect, it } from "vitest";
import { credits, quantity } from "@/lib/testing/amounts";
import { bucketsOf } from "./buckets";
import { seriesOf, totalOf, type Use } from "./series";

const { all: columns } = bucketsOf(
  { from: new Date("2026-03-01T00:00:00Z"), to: new Date("2026-03-04T00:00:00Z") },
  "day",
  "UTC",
);

const use = (key: string, column: number, amount: string): Use => ({
  key,
  column,
  credits: credits(amount),
  quantity: quantity("1"),
  events: 1,
  refused: 0,
});

describe("seriesOf", () => {
  it("has a point for every column, zeros included, most consumed first", () => {
    const uses = [use("a", 0, "1"), use("b", 2, "5"), use("a", 0, "2"), use("a", 1, "-0.5")];
    const series = seriesOf(uses, columns);

    expect(series.map(({ key, points }) => [key, points.map((point) => point.credits)])).toEqual([
      ["b", [credits("0"), credits("0"), credits("5")]],
      ["a", [credits("3"), credits("-0.5"), credits("0")]],
    ]);
    expect(series[1]).toMatchObject({ credits: credits("2.5"), events: 3 });
    expect(series[1]?.points[0]).toMatchObject({ at: columns[0]?.at, quantity: quantity("2") });
  });

  it("leaves out what lies outside, which still counts for the total", () => {
    const uses = [use("a", 0, "1"), use("a", -1, "10")];

    expect(seriesOf(uses, columns)[0]?.credits).toBe(credits("1"));
    expect(totalOf(uses)).toBe(credits("11"));
  });
});
