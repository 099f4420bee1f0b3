import { describe, expect, it } from "vitest";
import { formatDay, formatInstant, formatRelative } from "./instant-format";

const NOW = new Date("2026-11-12T12:00:00Z");

describe("formatRelative", () => {
  it.each([
    ["2026-11-12T11:59:55Z", "now"],
    ["2026-11-12T11:57:00Z", "3 min. ago"],
    ["2026-11-12T09:00:00Z", "3 hr. ago"],
    ["2026-11-11T12:00:00Z", "yesterday"],
    ["2026-11-14T12:00:00Z", "in 2 days"],
    ["2026-08-01T12:00:00Z", "3 mo. ago"],
    ["2028-11-12T12:00:00Z", "in 2 yr."],
  ])("says %s as %s", (at, words) => {
    expect(formatRelative(at, NOW)).toBe(words);
  });
});

describe("formatInstant and formatDay", () => {
  it("write the zone's own day and name the zone", () => {
    expect(formatDay("2026-11-12T23:30:00Z", "Europe/Berlin")).toBe("13 Nov 2026");
    expect(formatInstant("2026-11-12T14:32:07Z")).toBe("12 Nov 2026, 14:32:07 UTC");
  });
});
