import { describe, expect, it } from "vitest";
import { credits } from "@/lib/testing/amounts";
import { dayFigures, type Flow } from "./flows";

const flow = (from: string, to: string, amount: string, over: Partial<Flow> = {}): Flow => ({
  day: "2026-03-01",
  from,
  to,
  isReversal: false,
  usedOn: null,
  category: "PREPAID",
  amount: credits(amount),
  ...over,
});

const figures = (flows: readonly Flow[], now: string, consumed: Record<string, string> = {}) =>
  dayFigures(["2026-03-01", "2026-03-02"], flows, {
    now: credits(now),
    consumed: new Map(Object.entries(consumed).map(([day, amount]) => [day, credits(amount)])),
  });

describe("dayFigures", () => {
  it("reckons what was outstanding back from now", () => {
    const second = { day: "2026-03-02" };
    const days = figures(
      [
        flow("ISSUED", "AVAILABLE", "100"),
        flow("ISSUED", "PENDING", "50"),
        flow("PENDING", "AVAILABLE", "50", second),
        flow("AVAILABLE", "EXPIRED", "10", second),
        flow("AVAILABLE", "VOIDED", "5", second),
      ],
      "105",
      { "2026-03-01": "20", "2026-03-02": "10" },
    );

    expect(days).toEqual([
      {
        day: "2026-03-01",
        granted: credits("100"),
        consumed: credits("20"),
        expired: credits("0"),
        outstanding: credits("80"),
      },
      {
        day: "2026-03-02",
        granted: credits("50"),
        consumed: credits("10"),
        expired: credits("10"),
        outstanding: credits("105"),
      },
    ]);
  });

  it("takes off what was reversed, and late use of what had lapsed", () => {
    const [day] = figures(
      [flow("CONSUMED", "AVAILABLE", "4", { isReversal: true }), flow("EXPIRED", "AVAILABLE", "3")],
      "0",
      { "2026-03-01": "7" },
    );

    expect(day).toMatchObject({ consumed: credits("3"), expired: credits("-3") });
  });

  it("takes off once what was given back for an event, and has it outstanding from then on", () => {
    const back = { day: "2026-03-02", isReversal: true, usedOn: "2026-03-01" };
    const days = figures(
      [flow("ISSUED", "AVAILABLE", "100"), flow("CONSUMED", "AVAILABLE", "12", back)],
      "92",
      { "2026-03-01": "8" },
    );

    expect(days.map(({ consumed, outstanding }) => [consumed, outstanding])).toEqual([
      [credits("8"), credits("80")],
      [credits("0"), credits("92")],
    ]);
  });

  it("uses overage without touching what is outstanding, until it is settled", () => {
    const use = figures([flow("OVERAGE", "CONSUMED", "20")], "0", { "2026-03-01": "20" });
    const settled = figures(
      [
        flow("OVERAGE", "CONSUMED", "20"),
        flow("ISSUED", "AVAILABLE", "100", { day: "2026-03-02" }),
        flow("CONSUMED", "OVERAGE", "20", { day: "2026-03-02" }),
      ],
      "80",
      { "2026-03-01": "20" },
    );

    expect(use.map(({ outstanding }) => outstanding)).toEqual([credits("0"), credits("0")]);
    expect(settled.map(({ consumed, outstanding }) => [consumed, outstanding])).toEqual([
      [credits("20"), credits("0")],
      [credits("0"), credits("80")],
    ]);
  });
});
