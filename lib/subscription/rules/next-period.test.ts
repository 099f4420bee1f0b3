import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundOf, firstOfMonthFrom } from "@/lib/time/period";
import { PERIOD_LENGTHS } from "@/lib/time/period-length";
import { livedPeriod, wholePeriod } from "./next-period";
import type { Anchored } from "./subscription";

const DAY = 86_400_000;
const at = (text: string) => new Date(text);
const monthly: Anchored = {
  zone: "UTC",
  cadence: { length: "MONTHLY", count: 1 },
  anchorAt: at("2026-01-31T09:00:00Z"),
  startedAt: at("2026-01-31T09:00:00Z"),
  trialEndsAt: null,
};
const days = ({ start, end }: { start: Date; end: Date }) =>
  [start, end].map((bound) => bound.toISOString().slice(0, 10));

describe("periods of a subscription that took another's place within a period", () => {
  const successor = { ...monthly, startedAt: at("2026-04-12T00:00:00Z") };

  it("starts in the middle of one of the older anchor's, and goes on along them", () => {
    expect(days(livedPeriod(successor, 0))).toEqual(["2026-04-12", "2026-04-30"]);
    expect(days(wholePeriod(successor, 0))).toEqual(["2026-03-31", "2026-04-30"]);
    expect(days(livedPeriod(successor, 1))).toEqual(["2026-04-30", "2026-05-31"]);
  });
});

describe("periods with a trial", () => {
  const trialEndsAt = at("2026-02-14T09:00:00Z");

  it("have the trial before the first, and are counted from its end", () => {
    const trying = { ...monthly, anchorAt: trialEndsAt, trialEndsAt };
    expect(days(livedPeriod(trying, -1))).toEqual(["2026-01-31", "2026-02-14"]);
    expect(days(livedPeriod(trying, 0))).toEqual(["2026-02-14", "2026-03-14"]);
    expect(days(livedPeriod(trying, 1))).toEqual(["2026-03-14", "2026-04-14"]);
  });

  it("cut the first short with calendar billing", () => {
    const anchorAt = firstOfMonthFrom(trialEndsAt, "UTC");
    const trying = { ...monthly, anchorAt, trialEndsAt };
    expect(days(livedPeriod(trying, 0))).toEqual(["2026-02-14", "2026-03-01"]);
    expect(days(wholePeriod(trying, 0))).toEqual(["2026-02-01", "2026-03-01"]);
  });
});

describe("periods, whatever the anchor, zone and trial", () => {
  const anySubscription = fc
    .record({
      // Over leap years and the ends of summer times; an hour's steps meet midnights and gaps.
      startedAt: fc
        .integer({ min: 0, max: 24 * 1500 })
        .map((n) => new Date(n * 3_600_000 + 1.7e12)),
      zone: fc.oneof(
        fc.constantFrom("UTC", "Europe/Berlin", "America/Havana", "Australia/Lord_Howe"),
        fc.constantFrom(...Intl.supportedValuesOf("timeZone")),
      ),
      length: fc.constantFrom(...PERIOD_LENGTHS),
      trialDays: fc.option(fc.integer({ min: 1, max: 400 })),
      anchor: fc.constantFrom("start", "calendar", "older"),
      back: fc.nat(40),
    })
    .map(({ startedAt, zone, length, trialDays, anchor, back }): Anchored => {
      const trialEndsAt =
        trialDays === null ? null : new Date(startedAt.getTime() + trialDays * DAY);
      const origin = trialEndsAt ?? startedAt;
      const cadence = { length, count: 1 };
      const anchorAt = {
        start: () => origin,
        calendar: () => firstOfMonthFrom(origin, zone),
        older: () =>
          boundOf({ anchorAt: new Date(origin.getTime() - 5 * DAY), zone, cadence }, -back),
      }[anchor]();
      return { zone, cadence, anchorAt, startedAt, trialEndsAt };
    });

  it("tile the line from the start on, without gap or overlap", () => {
    fc.assert(
      fc.property(anySubscription, (subscription) => {
        const first = subscription.trialEndsAt === null ? 0 : -1;
        let end = subscription.startedAt;
        for (let index = first; index < 14; index++) {
          const period = livedPeriod(subscription, index);
          expect(period.start).toEqual(end);
          expect(period.end.getTime()).toBeGreaterThan(period.start.getTime());
          end = period.end;
        }
      }),
    );
  });

  it("are lived whole but for the first, which lies within its own", () => {
    fc.assert(
      fc.property(anySubscription, (subscription) => {
        const [lived, whole] = [livedPeriod(subscription, 0), wholePeriod(subscription, 0)];
        expect(lived.end).toEqual(whole.end);
        expect(lived.start.getTime()).toBeGreaterThanOrEqual(whole.start.getTime());
        expect(livedPeriod(subscription, 3)).toEqual(wholePeriod(subscription, 3));
      }),
    );
  });
});
