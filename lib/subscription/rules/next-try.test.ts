import { expect, it } from "vitest";
import { nextTryAt } from "./next-try";

const AT = new Date("2026-03-01T00:00:00Z");
const minutesAfter = (tries: number) => (nextTryAt(tries, AT).getTime() - AT.getTime()) / 60_000;

it("waits twice as long after each try, and a day at most", () => {
  expect([1, 2, 3, 10].map(minutesAfter)).toEqual([2, 4, 8, 1024]);
  expect([11, 50, 2_000_000].map(minutesAfter)).toEqual([1440, 1440, 1440]);
});
