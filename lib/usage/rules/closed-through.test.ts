import { describe, expect, it } from "vitest";
import { closedThroughOf, closedUntilOf } from "./closed-through";

describe("what is closed through a day", () => {
  it("ends where the next day of the zone begins", () => {
    expect(closedUntilOf("2026-10-31", "UTC")).toEqual(new Date("2026-11-01T00:00:00Z"));
    expect(closedUntilOf("2026-10-31", "America/New_York")).toEqual(
      new Date("2026-11-01T04:00:00Z"),
    );
  });

  it.each(["UTC", "America/New_York", "Asia/Kathmandu", "Africa/Cairo"])(
    "is told by the same day in %s, also where a day is shorter or longer",
    (zone) => {
      for (const day of ["2026-03-07", "2026-04-23", "2026-10-31", "2026-12-31", "2028-02-28"]) {
        expect(closedThroughOf(closedUntilOf(day, zone), zone)).toBe(day);
      }
    },
  );
});
