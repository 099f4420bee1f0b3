import { describe, expect, it } from "vitest";
import { ZERO } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { balanceOf, isLow, NO_STANDING, runsOutAt, type Standing, together } from "./standing";

const NOON = new Date("2026-03-01T12:00:00Z");
const APRIL = new Date("2026-04-01T00:00:00Z");

const standing = (over: Partial<Standing>): Standing => ({ ...NO_STANDING, ...over });
const expiry = (at: Date, amount: string) => ({ at, amount: credits(amount) });

describe("isLow", () => {
  it.each([
    ["six days left", { available: credits("69") }, "10", true],
    ["seven days left", { available: credits("70") }, "10", false],
    ["nothing left, nothing burnt", {}, "0", false],
    ["at its threshold", { available: credits("500"), isBelowThreshold: true }, "0", true],
    ["owing", { available: credits("500"), overage: credits("1") }, "0", true],
  ] as const)("%s", (_, over, burn, expected) => {
    expect(isLow(standing(over), credits(burn))).toBe(expected);
  });
});

describe("runsOutAt", () => {
  it("is the instant at which the pace empties the balance", () => {
    expect(runsOutAt(credits("15"), credits("10"), NOON)).toEqual(new Date("2026-03-03T00:00:00Z"));
    expect(runsOutAt(ZERO, credits("10"), NOON)).toEqual(NOON);
    expect(runsOutAt(credits("15"), ZERO, NOON)).toBeNull();
  });
});

describe("together", () => {
  it("adds figures and keeps the sooner expiry, equal ones summed", () => {
    const a = standing({ available: credits("5"), nextExpiry: expiry(APRIL, "2") });
    const b = standing({ held: credits("1"), overage: credits("2") });

    expect(together(a, b)).toEqual({ ...a, held: credits("1"), overage: credits("2") });
    expect(balanceOf(together(a, b))).toBe(credits("4"));
    expect(together(a, a).nextExpiry).toEqual(expiry(APRIL, "4"));
    const sooner = standing({ nextExpiry: expiry(NOON, "1") });
    expect(together(a, sooner).nextExpiry).toEqual(expiry(NOON, "1"));
  });
});
