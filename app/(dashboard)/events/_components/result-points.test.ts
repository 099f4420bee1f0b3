import { describe, expect, it } from "vitest";
import { resultPoints, stepName } from "./result-points";

const bucket = (at: string) => ({ at, accepted: 2, refused: 0, unmatched: 1 });
const counts = (stepSeconds: number, ...buckets: ReturnType<typeof bucket>[]) => ({
  ...{ stepSeconds, buckets, total: 3, countedSince: null },
});

describe("resultPoints", () => {
  it("says which step is not over, and leads to its events", () => {
    const of = counts(60, bucket("2026-03-01T10:00:00.000Z"), bucket("2026-03-01T10:01:00.000Z"));
    const points = resultPoints(of, { zone: "Europe/Berlin", now: "2026-03-01T10:01:30.000Z" });

    expect(points).toMatchObject([
      { label: "11:00", isPartial: false, values: { accepted: "2", unmatched: "1" } },
      { label: "11:01", isPartial: true },
    ]);
    const address = new URL(points[0]?.href ?? "", "http://localhost");
    expect(address.searchParams.get("to")).toBe("2026-03-01T10:01:00.000Z");
  });

  it("names days where a step is one", () => {
    const [point] = resultPoints(counts(86_400, bucket("2026-03-01T00:00:00.000Z")), {
      ...{ zone: "UTC", now: "2026-03-02T00:00:00.000Z" },
    });
    expect(point?.label).toBe("1 Mar");
    expect(stepName(86_400)).toBe("each day");
  });
});
