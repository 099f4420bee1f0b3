import { describe, expect, it } from "vitest";
import { isWithinReach, obstacleTo } from "./advance";

const FROM = new Date("2024-02-29T00:00:00Z");
const to = (text: string) => obstacleTo(FROM, new Date(text));

describe("obstacleTo", () => {
  it("lets a clock go on, to where it stands, and two years ahead", () => {
    expect(to("2024-02-29T00:00:00Z")).toBeUndefined();
    expect(to("2024-02-29T00:00:00.001Z")).toBeUndefined();
    expect(to("2026-03-01T00:00:00Z")).toBeUndefined();
  });

  it.each([
    ["2024-02-28T23:59:59.999Z", /never goes back/],
    ["2026-03-01T00:00:00.001Z", /Two years at a time/],
    ["2100-01-01T00:00:00Z", /at most/],
  ])("says why it does not go to %s", (text, words) => {
    expect(to(text)).toMatch(words);
  });
});

describe("isWithinReach", () => {
  it("takes the years from 2000 to 2099", () => {
    const isIn = (text: string) => isWithinReach(new Date(text));

    expect(["2000-01-01T00:00:00Z", "2099-12-31T23:59:59.999Z"].map(isIn)).toEqual([true, true]);
    expect(["1999-12-31T23:59:59.999Z", "2100-01-01T00:00:00Z"].map(isIn)).toEqual([false, false]);
  });
});
