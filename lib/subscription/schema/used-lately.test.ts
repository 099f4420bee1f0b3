import { describe, expect, it } from "vitest";
import { usedWords } from "./used-lately";

describe("what is said of late use", () => {
  it.each([
    [{ events: 40, members: 14 }, "14 members used it in the last 7 days"],
    [{ events: 40, members: 1 }, "1 member used it in the last 7 days"],
    [{ events: 1240, members: 0 }, "used 1,240 times in the last 7 days"],
    [{ events: 1, members: 0 }, "used 1 time in the last 7 days"],
  ])("of %j is %s", (used, words) => {
    expect(usedWords(used)).toBe(words);
  });
});
