import { describe, expect, it } from "vitest";
import { addDuration } from "./duration";
import { addToDay, isZone, localDay, startOfDay } from "./zone";

describe("isZone", () => {
  it("knows names of the database and nothing else", () => {
    expect(["UTC", "Europe/Berlin", "America/New_York"].every(isZone)).toBe(true);
    expect(["", "Mars/Olympus", "+02:00", "Europe/Berlin\u0000"].some(isZone)).toBe(false);
  });
});

describe("localDay", () => {
  it("is the date that the zone's wall shows", () => {
    const at = new Date("2026-03-01T03:00:00Z");

    expect(localDay(at, "America/New_York")).toBe("2026-02-28");
    expect(localDay(at, "Asia/Tokyo")).toBe("2026-03-01");
  });
});

describe("startOfDay", () => {
  it("is midnight, or the first instant there is when midnight is skipped", () => {
    expect(startOfDay("2026-03-01", "Europe/Berlin").toISOString()).toBe(
      "2026-02-28T23:00:00.000Z",
    );
    expect(startOfDay("2026-03-08", "America/Havana").toISOString()).toBe(
      "2026-03-08T05:00:00.000Z",
    );
  });

  it("walks over month ends", () => {
    expect(addToDay("2028-02-28", 1)).toBe("2028-02-29");
    expect(addToDay("2026-03-01", -1)).toBe("2026-02-28");
  });
});

describe("addDuration", () => {
  it("keeps the local time over a change of the clock", () => {
    const friday = new Date("2026-03-27T12:00:00Z");

    expect(addDuration(friday, { count: 7, unit: "DAY" }, "Europe/Berlin").toISOString()).toBe(
      "2026-04-03T11:00:00.000Z",
    );
  });

  it("clamps to the end of a shorter month", () => {
    const from = new Date("2026-01-31T00:00:00Z");

    expect(addDuration(from, { count: 1, unit: "MONTH" }, "UTC").toISOString()).toBe(
      "2026-02-28T00:00:00.000Z",
    );
  });
});
