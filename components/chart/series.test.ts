import { describe, expect, it } from "vitest";
import { coloursOf, hasFractions, OTHER, sumOf } from "./series";

const series = (...ids: string[]) => ids.map((id) => ({ id, label: id }));

describe("coloursOf", () => {
  it("does not care in which order the series come", () => {
    const ids = ["email", "phone", "search", "export", "import"];

    expect(coloursOf(series(...ids))).toEqual(coloursOf(series(...ids.toReversed())));
  });

  it("gives no hue twice, and grey to what is left", () => {
    const colours = coloursOf(series("a", "b", "c", "d", "e", "f", OTHER));

    expect(new Set(colours.values()).size).toBe(7);
    expect(colours.get(OTHER)).toBe("var(--chart-other)");
  });
});

describe("hasFractions", () => {
  it.each([
    [{ a: "1", b: "20" }, undefined, false],
    [{ a: "1", b: "0.5" }, undefined, true],
    [{ a: "1" }, "2.25", true],
    [{}, undefined, false],
  ])("of %o beside %s is %s", (values, before, has) => {
    const point = { key: "day", label: "Day", values, ...(before && { before }) };

    expect(hasFractions([point])).toBe(has);
  });
});

describe("sumOf", () => {
  it("adds exactly, and takes what is missing for nothing", () => {
    expect(sumOf(["0.1", "0.2", undefined, "-0.000000001"])).toBe("0.299999999");
  });
});
