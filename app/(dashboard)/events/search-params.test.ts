import { describe, expect, it } from "vitest";
import { eventQuery, isNarrowed, loadEventParams } from "./search-params";

const at = new Date("2026-03-10T12:00:00Z");
const read = (query: string) => loadEventParams(new URLSearchParams(query));
const asked = (query: string) => eventQuery(read(query), { zone: "Europe/Berlin", at });

describe("eventQuery", () => {
  it("takes a chart's column before days, and days before a span up to now", () => {
    const span = "within=1h";
    expect(asked(span).from).toEqual(new Date("2026-03-10T11:00:00Z"));
    const days = `${span}&since=2026-03-01&until=2026-03-01`;
    expect(asked(days)).toMatchObject({
      from: new Date("2026-02-28T23:00:00Z"),
      to: new Date("2026-03-01T23:00:00Z"),
    });
    const column = `${days}&from=2026-03-05T10:00:00.000Z`;
    expect(asked(column).from).toEqual(new Date("2026-03-05T10:00:00Z"));
  });

  it("reads a property up to its first equals sign", () => {
    expect(asked("property=region%3Deu%3D1").properties).toEqual([
      { name: "region", values: ["eu=1"] },
    ]);
    expect(asked("property=region").properties).toEqual([]);
  });

  it("narrows by nothing that it cannot read", () => {
    const nothing = asked("");
    expect(asked("status=LOST&key=abc&feature=x&since=2026-02-31&lag=-3&q=%20")).toEqual(nothing);
    expect(asked(`name=${"x".repeat(900)}&code=${"y".repeat(900)}`).eventName).toHaveLength(200);
  });
});

describe("isNarrowed", () => {
  it("tells a first run from a list that filters left empty", () => {
    expect(isNarrowed(read(""))).toBe(false);
    expect(isNarrowed(read("live=true"))).toBe(false);
    expect(isNarrowed(read("lag=60"))).toBe(true);
  });
});
