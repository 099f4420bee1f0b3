import { describe, expect, it } from "vitest";
import { nanounits, ONE_UNIT } from "@/lib/money/quantity";
import { type TriedMeter, triedMeter } from "./try-meter";

const meter = (over: Partial<TriedMeter> = {}): TriedMeter => ({
  eventName: "export",
  filters: [],
  aggregation: { type: "COUNT", property: null, multiplier: ONE_UNIT },
  ...over,
});
const tried = (own: TriedMeter, properties: Record<string, unknown>, name = "export") =>
  triedMeter(own, { name, properties });

describe("triedMeter", () => {
  it("counts what the meter would", () => {
    const rows = { type: "SUM", property: "rows", multiplier: ONE_UNIT } as const;

    expect(tried(meter(), {})).toEqual({ kind: "counts", value: ONE_UNIT, distinct: null });
    expect(tried(meter({ aggregation: rows }), { rows: "3" })).toMatchObject({
      kind: "counts",
      value: nanounits(3_000_000_000n),
    });
    const contacts = { type: "UNIQUE_COUNT", property: "contact", multiplier: ONE_UNIT } as const;
    expect(tried(meter({ aggregation: contacts }), { contact: 7 })).toMatchObject({
      distinct: "7",
    });
    expect(tried(meter({ aggregation: rows }), {})).toEqual({
      kind: "faulty",
      fault: "property_missing",
    });
  });

  it("says which condition an event fails, and what it has instead", () => {
    const own = meter({ filters: [{ property: "region", values: ["eu", "us"] }] });

    expect(tried(own, { region: "eu" }).kind).toBe("counts");
    expect(tried(own, { region: "asia" })).toEqual({
      ...{ kind: "filtered", property: "region", value: "asia" },
    });
    expect(tried(own, {})).toMatchObject({ kind: "filtered", value: null });
    expect(tried(own, { region: "eu" }, "import")).toEqual({ kind: "other_name" });
  });
});
