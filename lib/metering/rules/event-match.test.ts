import { describe, expect, it } from "vitest";
import type { Meter } from "@/lib/catalog/rules/feature";
import type { MeterId } from "@/lib/ids";
import { ONE_UNIT } from "@/lib/money/quantity";
import { isMatch } from "./event-match";

const meter = (filters: Meter["filters"]): Meter => ({
  id: "meter" as MeterId,
  eventName: "table_create",
  filters,
  aggregation: { type: "COUNT", property: null, multiplier: ONE_UNIT },
});
const event = (properties: Record<string, unknown>, name = "table_create") => ({
  name,
  properties,
});

describe("isMatch", () => {
  it("takes every event of its name when nothing is filtered", () => {
    expect(isMatch(meter([]), event({}))).toBe(true);
    expect(isMatch(meter([]), event({}, "table_drop"))).toBe(false);
  });

  it("takes any of a filter's values, and demands every filter", () => {
    const both = meter([
      { property: "status", values: ["success", "partial"] },
      { property: "region", values: ["eu"] },
    ]);
    expect(isMatch(both, event({ status: "partial", region: "eu" }))).toBe(true);
    expect(isMatch(both, event({ status: "failed", region: "eu" }))).toBe(false);
    expect(isMatch(both, event({ status: "success" }))).toBe(false);
  });

  it("compares numbers and booleans by their text", () => {
    const flags = meter([
      { property: "isNew", values: ["true"] },
      { property: "version", values: ["2"] },
    ]);
    expect(isMatch(flags, event({ isNew: true, version: 2 }))).toBe(true);
    expect(isMatch(flags, event({ isNew: "true", version: "2" }))).toBe(true);
    expect(isMatch(flags, event({ isNew: { true: true }, version: 2 }))).toBe(false);
  });

  it("does not see what an object inherits", () => {
    const inherited = meter([{ property: "constructor", values: ["Object"] }]);
    expect(isMatch(inherited, event({}))).toBe(false);
  });
});
