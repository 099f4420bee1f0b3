import { describe, expect, it } from "vitest";
import { usageWords } from "./plan-words";

const TOKENS = { unitSingular: "thousand tokens", unitPlural: "thousand tokens" };
const TIERS = [{ unitAmount: "0.25", flatAmount: "1" }];

describe("usageWords", () => {
  it.each([
    ["PER_UNIT", "0.25 credits per thousand tokens"],
    ["PACKAGE", "0.25 credits per 10 thousand tokens"],
    ["GRADUATED", "0.25 credits per thousand tokens at first, graduated tiers"],
  ] as const)("names the unit that %s is asked for", (model, words) => {
    const charge = {
      model,
      amount: "0.25",
      packageSize: "10",
      tiers: TIERS,
      creditUnit: "credits",
    };
    expect(usageWords(charge, "USD", TOKENS)).toBe(words);
  });

  it("says each where the unit has no name", () => {
    expect(usageWords({ amount: "1.5" }, "USD")).toBe("$1.50 each");
    expect(usageWords({ model: "PACKAGE", amount: "15", packageSize: "10" }, "USD")).toBe(
      "$15.00 per 10",
    );
  });
});
