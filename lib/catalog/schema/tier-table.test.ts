import { describe, expect, it } from "vitest";
import { tierFigures } from "./tier-table";

const tier = (credits: string, price: string) => ({ credits, price });

describe("tierFigures", () => {
  it("tells what a credit costs, and how much less than in the first tier", () => {
    const figures = tierFigures([
      tier("50,000", "800"),
      tier("70000", "1064"),
      tier("100000", "1400"),
    ]);

    expect(figures.map(({ unitPrice }) => unitPrice)).toEqual([
      16_000_000n,
      15_200_000n,
      14_000_000n,
    ]);
    expect(figures.map(({ discount }) => discount)).toEqual([0, 50, 125]);
    expect(figures.every(({ warning }) => warning === undefined)).toBe(true);
  });

  it("warns of a credit that costs more in a larger tier, and of tiers that collide", () => {
    const of = (...tiers: [string, string][]) =>
      tierFigures(tiers.map(([credits, price]) => tier(credits, price))).map(
        ({ warning }) => warning,
      );

    expect(of(["2000", "149"], ["3000", "250"])).toEqual([undefined, "dearer"]);
    expect(of(["2000", "149"], ["3000", "223.5"])).toEqual([undefined, undefined]);
    expect(of(["2000", "149"], ["2000", "199"])).toEqual([undefined, "collides"]);
    expect(of(["2000", "149"], ["1000", "99"])).toEqual([undefined, "collides"]);
    expect(of(["2000", "149"], ["3000", "149"])).toEqual([undefined, "cheaper_in_all"]);
  });

  it("says nothing of a row that is still being typed", () => {
    expect(tierFigures([tier("2000", ""), tier("", "5"), tier("0", "5"), tier("-1", "5")])).toEqual(
      Array.from({ length: 4 }, () => ({
        unitPrice: undefined,
        discount: undefined,
        warning: undefined,
      })),
    );
  });
});
