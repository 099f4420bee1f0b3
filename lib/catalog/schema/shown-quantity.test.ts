import { describe, expect, it } from "vitest";
import { shownQuantity } from "./shown-quantity";

const bytes = { unitSingular: "byte", unitPlural: "bytes", reportingUnit: null };
const rate = (conversionRate: string) => ({
  ...bytes,
  reportingUnit: { unitSingular: "gigabyte", unitPlural: "gigabytes", conversionRate },
});

describe("shownQuantity", () => {
  it("says a quantity as it was counted", () => {
    expect(shownQuantity(bytes, "1500")).toEqual({ quantity: "1500", unit: "bytes" });
    expect(shownQuantity(bytes, "1")).toEqual({ quantity: "1", unit: "byte" });
    expect(shownQuantity({ ...bytes, unitPlural: "" }, "2")).toEqual({
      quantity: "2",
      unit: "units",
    });
  });

  it("says it in the reporting unit, exactly, and rounded only beyond nine places", () => {
    const gigabytes = rate("0.000000001");
    expect(shownQuantity(gigabytes, "2500000000")).toEqual({ quantity: "2.5", unit: "gigabytes" });
    expect(shownQuantity(gigabytes, "1000000000")).toEqual({ quantity: "1", unit: "gigabyte" });
    expect(shownQuantity(gigabytes, "0.5")).toEqual({ quantity: "0.000000001", unit: "gigabytes" });
    expect(shownQuantity(rate("1000"), "123456789012.123456789")).toEqual({
      quantity: "123456789012123.456789",
      unit: "gigabytes",
    });
  });
});
