import { describe, expect, it } from "vitest";
import type { FeatureUnits } from "../schema/trace";
import { quantityWords } from "./units";

const counted: FeatureUnits = { unitSingular: "byte", unitPlural: "bytes", reportingUnit: null };
const inGigabytes: FeatureUnits = {
  ...counted,
  reportingUnit: { unitSingular: "GB", unitPlural: "GB", conversionRate: "0.000000001" },
};

describe("quantityWords", () => {
  it("tells a quantity in the unit that it is read in", () => {
    expect(quantityWords(inGigabytes, "1500000000")).toBe("1.5 GB");
  });

  it("leaves one as it was counted where there is no other unit", () => {
    expect(quantityWords(counted, "1500000000")).toBe("1500000000");
    expect(quantityWords(undefined, "2")).toBe("2");
  });
});
