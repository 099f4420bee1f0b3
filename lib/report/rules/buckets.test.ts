import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDay } from "@/lib/time/zone";
import { bucketAt, bucketOfDay, bucketsOf, grainFor, rangeBefore } from "./buckets";
import { GRAINS } from "./grain";

const at = (text: string) => new Date(text);
const range = (from: string, to: string) => ({ from: at(from), to: at(to) });
const days = (from: string, to: string, grain: "day" | "week" | "month", zone = "UTC") =>
  bucketsOf(range(from, to), grain, zone).all.map(({ day }) => day);

describe("bucketsOf", () => {
  it("has every local day that the range touches, whole", () => {
    const { all, range: whole } = bucketsOf(
      range("2026-03-28T10:00:00Z", "2026-03-30T10:00:00Z"),
      "day",
      "Europe/Berlin",
    );

    expect(all.map((bucket) => [bucket.day, bucket.at.toISOString()])).toEqual([
      ["2026-03-28", "2026-03-27T23:00:00.000Z"],
      ["2026-03-29", "2026-03-28T23:00:00.000Z"],
      ["2026-03-30", "2026-03-29T22:00:00.000Z"],
    ]);
    expect(whole.to).toEqual(at("2026-03-30T22:00:00.000Z"));
  });

  it("does not touch the day that begins where the range ends", () => {
    expect(days("2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z", "day")).toEqual([
      "2026-03-01",
      "2026-03-02",
    ]);
  });

  it("begins weeks on Monday and months on the 1st, the first cut short", () => {
    expect(days("2026-03-01T00:00:00Z", "2026-03-17T00:00:00Z", "week")).toEqual([
      "2026-03-01",
      "2026-03-02",
      "2026-03-09",
      "2026-03-16",
    ]);
    expect(days("2026-01-31T00:00:00Z", "2026-03-02T00:00:00Z", "month")).toEqual([
      "2026-01-31",
      "2026-02-01",
      "2026-03-01",
    ]);
  });

  it("begins hours where the zone's clock does", () => {
    const { all, range: whole } = bucketsOf(
      range("2026-03-01T10:10:00Z", "2026-03-01T12:00:00Z"),
      "hour",
      "Asia/Kolkata",
    );

    expect(all.map((bucket) => bucket.at.toISOString())).toEqual([
      "2026-03-01T09:30:00.000Z",
      "2026-03-01T10:30:00.000Z",
      "2026-03-01T11:30:00.000Z",
    ]);
    expect(whole.to).toEqual(at("2026-03-01T12:30:00Z"));
  });

  it("tiles the range, whatever range, grain and zone", () => {
    const anyInstant = fc
      .integer({ min: 0, max: 400 * 24 })
      .map((hours) => new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000 + 61_001));
    const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"];
    fc.assert(
      fc.property(
        anyInstant,
        fc.integer({ min: 1, max: 24 * 40 }),
        fc.constantFrom(...GRAINS),
        fc.constantFrom(...zones),
        (from, hours, grain, zone) => {
          const to = new Date(from.getTime() + hours * 3_600_000);
          const buckets = bucketsOf({ from, to }, grain, zone);
          const starts = buckets.all.map((bucket) => bucket.at.getTime());

          expect(buckets.range.from <= from && buckets.range.to >= to).toBe(true);
          expect(starts[0]).toBe(buckets.range.from.getTime());
          expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
          expect(bucketAt(buckets, from)).toBe(0);
          if (grain === "hour") return;
          const last = new Date(to.getTime() - 1);
          expect(bucketOfDay(buckets, localDay(last, zone))).toBe(bucketAt(buckets, last));
        },
      ),
    );
  });
});

describe("grainFor", () => {
  it.each([
    ["2026-03-03T00:00:00Z", "hour"],
    ["2026-03-03T00:00:01Z", "day"],
    ["2026-06-01T00:00:00Z", "day"],
    ["2026-06-02T00:00:00Z", "week"],
    ["2028-03-01T00:00:00Z", "week"],
    ["2028-03-03T00:00:00Z", "month"],
  ])("reads 1 March 2026 to %s by %s", (to, grain) => {
    expect(grainFor(range("2026-03-01T00:00:00Z", to))).toBe(grain);
  });
});

describe("rangeBefore", () => {
  it("is as many local days, one of them of 23 hours", () => {
    const before = rangeBefore(
      range("2026-03-30T22:00:00Z", "2026-04-01T22:00:00Z"),
      "Europe/Berlin",
    );

    expect(before).toEqual(range("2026-03-28T23:00:00Z", "2026-03-30T22:00:00Z"));
  });

  it("is as much time where the edges are no midnights", () => {
    const before = rangeBefore(
      range("2026-03-29T10:00:00Z", "2026-03-29T16:00:00Z"),
      "Europe/Berlin",
    );

    expect(before).toEqual(range("2026-03-29T04:00:00Z", "2026-03-29T10:00:00Z"));
  });
});
