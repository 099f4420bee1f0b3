import { describe, expect, it } from "vitest";
import { nanocredits, ZERO } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { burnPerDay, daysLeft } from "./runway";

describe("burnPerDay", () => {
  it("is the mean of seven days", () => {
    expect(burnPerDay(credits("70"))).toBe(credits("10"));
    expect(burnPerDay(credits("1"))).toBe(nanocredits(142_857_143n));
  });

  it("is nothing when more was given back than used", () => {
    expect(burnPerDay(credits("-5"))).toBe(ZERO);
  });
});

describe("daysLeft", () => {
  it("counts whole days", () => {
    expect(daysLeft(credits("100"), credits("30"))).toBe(3);
    expect(daysLeft(credits("90"), credits("30"))).toBe(3);
    expect(daysLeft(credits("29.999999999"), credits("30"))).toBe(0);
  });

  it("is 0 for an empty balance and unknown without burn, or past ten years", () => {
    expect(daysLeft(ZERO, credits("1"))).toBe(0);
    expect(daysLeft(credits("100"), ZERO)).toBeNull();
    expect(daysLeft(credits("3650"), credits("1"))).toBe(3650);
    expect(daysLeft(credits("3651"), credits("1"))).toBeNull();
  });
});
