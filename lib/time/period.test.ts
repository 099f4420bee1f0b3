import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  boundOf,
  type Cadence,
  firstOfMonthFrom,
  indexAt,
  isWithin,
  type PeriodLine,
  periodAt,
  periodOf,
} from "./period";
import { RECURRENCES } from "./period-length";
import { localTime } from "./zone";

const monthly: Cadence = { length: "MONTHLY", count: 1 };
const line = (
  anchorAt: string,
  zone = "UTC",
  cadence: PeriodLine["cadence"] = monthly,
): PeriodLine => ({
  anchorAt: new Date(anchorAt),
  zone,
  cadence,
});
const bounds = (of: PeriodLine, ...indexes: number[]) =>
  indexes.map((index) => boundOf(of, index).toISOString());

describe("boundOf", () => {
  it("clamps a month end and restores it", () => {
    expect(bounds(line("2026-01-31T10:00:00Z"), 1, 2, 3)).toEqual([
      "2026-02-28T10:00:00.000Z",
      "2026-03-31T10:00:00.000Z",
      "2026-04-30T10:00:00.000Z",
    ]);
  });

  it("gives an annual plan of 29 February its day back in the next leap year", () => {
    const annual = line("2028-02-29T00:00:00Z", "UTC", { length: "ANNUAL", count: 1 });

    expect(bounds(annual, 1, 4)).toEqual(["2029-02-28T00:00:00.000Z", "2032-02-29T00:00:00.000Z"]);
  });

  it("counts quarters, half-years and several periods at once", () => {
    const from = (cadence: Cadence) => bounds(line("2026-01-15T00:00:00Z", "UTC", cadence), 1)[0];

    expect(from({ length: "QUARTERLY", count: 1 })).toBe("2026-04-15T00:00:00.000Z");
    expect(from({ length: "SEMI_ANNUAL", count: 1 })).toBe("2026-07-15T00:00:00.000Z");
    expect(from({ length: "MONTHLY", count: 2 })).toBe("2026-03-15T00:00:00.000Z");
  });

  it("keeps the local time when the clocks change", () => {
    expect(bounds(line("2026-03-15T08:00:00Z", "Europe/Berlin"), 1, 8)).toEqual([
      "2026-04-15T07:00:00.000Z",
      "2026-11-15T08:00:00.000Z",
    ]);
  });

  it("moves a bound that the clock skips forward, and the next one back", () => {
    // 02:30 does not exist in Berlin on 29 March 2026.
    expect(bounds(line("2026-02-28T01:30:00Z", "Europe/Berlin"), 1, 2)).toEqual([
      "2026-03-28T01:30:00.000Z",
      "2026-04-28T00:30:00.000Z",
    ]);
    expect(bounds(line("2026-01-29T01:30:00Z", "Europe/Berlin"), 2, 3)).toEqual([
      "2026-03-29T01:30:00.000Z",
      "2026-04-29T00:30:00.000Z",
    ]);
  });

  it("starts period 0 at its anchor, even in an hour that happens twice", () => {
    const secondTwoThirty = line("2026-10-25T01:30:00Z", "Europe/Berlin");

    expect(bounds(secondTwoThirty, 0)).toEqual(["2026-10-25T01:30:00.000Z"]);
  });
});

describe("boundOf where a zone skips midnight", () => {
  // Their clocks went from 24:00 to 01:00; the next bound is at midnight again.
  it.each([
    ["America/Sao_Paulo", "2018-10-04T03:00:00Z", "2018-11-04T03:00:00.000Z", "2018-12-04T02:00"],
    ["Asia/Beirut", "2027-02-27T22:00:00Z", "2027-03-27T22:00:00.000Z", "2027-04-27T21:00"],
    ["Africa/Cairo", "2026-03-23T22:00:00Z", "2026-04-23T22:00:00.000Z", "2026-05-23T21:00"],
  ])("in %s is the first instant of the day", (zone, anchorAt, first, second) => {
    const of = line(anchorAt, zone);

    expect(bounds(of, 1)).toEqual([first]);
    expect(bounds(of, 2)[0]).toContain(second);
    expect(localTime(boundOf(of, 1), zone).hour).toBe(1);
    expect(localTime(boundOf(of, 2), zone).hour).toBe(0);
  });

  it("in Apia, which had no 30 December 2011, moves a month's bound to the day after", () => {
    expect(bounds(line("2011-11-30T20:00:00Z", "Pacific/Apia"), 1, 2)).toEqual([
      "2011-12-30T20:00:00.000Z",
      "2012-01-29T20:00:00.000Z",
    ]);
  });
});

describe("periodAt", () => {
  it("is half-open: a bound belongs to the period that it starts", () => {
    const of = line("2026-01-31T10:00:00Z");

    expect(indexAt(of, new Date("2026-02-28T09:59:59.999Z"))).toBe(0);
    expect(indexAt(of, new Date("2026-02-28T10:00:00.000Z"))).toBe(1);
    expect(indexAt(of, new Date("2026-01-31T09:59:59.999Z"))).toBe(-1);
  });
});

describe("firstOfMonthFrom", () => {
  it("is the next local first, or the instant itself if it is one", () => {
    const first = (at: string) => firstOfMonthFrom(new Date(at), "America/New_York").toISOString();

    expect(first("2026-01-10T00:00:00Z")).toBe("2026-02-01T05:00:00.000Z");
    expect(first("2026-02-01T05:00:00Z")).toBe("2026-02-01T05:00:00.000Z");
    expect(first("2026-02-01T04:59:59.999Z")).toBe("2026-02-01T05:00:00.000Z");
  });
});

// Every zone there is, and more often those that change at midnight, by half an hour, southwards, or
// have never changed; month ends, leap days and the hours around changes of the clock.
const anyZone = fc.oneof(
  fc.constantFrom(...Intl.supportedValuesOf("timeZone")),
  fc.constantFrom(
    ...["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"],
    ...["America/Havana", "America/Sao_Paulo", "America/Asuncion", "America/Santiago"],
    ...["Asia/Beirut", "Africa/Cairo", "Asia/Tehran", "Africa/Casablanca"],
    ...["Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu", "Antarctica/Troll"],
  ),
);
const anyInstant = fc
  .record({
    year: fc.integer({ min: 2012, max: 2040 }),
    month: fc.integer({ min: 0, max: 11 }),
    day: fc.constantFrom(1, 15, 25, 28, 29, 30, 31),
    minute: fc.constantFrom(0, 1, 60, 90, 119, 120, 150, 180, 210, 240, 300, 1320, 1439),
    ms: fc.constantFrom(0, 1, 999),
  })
  .map(
    ({ year, month, day, minute, ms }) => new Date(Date.UTC(year, month, day, 0, minute, 0, ms)),
  );
const isOfDays = ({ length }: PeriodLine["cadence"]) => length === "DAILY" || length === "WEEKLY";
const anyLine = fc.record<PeriodLine>({
  anchorAt: anyInstant,
  zone: anyZone,
  cadence: fc.record({
    length: fc.constantFrom(...RECURRENCES),
    count: fc.integer({ min: 1, max: 3 }),
  }),
});

describe("periods, whatever the anchor, zone and cadence", () => {
  it("tile the line without gap or overlap", () => {
    fc.assert(
      fc.property(anyLine, fc.integer({ min: -30, max: 30 }), (of, index) => {
        const { start, end } = periodOf(of, index);

        expect(start.getTime()).toBeLessThan(end.getTime());
        expect(periodOf(of, index + 1).start).toEqual(end);
      }),
    );
  });

  it("hold every instant in exactly one of them", () => {
    fc.assert(
      fc.property(anyLine, anyInstant, (of, at) => {
        const index = indexAt(of, at);

        expect(isWithin(periodOf(of, index), at)).toBe(true);
        expect(isWithin(periodOf(of, index - 1), at)).toBe(false);
        expect(isWithin(periodOf(of, index + 1), at)).toBe(false);
      }),
    );
  });

  it("answer a bound, and the instant before it, with the right neighbour", () => {
    fc.assert(
      fc.property(anyLine, fc.integer({ min: -6, max: 6 }), (of, index) => {
        const { start, end } = periodOf(of, index);

        expect(periodAt(of, start)).toEqual({ start, end });
        expect(indexAt(of, new Date(start.getTime() - 1))).toBe(index - 1);
      }),
    );
  });

  it("never drift from the anchor's day but where the month is too short", () => {
    fc.assert(
      fc.property(
        anyLine.filter(({ cadence }) => !isOfDays(cadence)),
        fc.integer({ min: 0, max: 24 }),
        (of, index) => {
          const anchor = localTime(of.anchorAt, of.zone);
          const bound = localTime(boundOf(of, index), of.zone);

          expect(bound.day).toBe(Math.min(anchor.day, bound.daysInMonth));
        },
      ),
    );
  });
});
