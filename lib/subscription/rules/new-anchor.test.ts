import { describe, expect, it } from "vitest";
import type { PeriodLength } from "@/lib/time/period";
import { newAnchor, type RenewalTarget } from "./new-anchor";
import type { BillingCycle } from "./subscription";

const monthTo = (
  end: string,
  anchorAt: string,
  length: PeriodLength = "MONTHLY",
  zone = "UTC",
) => ({
  ...{ zone, cadence: { length, count: 1 }, anchorAt: new Date(anchorAt) },
  period: { start: new Date(anchorAt), end: new Date(end) },
});

const told = (
  course: ReturnType<typeof monthTo>,
  target: RenewalTarget,
  cycle: BillingCycle = "ANNIVERSARY",
) => {
  const found = newAnchor(course, cycle, target);
  return "fault" in found
    ? `${found.field}: ${found.fault}`
    : `${found.billingCycle} ${found.anchorAt.toISOString()}`;
};

describe("where the renewal date of a month from 10 April on may be moved", () => {
  const april = monthTo("2026-05-10T14:23:00Z", "2026-04-10T14:23:00Z");

  it("to a day of the month, at the local time that it has", () => {
    expect(told(april, { kind: "day", day: 15 })).toBe("ANNIVERSARY 2026-05-15T14:23:00.000Z");
    expect(told(april, { kind: "day", day: 1 })).toBe("ANNIVERSARY 2026-06-01T14:23:00.000Z");
  });

  it("to the 1st of the months, at local midnight", () => {
    expect(told(april, { kind: "calendar" })).toBe("CALENDAR 2026-06-01T00:00:00.000Z");
  });

  it("to a date less than a period after the running one", () => {
    const to = (on: string) => told(april, { kind: "date", on });

    expect(to("2026-06-09")).toBe("ANNIVERSARY 2026-06-09T14:23:00.000Z");
    const outside = "renewsOn: Choose a day from 2026-05-10 on and before 2026-06-10";
    expect([to("2026-06-10"), to("2026-05-09")]).toEqual([outside, outside]);
  });

  it("but not to where it is", () => {
    const already = "It renews then already";

    expect(told(april, { kind: "day", day: 10 })).toBe(`dayOfMonth: ${already}`);
    expect(told(april, { kind: "date", on: "2026-05-10" })).toBe(`renewsOn: ${already}`);
    const calendar = monthTo("2026-05-01T00:00:00Z", "2026-04-01T00:00:00Z");
    expect(told(calendar, { kind: "calendar" }, "CALENDAR")).toBe(`billingCycle: ${already}`);
  });
});

describe("a day that is the same only at first", () => {
  it("of a month end that was clamped is another line, that begins at once", () => {
    const february = monthTo("2026-02-28T00:00:00Z", "2026-01-31T00:00:00Z");

    expect(told(february, { kind: "day", day: 28 })).toBe("ANNIVERSARY 2026-02-28T00:00:00.000Z");
    expect(told(february, { kind: "day", day: 31 })).toBe("dayOfMonth: It renews then already");
  });

  it("of a leap day, too", () => {
    const leap = monthTo("2029-02-28T00:00:00Z", "2028-02-29T00:00:00Z", "ANNUAL");

    expect(told(leap, { kind: "date", on: "2029-02-28" })).toBe(
      "ANNIVERSARY 2029-02-28T00:00:00.000Z",
    );
    expect(told(leap, { kind: "day", day: 29 })).toBe("dayOfMonth: It renews then already");
  });
});
