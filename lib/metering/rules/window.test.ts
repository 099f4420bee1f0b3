import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RESET_PERIODS } from "@/lib/catalog/rules/catalog";
import { ALWAYS, rollUpHour, windowEnd, windowStart } from "./window";

const BERLIN = { zone: "Europe/Berlin", billingPeriodStart: null };
const at = (text: string) => new Date(text);

describe("windowStart", () => {
  it("starts days, weeks and months at local midnight", () => {
    const saturday = at("2026-11-21T23:30:00Z"); // already Sunday in Berlin
    expect(windowStart("DAY", saturday, BERLIN)).toEqual(at("2026-11-21T23:00:00Z"));
    expect(windowStart("WEEK", saturday, BERLIN)).toEqual(at("2026-11-15T23:00:00Z"));
    expect(windowStart("MONTH", saturday, BERLIN)).toEqual(at("2026-10-31T23:00:00Z"));
  });

  it("follows the billing period, or the calendar month without one", () => {
    const period = at("2026-11-10T09:00:00Z");
    const use = at("2026-11-21T12:00:00Z");
    const anchor = { zone: "UTC", billingPeriodStart: period };
    expect(windowStart("BILLING_PERIOD", use, anchor)).toEqual(period);
    expect(windowStart("BILLING_PERIOD", use, { ...anchor, billingPeriodStart: null })).toEqual(
      at("2026-11-01T00:00:00Z"),
    );
  });

  it("never starts again where it never resets", () => {
    expect(windowStart("NEVER", at("2026-11-21T12:00:00Z"), BERLIN)).toEqual(ALWAYS);
    expect(windowEnd("NEVER", at("2026-11-21T12:00:00Z"), BERLIN)).toBeNull();
  });

  it("ends a window where the next one starts, in any zone and over clock changes", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"),
        fc.constantFrom(...RESET_PERIODS),
        fc.integer({ min: Date.UTC(2026, 0, 1) / 900_000, max: Date.UTC(2027, 0, 1) / 900_000 }),
        (zone, reset, quarter) => {
          const use = new Date(quarter * 900_000);
          const anchor = { zone, billingPeriodStart: null };
          const start = windowStart(reset, use, anchor);
          const end = windowEnd(reset, use, anchor);
          expect(start <= use).toBe(true);
          if (end === null) return;
          expect(use < end).toBe(true);
          expect(windowStart(reset, end, anchor)).toEqual(end);
          expect(windowStart(reset, new Date(end.getTime() - 1), anchor)).toEqual(start);
        },
      ),
    );
  });
});

describe("rollUpHour", () => {
  it("is the UTC hour", () => {
    expect(rollUpHour(at("2026-11-21T12:59:59.999Z"), "Europe/Berlin")).toEqual(
      at("2026-11-21T12:00:00Z"),
    );
  });

  it("is a quarter where the zone stands off full hours", () => {
    expect(rollUpHour(at("2026-11-21T12:50:00Z"), "Asia/Kathmandu")).toEqual(
      at("2026-11-21T12:45:00Z"),
    );
  });
});
