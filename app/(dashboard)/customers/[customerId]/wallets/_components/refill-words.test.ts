import { describe, expect, it } from "vitest";
import { everyOf, keepsOf } from "./refill-words";

describe("refills in words", () => {
  it.each([
    ["MONTHLY", 1, "every month"],
    ["WEEKLY", 2, "every 2 weeks"],
    ["SEMI_ANNUAL", 1, "every half year"],
  ] as const)("says %s times %d as %s", (period, periodCount, words) => {
    expect(everyOf({ period, periodCount })).toBe(words);
  });

  it.each([
    [null, "what is left lapses"],
    [{ mode: "all", cap: null, percent: null, periods: 1 }, "what is left rolls over for 1 period"],
    [
      { mode: "cap", cap: "1500", percent: null, periods: 2 },
      "up to 1,500 roll over for 2 periods",
    ],
    [
      { mode: "percent", cap: null, percent: "50", periods: 1 },
      "50% of what is left rolls over for 1 period",
    ],
  ] as const)("says %j as %s", (rollover, words) => {
    expect(keepsOf({ rollover })).toBe(words);
  });
});
