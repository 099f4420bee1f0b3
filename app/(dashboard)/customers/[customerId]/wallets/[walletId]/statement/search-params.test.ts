import { describe, expect, it } from "vitest";
import { type StatementParams, statementDays, statementPeriod } from "./search-params";

const asked = (over: Partial<StatementParams> = {}): StatementParams => ({
  ...{ period: null, from: null, to: null, after: null },
  ...over,
});

describe("statementDays", () => {
  it("is this month, or the last one, whole", () => {
    expect(statementDays(asked(), "2028-02-10")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
    expect(statementDays(asked(), "2026-12-31")).toEqual({ from: "2026-12-01", to: "2026-12-31" });
    expect(statementDays(asked({ period: "last" }), "2026-01-31")).toEqual({
      ...{ from: "2025-12-01", to: "2025-12-31" },
    });
  });

  it("is a period of one's own, either way round; what is no day falls back", () => {
    const own = { period: "custom" as const, from: "2026-03-05", to: "2026-03-02" };
    expect(statementDays(asked(own), "2026-03-10")).toEqual({
      from: "2026-03-02",
      to: "2026-03-05",
    });
    expect(statementDays(asked({ ...own, from: "2026-02-31", to: null }), "2026-03-10")).toEqual({
      ...{ from: "2026-03-01", to: "2026-03-31" },
    });
  });

  it("reads days without a period as none", () => {
    expect(statementDays(asked({ from: "2020-01-01" }), "2026-03-10").from).toBe("2026-03-01");
  });
});

describe("statementPeriod", () => {
  it("lies between midnights of the zone, over a change of the clock", () => {
    const at = new Date("2026-03-31T23:30:00Z");
    expect(statementPeriod(asked({ period: "last" }), { at, zone: "Europe/Berlin" })).toEqual({
      days: { from: "2026-03-01", to: "2026-03-31" },
      from: new Date("2026-02-28T23:00:00Z"),
      to: new Date("2026-03-31T22:00:00Z"),
      soFarOn: null,
    });
  });

  it("is told of only so far while it runs, up to its last instant in the zone", () => {
    const soFarOn = (at: string, over: Partial<StatementParams> = {}) =>
      statementPeriod(asked(over), { at: new Date(at), zone: "Europe/Berlin" }).soFarOn;
    expect(soFarOn("2026-03-31T21:59:59.999Z")).toBe("2026-03-31");
    const march = { period: "custom" as const, from: "2026-03-01", to: "2026-03-31" };
    expect(soFarOn("2026-03-15T23:30:00Z", march)).toBe("2026-03-16");
    expect(soFarOn("2026-03-31T22:00:00Z", march)).toBeNull();
  });
});
