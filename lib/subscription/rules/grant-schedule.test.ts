import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlanGrantExpiry } from "@/lib/catalog/rules/grant-life";
import { firstOfMonthFrom } from "@/lib/time/period";
import { occurrenceOf, type Schedule } from "./grant-schedule";
import type { Anchored } from "./subscription";

const START = new Date("2026-01-31T09:00:00Z");
const annual: Anchored = {
  startedAt: START,
  trialEndsAt: null,
  anchorAt: START,
  zone: "UTC",
  cadence: { length: "ANNUAL", count: 1 },
};
const monthly = (expiry: PlanGrantExpiry, periods?: number): Schedule => ({
  cadence: "RECURRING",
  period: { length: "MONTHLY", count: 1 },
  expiry,
  rollover: periods === undefined ? null : { keeps: { mode: "all" }, periods, places: 2 },
});
const nth = (grant: Schedule, index: number) => {
  const found = occurrenceOf(grant, annual, index);
  return [found?.dueAt.toISOString(), found?.expiresAt?.toISOString() ?? null];
};

describe("occurrenceOf a monthly grant on an annual plan", () => {
  it("uses it or loses it: each ends where the next begins", () => {
    const grant = monthly({ kind: "GRANT_PERIOD" });

    expect(nth(grant, 0)).toEqual(["2026-01-31T09:00:00.000Z", "2026-02-28T09:00:00.000Z"]);
    expect(nth(grant, 1)).toEqual(["2026-02-28T09:00:00.000Z", "2026-03-31T09:00:00.000Z"]);
    expect(nth(grant, 11)).toEqual(["2026-12-31T09:00:00.000Z", "2027-01-31T09:00:00.000Z"]);
  });

  it("may last to the end of the year that was paid for", () => {
    expect(nth(monthly({ kind: "BILLING_PERIOD" }), 4)).toEqual([
      "2026-05-31T09:00:00.000Z",
      "2027-01-31T09:00:00.000Z",
    ]);
    expect(nth(monthly({ kind: "BILLING_PERIOD" }), 12)).toEqual([
      "2027-01-31T09:00:00.000Z",
      "2028-01-31T09:00:00.000Z",
    ]);
  });

  it("may last a number of days from its own start, or for ever", () => {
    expect(nth(monthly({ kind: "DURATION", duration: { count: 90, unit: "DAY" } }), 1)).toEqual([
      "2026-02-28T09:00:00.000Z",
      "2026-05-29T09:00:00.000Z",
    ]);
    expect(nth(monthly({ kind: "NEVER" }), 1)).toEqual(["2026-02-28T09:00:00.000Z", null]);
  });
});

describe("occurrenceOf a one-time grant", () => {
  const welcome = { ...monthly({ kind: "GRANT_PERIOD" }), cadence: "ONE_TIME" } as const;

  it("comes once, and its period is the billing period", () => {
    expect(nth(welcome, 0)).toEqual(["2026-01-31T09:00:00.000Z", "2027-01-31T09:00:00.000Z"]);
    expect(occurrenceOf(welcome, annual, 1)).toBeUndefined();
  });
});

describe("occurrenceOf with calendar billing", () => {
  it("gives the first at the start and the rest on the 1st", () => {
    const anchorAt = firstOfMonthFrom(START, "UTC");
    const at = (index: number) =>
      occurrenceOf(monthly({ kind: "GRANT_PERIOD" }), { ...annual, anchorAt }, index)?.dueAt;

    expect(at(0)).toEqual(START);
    expect(at(1)).toEqual(new Date("2026-02-01T00:00:00Z"));
    expect(at(2)).toEqual(new Date("2026-03-01T00:00:00Z"));
  });
});

describe("occurrenceOf, whatever the start", () => {
  it("follows use-it-or-lose-it grants on one another without gap or overlap", () => {
    const anyStart = fc.integer({ min: 0, max: 1500 }).map((day) => new Date(day * 86_400_000));
    const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/Havana");

    fc.assert(
      fc.property(anyStart, zones, fc.nat(30), (anchorAt, zone, index) => {
        const subscription = { ...annual, anchorAt, startedAt: anchorAt, zone };
        const grant = monthly({ kind: "GRANT_PERIOD" });
        const here = occurrenceOf(grant, subscription, index);
        const next = occurrenceOf(grant, subscription, index + 1);

        expect(here?.expiresAt).toEqual(next?.dueAt);
      }),
    );
  });
});

describe("what is kept of a monthly grant", () => {
  const until = (grant: Schedule, index: number) =>
    occurrenceOf(grant, annual, index)?.keptUntil?.toISOString();

  it("lives so many of the grant's own periods from its end, clamped and restored", () => {
    expect(until(monthly({ kind: "GRANT_PERIOD" }, 1), 0)).toBe("2026-03-31T09:00:00.000Z");
    expect(until(monthly({ kind: "GRANT_PERIOD" }, 2), 0)).toBe("2026-04-30T09:00:00.000Z");
  });

  it("lives to a bound of that cadence, wherever its grant ends", () => {
    const duration = { count: 40, unit: "DAY" } as const;
    expect(until(monthly({ kind: "DURATION", duration }, 1), 0)).toBe("2026-03-31T09:00:00.000Z");
    expect(until(monthly({ kind: "BILLING_PERIOD" }, 1), 3)).toBe("2027-02-28T09:00:00.000Z");
  });

  it("is nothing where nothing rolls over, nothing ends, or nothing recurs", () => {
    expect(until(monthly({ kind: "GRANT_PERIOD" }), 0)).toBeUndefined();
    expect(until(monthly({ kind: "NEVER" }, 1), 0)).toBeUndefined();
    const once = { ...monthly({ kind: "BILLING_PERIOD" }, 1), cadence: "ONE_TIME" } as const;
    expect(until(once, 0)).toBeUndefined();
  });
});
