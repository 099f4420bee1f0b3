import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countedAnew, countedTime, timeFault } from "./counted-time";

const NOON = new Date("2026-03-10T12:00:00Z");
const at = (text: string) => new Date(text);
const settings = (over: { lateUsageDays?: number; closedUntil?: Date | null } = {}) => ({
  lateUsageDays: 7,
  closedUntil: null,
  ...over,
});
const arriving = (occurredAt: Date, over = {}) =>
  countedTime({ occurredAt, arrivedAt: NOON }, settings(over));

describe("timeFault", () => {
  it("takes clocks that are an hour ahead, and none beyond", () => {
    expect(timeFault(at("2026-03-10T13:00:00Z"), NOON)).toBeUndefined();
    expect(timeFault(at("2026-03-10T13:00:00.001Z"), NOON)).toMatch(/future/);
  });

  it("takes nothing of years ago", () => {
    expect(timeFault(at("2020-01-01T00:00:00Z"), NOON)).toMatch(/730 days/);
  });
});

describe("countedTime", () => {
  const week = at("2026-03-03T12:00:00Z");
  const before = new Date(week.getTime() - 1);

  it("is the event's own for seven days, then its arrival, with a mark", () => {
    expect(arriving(week)).toEqual({ countedAt: week, lateness: null });
    expect(arriving(before)).toEqual({ countedAt: NOON, lateness: "late" });
  });

  it("goes back as many days as the organization says", () => {
    expect(arriving(before, { lateUsageDays: 8 })).toEqual({ countedAt: before, lateness: null });
    expect(arriving(week, { lateUsageDays: 6 })).toEqual({ countedAt: NOON, lateness: "late" });
  });

  it("is the arrival of an event whose time is ahead, without a mark", () => {
    expect(arriving(at("2026-03-10T12:30:00Z"))).toEqual({ countedAt: NOON, lateness: null });
  });

  it("is never within what is closed; the bound itself is open", () => {
    const closedUntil = at("2026-03-05T00:00:00Z");
    expect(arriving(week, { closedUntil })).toEqual({
      countedAt: NOON,
      lateness: "period_closed",
    });
    expect(arriving(closedUntil, { closedUntil })).toEqual({
      countedAt: closedUntil,
      lateness: null,
    });
  });

  it("lets a customer live on its own clock within what is closed", () => {
    const closedUntil = at("2026-06-01T00:00:00Z");
    expect(arriving(week, { closedUntil })).toEqual({ countedAt: week, lateness: null });
  });

  it("is the event's own time or its arrival, and marked exactly if it was moved on", () => {
    const instant = fc.integer({ min: -3, max: 12 }).map((days) => {
      return new Date(NOON.getTime() - days * 1_200_000 * 24);
    });
    const closed = fc.option(instant, { nil: null });
    fc.assert(
      fc.property(instant, closed, fc.integer({ min: 1, max: 9 }), (occurredAt, closedUntil, n) => {
        const time = arriving(occurredAt, { closedUntil, lateUsageDays: n });
        expect([occurredAt, NOON]).toContainEqual(time.countedAt);
        expect(time.lateness !== null).toBe(time.countedAt > occurredAt);
        expect(time.countedAt <= NOON).toBe(true);
      }),
    );
  });
});

describe("countedAnew", () => {
  const kept = { countedAt: at("2026-02-20T12:00:00Z"), lateness: null };

  it("leaves a kept event where it was, however old it is by now and whatever is set since", () => {
    expect(countedAnew(kept, NOON, settings({ lateUsageDays: 1 }))).toEqual(kept);
  });

  it("counts it now if its time was closed meanwhile", () => {
    const closed = settings({ closedUntil: at("2026-03-01T00:00:00Z") });
    expect(countedAnew(kept, NOON, closed)).toEqual({
      countedAt: NOON,
      lateness: "period_closed",
    });
  });
});
