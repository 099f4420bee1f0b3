import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addToMonth, isMonth, monthGrid, monthOf } from "./month-grid";
import { addToDay } from "./zone";

describe("the weeks of a month", () => {
  it("begin on Monday, with the days around it", () => {
    const weeks = monthGrid("2026-11");

    expect(weeks).toHaveLength(6);
    expect(weeks[0]).toEqual([
      ...["2026-10-26", "2026-10-27", "2026-10-28", "2026-10-29", "2026-10-30", "2026-10-31"],
      "2026-11-01",
    ]);
    expect(weeks.at(-1)?.at(-1)).toBe("2026-12-06");
  });

  it("are four where February begins on a Monday", () => {
    expect(monthGrid("2027-02")).toHaveLength(4);
  });

  it("hold each day of the month once, one after the other, whichever it is", () => {
    const months = fc.record({
      year: fc.integer({ min: 2000, max: 2099 }),
      of: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(months, ({ year, of }) => {
        const month = `${year}-${String(of).padStart(2, "0")}`;
        const days = monthGrid(month).flat();
        const length = new Date(Date.UTC(year, of, 0)).getUTCDate();

        expect(days.filter((day) => monthOf(day) === month)).toHaveLength(length);
        for (const [place, day] of days.slice(1).entries()) {
          expect(day).toBe(addToDay(days[place] ?? "", 1));
        }
      }),
    );
  });
});

it("goes over a year's end, both ways", () => {
  expect([addToMonth("2026-12", 1), addToMonth("2027-01", -1)]).toEqual(["2027-01", "2026-12"]);
});

it("knows a month from what is none", () => {
  expect(["2026-11", "2026-13", "2026-1", "", null].filter(isMonth)).toEqual(["2026-11"]);
});
