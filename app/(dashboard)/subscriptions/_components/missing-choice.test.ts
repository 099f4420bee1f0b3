import { describe, expect, it } from "vitest";
import { isMissingChoice } from "./missing-choice";

const faultOf = (...fields: readonly string[]) => ({
  ...({ code: "validation_error", message: "Choose one of the 3 tiers" } as const),
  details: { fields: Object.fromEntries(fields.map((field) => [field, ["Choose one"]])) },
  requestId: null,
});

describe("a choice that is still to be made", () => {
  it.each([["tier"], ["change.tier"], ["start.billingPeriod"], ["tiers", "billingPeriod"]])(
    "is a fault of %s",
    (...fields) => {
      expect(isMissingChoice(faultOf(...fields))).toBe(true);
    },
  );

  it.each([["startsAt"], ["tier", "startsAt"], []])("is none of %s", (...fields) => {
    expect(isMissingChoice(faultOf(...fields))).toBe(false);
  });
});
