import { describe, expect, it } from "vitest";
import { anchorByDate, anchorByDay } from "./anchor-day";
import { boundOf, indexAt, type PeriodLength } from "./period";

const line = (anchorAt: string, length: PeriodLength = "MONTHLY", zone = "UTC") => ({
  ...{ anchorAt: new Date(anchorAt), zone },
  cadence: { length, count: 1 },
});

/** The first bounds at or after `from` of the line that is anchored so. */
function boundsFrom(of: ReturnType<typeof line>, anchorAt: Date, from: string, count = 4) {
  const moved = { ...of, anchorAt };
  const at = new Date(from);
  const index = indexAt(moved, at);
  const first = boundOf(moved, index).getTime() === at.getTime() ? index : index + 1;
  return Array.from({ length: count }, (_, n) => boundOf(moved, first + n).toISOString());
}

describe("anchorByDay", () => {
  it("keeps the local time, and begins in the same month where the day is still ahead", () => {
    const own = line("2026-01-10T14:23:00Z");

    expect(
      boundsFrom(
        own,
        anchorByDay(own, 20, new Date("2026-02-10T14:23:00Z")),
        "2026-02-10T14:23:00Z",
      ),
    ).toEqual([
      "2026-02-20T14:23:00.000Z",
      "2026-03-20T14:23:00.000Z",
      "2026-04-20T14:23:00.000Z",
      "2026-05-20T14:23:00.000Z",
    ]);
  });

  it("takes the 31st in each month that has one, also where the first is February", () => {
    const own = line("2026-01-10T00:00:00Z");
    const anchor = anchorByDay(own, 31, new Date("2026-02-10T00:00:00Z"));

    expect(anchor.toISOString()).toBe("2026-01-31T00:00:00.000Z");
    expect(boundsFrom(own, anchor, "2026-02-10T00:00:00Z")).toEqual([
      "2026-02-28T00:00:00.000Z",
      "2026-03-31T00:00:00.000Z",
      "2026-04-30T00:00:00.000Z",
      "2026-05-31T00:00:00.000Z",
    ]);
  });

  it("takes the last of February of a yearly line on the leap day, in the years that have it", () => {
    const own = line("2026-02-10T00:00:00Z", "ANNUAL");
    const anchor = anchorByDay(own, 30, new Date("2027-02-10T00:00:00Z"));

    expect(anchor.toISOString()).toBe("2024-02-29T00:00:00.000Z");
    expect(boundsFrom(own, anchor, "2027-02-10T00:00:00Z", 2)).toEqual([
      "2027-02-28T00:00:00.000Z",
      "2028-02-29T00:00:00.000Z",
    ]);
  });

  it("keeps a quarterly line three months apart, from the first such day on", () => {
    const own = line("2026-01-31T09:00:00Z", "QUARTERLY");
    const from = "2026-04-30T09:00:00Z";

    expect(boundsFrom(own, anchorByDay(own, 15, new Date(from)), from, 3)).toEqual([
      "2026-05-15T09:00:00.000Z",
      "2026-08-15T09:00:00.000Z",
      "2026-11-15T09:00:00.000Z",
    ]);
  });

  it("is anchored where the clock shows the time, on a day that skips it too", () => {
    // 02:30 does not exist in Berlin on 29 March 2026.
    const own = line("2026-01-10T01:30:00Z", "MONTHLY", "Europe/Berlin");
    const from = "2026-03-10T01:30:00Z";

    expect(boundsFrom(own, anchorByDay(own, 29, new Date(from)), from, 2)).toEqual([
      "2026-03-29T01:30:00.000Z",
      "2026-04-29T00:30:00.000Z",
    ]);
  });
});

describe("anchorByDate", () => {
  it("takes the date itself, whatever day of the month it is", () => {
    const own = line("2026-01-10T14:23:00Z", "ANNUAL");

    expect(anchorByDate(own, "2027-02-28").toISOString()).toBe("2027-02-28T14:23:00.000Z");
  });
});
