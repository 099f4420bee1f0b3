import { describe, expect, it } from "vitest";
import type { Meter } from "@/lib/catalog/rules/feature";
import type { MeterId } from "@/lib/ids";
import { nanounits } from "@/lib/money/quantity";
import { mismatchOf } from "./mismatch";

const meter: Meter = {
  id: "00000000-0000-7000-8000-000000000000" as MeterId,
  eventName: "export",
  filters: [{ property: "region", values: ["eu", "uk"] }],
  aggregation: { type: "COUNT", property: null, multiplier: nanounits(1_000_000_000n) },
};
const event = (name: string, properties = {}) => ({ name, properties });

describe("mismatchOf", () => {
  it("says what a meter counts instead", () => {
    expect(mismatchOf(meter, event("view", { region: "eu" }))).toBe(
      "name differs: it counts “export”",
    );
  });

  it("says which filter does not hold, and what the event says there", () => {
    expect(mismatchOf(meter, event("export", { region: "us" }))).toBe(
      "filter region = eu or uk does not hold: it is “us”",
    );
    expect(mismatchOf(meter, event("export"))).toContain("has no such property");
  });

  it("has nothing to say of an event that is counted", () => {
    expect(mismatchOf(meter, event("export", { region: "uk" }))).toBeNull();
  });
});
