import { describe, expect, it } from "vitest";
import { amountOrAll, isSameAmount } from "./command-fields";

describe("isSameAmount", () => {
  it.each([
    ["1,250.50", "1250.5", true],
    [" 40 ", "40", true],
    ["12.5", "-12.5", true],
    ["1250", "1250.5", false],
    ["", "0", false],
    ["forty", "40", false],
  ])("of %j and %j is %s", (typed, amount, isSame) => {
    expect(isSameAmount(typed, amount)).toBe(isSame);
  });
});

describe("amountOrAll", () => {
  it("takes an empty amount as all, and cleans any other", () => {
    expect([amountOrAll(" "), amountOrAll("1,000")]).toEqual([null, "1000"]);
  });
});
