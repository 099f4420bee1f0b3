import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { creditsText } from "@/lib/money/credits";
import { credits } from "@/lib/testing/amounts";
import { monthOfCredits, monthsFrom, type StandingCredits } from "./foresee-months";

const FROM = new Date("2026-11-22T08:00:00Z");
const grant = (amount: string, from: string, until: string | null): StandingCredits => ({
  creditUnit: "credits",
  amount: credits(amount),
  isGiven: true,
  from: new Date(from),
  until: until === null ? null : new Date(until),
});
const texts = (given: readonly StandingCredits[], month: number) => {
  const period = monthsFrom(FROM, "UTC")[month];
  if (!period) throw new RangeError(`no month ${month}`);
  const { issued, ended, standing } = monthOfCredits(given, period);
  return [issued, ended, standing].map(creditsText);
};

describe("the months ahead", () => {
  it("are the one that holds the day, and the twelve after it, in the zone", () => {
    const months = monthsFrom(new Date("2026-11-30T23:30:00Z"), "Europe/Berlin");

    expect(months).toHaveLength(13);
    expect(months[0]?.start.toISOString()).toBe("2026-11-30T23:00:00.000Z");
    expect(months.at(-1)?.end.toISOString()).toBe("2027-12-31T23:00:00.000Z");
  });

  it("begin with a month that begins at the very instant", () => {
    const [first] = monthsFrom(new Date("2026-12-01T00:00:00Z"), "UTC");

    expect(first?.start.toISOString()).toBe("2026-12-01T00:00:00.000Z");
  });

  it("tell what is given, what ends and what stands of it", () => {
    const monthly = [
      grant("2500", "2026-11-22T08:00:00Z", "2026-12-22T08:00:00Z"),
      grant("2500", "2026-12-22T08:00:00Z", "2027-01-22T08:00:00Z"),
    ];

    expect(texts(monthly, 0)).toEqual(["2500", "0", "2500"]);
    expect(texts(monthly, 1)).toEqual(["2500", "2500", "2500"]);
    expect(texts(monthly, 2)).toEqual(["0", "2500", "0"]);
  });

  it("count an end at midnight of the 1st to the month that begins", () => {
    const november = [grant("100", "2026-11-22T08:00:00Z", "2026-12-01T00:00:00Z")];

    expect(texts(november, 0)).toEqual(["100", "0", "100"]);
    expect(texts(november, 1)).toEqual(["0", "100", "0"]);
  });

  it("tell credits that were there before only where they end", () => {
    const before = {
      ...grant("40", "2026-10-01T00:00:00Z", "2026-12-05T00:00:00Z"),
      isGiven: false,
    };

    expect(texts([before], 0)).toEqual(["0", "0", "40"]);
    expect(texts([before], 1)).toEqual(["0", "40", "0"]);
  });

  it("add up: what stood, plus what is given, less what ends, is what stands", () => {
    const months = monthsFrom(FROM, "UTC");
    const day = fc.integer({ min: 0, max: 420 });
    const some = fc.array(fc.tuple(day, fc.option(fc.integer({ min: 1, max: 90 }))), {
      maxLength: 8,
    });
    const later = (days: number) => new Date(FROM.getTime() + days * 86_400_000).toISOString();
    fc.assert(
      fc.property(some, (asked) => {
        const given = asked.map(([from, life]) =>
          grant("10", later(from), life === null ? null : later(from + life)),
        );
        let stood = 0n;
        for (const month of months) {
          const { issued, ended, standing } = monthOfCredits(given, month);
          expect(standing).toBe(stood + issued - ended);
          stood = standing;
        }
      }),
    );
  });
});
