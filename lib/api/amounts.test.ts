import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { creditsText } from "@/lib/money/credits";
import { CreditsOrZero, PositiveCredits } from "@/lib/money/schema";
import { amount } from "./amounts";

const read = (raw: unknown) => {
  const parsed = amount(PositiveCredits).safeParse(raw);
  return parsed.success ? creditsText(parsed.data) : parsed.error.issues[0]?.message;
};

describe("amounts in bodies", () => {
  it.each([
    ["12.5", "12.5"],
    [12.5, "12.5"],
    [" 7 ", "7"],
    [1e-9, "0.000000001"],
    [1.5e-7, "0.00000015"],
    ["1000000000000000", "1000000000000000"],
    [1e15, "1000000000000000"],
  ])("reads %j as %s", (raw, text) => expect(read(raw)).toBe(text));

  it.each(["1.0000000001", "1e3", "0x10", "", "1,5", "NaN", "Infinity", "١٢", 1e-10])(
    "refuses %j as no plain decimal of nine places",
    (raw) => expect(read(raw)).toMatch(/at most nine decimals/),
  );

  it.each([true, null, {}, [], undefined])("refuses %j as no decimal at all", (raw) =>
    expect(read(raw)).toMatch(/Send a decimal as a string/),
  );

  it("bounds an amount, and tells zero from below zero", () => {
    expect(read("1000000000000000.000000001")).toBe("At most 1,000,000,000,000,000");
    expect(read(1e21)).toBe("At most 1,000,000,000,000,000");
    expect(read("0")).toBe("Enter an amount above zero");
    expect(read("-1")).toBe("Enter an amount above zero");
    expect(amount(CreditsOrZero).safeParse("0").success).toBe(true);
    expect(amount(CreditsOrZero).safeParse("-0.000000001").success).toBe(false);
  });

  it("reads a number of at most fifteen digits exactly as it was written", () => {
    const anyDecimal = fc.tuple(
      fc.integer({ min: 1, max: 999_999 }),
      fc.integer({ min: 0, max: 999_999_999 }),
    );
    fc.assert(
      fc.property(anyDecimal, ([whole, nanos]) => {
        const text = `${whole}.${String(nanos).padStart(9, "0")}`.replace(/\.?0+$/, "");
        const written = text.includes(".") ? text : String(whole);

        expect(read(Number(written))).toBe(written);
      }),
    );
  });
});
