import { describe, expect, it } from "vitest";
import type { PastSubscription } from "@/lib/subscription/rules/subscription";
import { periodAt } from "@/lib/time/period";
import { anchorOf, liveAt } from "./terms";

const ACME = { zone: "UTC" };

/** Monthly, as it stands at `at`. */
function running(startedAt: string, anchorAt: string, at: string): PastSubscription {
  const start = new Date(startedAt);
  const line = {
    ...{ anchorAt: new Date(anchorAt), zone: "UTC" },
    cadence: { length: "MONTHLY", count: 1 },
  } as const;
  const period = periodAt(line, new Date(at));
  const known: Pick<PastSubscription, "zone" | "status" | "pauses" | "startedAt" | "endsAt"> = {
    ...{ zone: "UTC", status: "ACTIVE", pauses: [], startedAt: start, endsAt: null },
  };
  return {
    ...{ ...known, line },
    currentPeriodStart: period.start < start ? start : period.start,
    currentPeriodEnd: period.end,
  } as PastSubscription;
}

const countedFrom = (at: string, own: PastSubscription) =>
  anchorOf(ACME, own, new Date(at)).billingPeriodStart?.toISOString().slice(0, 10);

describe("what is free or limited in a billing period", () => {
  it("counts from the period's start", () => {
    const own = running("2026-01-31", "2026-01-31", "2026-03-05");
    expect(countedFrom("2026-03-05", own)).toBe("2026-02-28");
    expect(countedFrom("2026-02-10", own)).toBe("2026-01-31");
  });

  it("goes on counting in one that took another's place within the period", () => {
    const own = running("2026-02-10", "2026-01-31", "2026-02-20");
    expect(countedFrom("2026-02-10", own)).toBe("2026-01-31");
    expect(countedFrom("2026-02-20", own)).toBe("2026-01-31");

    const renewed = running("2026-02-10", "2026-01-31", "2026-03-05");
    expect(countedFrom("2026-02-20", renewed)).toBe("2026-01-31");
    expect(countedFrom("2026-02-28", renewed)).toBe("2026-02-28");
  });

  it("counts anew where one took another's place as a period began", () => {
    const own = running("2026-02-28", "2026-01-31", "2026-03-05");
    expect(countedFrom("2026-03-05", own)).toBe("2026-02-28");
  });

  it("counts anew with an anchor of its own", () => {
    const own = running("2026-02-10", "2026-02-10", "2026-02-20");
    expect(countedFrom("2026-02-20", own)).toBe("2026-02-10");
  });

  it("counts from the start where the calendar cuts the first period short", () => {
    const own = running("2026-02-10", "2026-03-01", "2026-02-20");
    expect(countedFrom("2026-02-20", own)).toBe("2026-02-10");
  });
});

describe("which plans count at a moment", () => {
  it("are not those that were paused then, whenever that is asked", () => {
    const own = running("2026-01-31", "2026-01-31", "2026-03-05");
    const at = (day: string) => new Date(`${day}T00:00:00Z`);
    const pauses = [
      { start: at("2026-02-05"), end: at("2026-02-10") },
      { start: at("2026-03-01"), end: null },
    ];
    const days = [
      "2026-01-30",
      "2026-01-31",
      "2026-02-05",
      "2026-02-10",
      "2026-02-28",
      "2026-03-01",
    ];

    expect(days.map((day) => liveAt([{ ...own, pauses }], at(day)).length)).toEqual([
      ...[0, 1, 0, 1, 1, 0],
    ]);
  });
});
