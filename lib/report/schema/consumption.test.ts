import { describe, expect, it } from "vitest";
import { type ConsumptionFields, ConsumptionQuery } from "./consumption";

describe("ConsumptionQuery", () => {
  it.each([
    ["to", { from: "2026-03-02T00:00:00Z", to: "2026-03-02T00:00:00Z" }],
    ["to", { from: "2016-03-02T00:00:00Z", to: "2026-04-02T00:00:00Z" }],
    ["grain", { from: "2026-03-02T00:00:00Z", to: "2026-05-02T00:00:00Z", grain: "hour" }],
    ["from", { from: "2026-03-02", to: "2026-05-02T00:00:00Z" }],
  ] satisfies [string, ConsumptionFields][])("refuses %s of %j", (path, fields) => {
    const { error } = ConsumptionQuery.safeParse(fields);

    expect(error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });
});
