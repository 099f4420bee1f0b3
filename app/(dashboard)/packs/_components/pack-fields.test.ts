import { describe, expect, it } from "vitest";
import { asCount, plansWords, priorityChoices, quantityWords } from "./pack-fields";

const words = (minQuantity: number, maxQuantity: number | null, quantityStep = 1) =>
  quantityWords({ minQuantity, maxQuantity, quantityStep });

describe("quantityWords", () => {
  it("says what a sale takes", () => {
    expect(words(1, null)).toBe("any number");
    expect(words(1, 1)).toBe("1 at a time");
    expect(words(2, 10)).toBe("2 to 10 at a time");
    expect(words(5, null, 5)).toBe("5 or more at a time, in steps of 5");
  });
});

describe("plansWords", () => {
  it("names the plans, and a plan that is gone by its id", () => {
    const plans = [
      { id: "plan_1", name: "Pro" },
      { id: "plan_2", name: "Basic" },
    ];
    expect(plansWords([], plans)).toBe("all customers");
    expect(plansWords(["plan_1", "plan_2"], plans)).toBe("subscribers of Pro or Basic");
    expect(plansWords(["plan_3"], plans)).toBe("subscribers of plan_3");
  });
});

describe("asCount", () => {
  it("reads whole numbers and leaves the rest to be refused", () => {
    expect(["", " 12 ", "1.5", "-1"].map(asCount)).toEqual([null, 12, "1.5", "-1"]);
  });
});

describe("priorityChoices", () => {
  it("offers the pack's own beside the common ones", () => {
    expect(priorityChoices(10)).toHaveLength(3);
    expect(priorityChoices(42).at(-1)).toEqual(["42", "Priority 42"]);
  });
});
