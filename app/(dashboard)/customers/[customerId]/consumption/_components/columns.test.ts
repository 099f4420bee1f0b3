import { describe, expect, it } from "vitest";
import { sumOf } from "@/components/chart/series";
import type { ConsumptionSeries, ConsumptionView } from "@/lib/report/schema/consumption";
import { columnsOf, type HrefOf } from "./columns";

const DAYS = ["2026-03-01T23:00:00.000Z", "2026-03-02T23:00:00.000Z"];
const aSeries = (key: string, ...credits: string[]): ConsumptionSeries => ({
  ...{ key, name: key, unitSingular: "", unitPlural: "", reportingUnit: null },
  ...{ total: sumOf(credits), quantity: "0", events: 0 },
  change: null,
  points: DAYS.map((at, day) => ({ at, credits: credits[day] ?? "0", quantity: "0", events: 0 })),
});
const aView = (series: readonly ConsumptionSeries[]): ConsumptionView => ({
  ...{ from: DAYS[0] ?? "", to: "2026-03-03T23:00:00.000Z", grain: "day", by: "feature" },
  ...{ zone: "Europe/Berlin", series: [...series], total: sumOf(series.map(({ total }) => total)) },
  ...{ refusedEvents: 0, ledgerTotal: "0", tiesOut: true, compared: null },
});
const now = "2026-03-03T10:00:00.000Z";
const hrefOf: HrefOf = (...asked) => asked.join(" ");
const plain = { now, hrefOf };

describe("columnsOf", () => {
  it("names a column by its local day and marks the one that is not over", () => {
    const { points } = columnsOf(aView([aSeries("search", "1.5", "2")]), plain);

    expect(points.map(({ label, isPartial }) => [label, isPartial])).toEqual([
      ["2 Mar", false],
      ["3 Mar", true],
    ]);
    expect(points[0]?.values).toEqual({ search: "1.5" });
  });

  it("draws what is left after the largest as one, to the same sum", () => {
    const many = Array.from({ length: 8 }, (_, place) => aSeries(`f${place}`, "0.1", "1"));
    const view = aView(many);

    const { series, points } = columnsOf(view, plain);

    expect(series.map(({ id }) => id)).toEqual(["f0", "f1", "f2", "f3", "f4", "other"]);
    expect(points[0]?.values.other).toBe("0.3");
    expect(sumOf(points.flatMap(({ values }) => Object.values(values)))).toBe(view.total);
  });

  it("keeps six series apart rather than call one of them other", () => {
    const six = Array.from({ length: 6 }, (_, place) => aSeries(`f${place}`, "1"));

    expect(columnsOf(aView(six), plain).series).toHaveLength(6);
  });

  it("leads nowhere from a column that is still to come", () => {
    const view = aView([aSeries("search", "1", "0")]);

    const { points } = columnsOf(view, { now: "2026-03-02T10:00:00.000Z", hrefOf });

    expect(points.map(({ href }) => href)).toEqual([`${DAYS[0]} ${DAYS[1]}`, undefined]);
    expect(points.map(({ hrefs }) => hrefs?.search)).toEqual([
      ...[`${DAYS[0]} ${DAYS[1]} search`, undefined],
    ]);
  });

  it("lays the time before under it, place by place, and nothing where it was shorter", () => {
    const before = { at: "2026-02-27T23:00:00.000Z", credits: "7.5" };
    const compared = { from: before.at, to: DAYS[0] ?? "", before: "7.5", credits: "-4.5" };
    const view = { ...aView([aSeries("search", "1", "2")]) };

    const { points } = columnsOf(
      { ...view, compared: { ...compared, share: "-0.6", points: [before] } },
      plain,
    );

    expect(points.map((point) => point.before)).toEqual(["7.5", "0"]);
    expect(columnsOf(view, plain).points[0]).not.toHaveProperty("before");
  });
});
