import fc from "fast-check";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { instantFromText, ROW_VALUES } from "./row-values";

const driver = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, "text");

describe("an instant from a row", () => {
  it("is read to the millisecond, however many places are written", () => {
    expect(instantFromText("2026-11-22 17:46:29+00")).toEqual(new Date("2026-11-22T17:46:29Z"));
    expect(instantFromText("2026-11-22 17:46:29.5+00")).toEqual(new Date(1795369589500));
    expect(instantFromText("2026-11-22 17:46:29.123+00")).toEqual(new Date(1795369589123));
    expect(instantFromText("2026-11-22 17:46:29.123456+00")).toEqual(new Date(1795369589123));
  });

  it.each([
    "0050-01-02 03:04:05+00",
    "0044-03-15 12:00:00+00 BC",
    "12026-01-01 00:00:00+00",
    "2026-11-22 17:46:29.5+05:30",
    "infinity",
    "-infinity",
  ])("is read as the driver reads it: %s", (text) => {
    expect(instantFromText(text)).toEqual(driver(text));
  });

  it("is the instant that was written, whatever it was", () => {
    const years = { min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z") };
    fc.assert(
      fc.property(fc.date({ ...years, noInvalidDate: true }), (at) => {
        const [seconds, places = ""] = at.toISOString().replace("T", " ").slice(0, -1).split(".");
        const fraction = places.replace(/0+$/, "");
        const text = `${seconds}${fraction && `.${fraction}`}+00`;

        expect(instantFromText(text)).toEqual(at);
      }),
    );
  });
});

describe("texts from a row", () => {
  const type: number = 1009;
  const read = ROW_VALUES.getTypeParser(type, "text") as (text: string) => unknown;

  it("are a list of their own, with or without texts in it", () => {
    expect(read("{}")).toEqual([]);
    expect(read("{}")).not.toBe(read("{}"));
    expect(read('{a,"b c",NULL}')).toEqual(["a", "b c", null]);
  });

  it("leave every other type to the driver", () => {
    const { INT4 } = pg.types.builtins;
    expect(ROW_VALUES.getTypeParser(INT4, "text")).toBe(pg.types.getTypeParser(INT4, "text"));
  });
});
