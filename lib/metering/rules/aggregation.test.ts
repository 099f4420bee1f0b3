import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Aggregation } from "@/lib/catalog/rules/feature";
import { decimalText } from "@/lib/money/decimal";
import { nanounits, ONE_UNIT } from "@/lib/money/quantity";
import { countsOf } from "./aggregation";

const COUNT: Aggregation = { type: "COUNT", property: null, multiplier: ONE_UNIT };
const SUM: Aggregation = { type: "SUM", property: "credits", multiplier: ONE_UNIT };

const result = (aggregation: Aggregation, value: unknown, allowsReturns = false) => {
  const counted = countsOf(aggregation, { credits: value }, allowsReturns);
  return counted.ok ? decimalText(counted.value) : counted.fault;
};

describe("countsOf", () => {
  it("counts one for each event", () => {
    expect(result(COUNT, undefined)).toBe("1");
  });

  it("sums numbers and numeric strings of at most nine places", () => {
    expect(result(SUM, 25)).toBe("25");
    expect(result(SUM, "0.000000001")).toBe("0.000000001");
    expect(result(SUM, "2.500000000000")).toBe("2.5");
    expect(result(SUM, 1.5e-7)).toBe("0.00000015");
    expect(result(SUM, 1e3)).toBe("1000");
  });

  it("multiplies: 90 seconds at 1/60 are 1.5 minutes", () => {
    const minutes = { ...SUM, multiplier: nanounits(16_666_667n) };
    expect(result(minutes, 90)).toBe("1.50000003");
    expect(result({ ...COUNT, multiplier: nanounits(3n * ONE_UNIT) }, null)).toBe("3");
  });

  it("says what is wrong, and never counts it as zero", () => {
    expect(result(SUM, undefined)).toBe("property_missing");
    expect(result(SUM, null)).toBe("property_missing");
    for (const wrong of ["", "ten", "1,5", "0x10", "1e5", true, {}, [1], Number.NaN]) {
      expect(result(SUM, wrong)).toBe("not_a_number");
    }
    expect(result(SUM, "0.0000000001")).toBe("too_many_places");
    expect(result(SUM, "10000000000000001")).toBe("too_large");
    expect(result(SUM, 0.1 + 0.2)).toBe("send_as_string");
  });

  it("refuses a negative value unless the feature takes returns", () => {
    expect(result(SUM, -3)).toBe("negative_not_allowed");
    expect(result(SUM, "-3", true)).toBe("-3");
  });

  it("reads MAX and LATEST as SUM reads its numbers", () => {
    for (const type of ["MAX", "LATEST"] as const) {
      expect(result({ ...SUM, type }, "7.5")).toBe("7.5");
      expect(result({ ...SUM, type }, undefined)).toBe("property_missing");
      expect(result({ ...SUM, type }, "seven")).toBe("not_a_number");
      expect(result({ ...SUM, type }, -1)).toBe("negative_not_allowed");
    }
  });

  it("tells the values of UNIQUE_COUNT apart by their text", () => {
    const unique: Aggregation = { ...SUM, type: "UNIQUE_COUNT" };
    const distinct = (value: unknown) => {
      const counted = countsOf(unique, { credits: value }, false);
      return counted.ok ? [decimalText(counted.value), counted.distinct] : counted.fault;
    };
    expect(distinct("ann@example.com")).toEqual(["1", "ann@example.com"]);
    expect(distinct(5)).toEqual(distinct("5"));
    expect(distinct(false)).toEqual(["1", "false"]);
    for (const none of [undefined, null, ""]) expect(distinct(none)).toBe("property_missing");
    for (const many of [[1], { a: 1 }]) expect(distinct(many)).toBe("not_a_single_value");
  });

  it("reads every exact decimal back as it was sent, as text or as number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), fc.nat(9), (digits, places) => {
        const text = decimalText(BigInt(digits) * 10n ** BigInt(9 - places));
        expect(result(SUM, text)).toBe(text);
        expect(result(SUM, Number(text))).toBe(text);
      }),
    );
  });
});
