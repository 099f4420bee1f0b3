import { describe, expect, it } from "vitest";
import { atTheLimit, namesIn } from "./names-in";

describe("namesIn", () => {
  it("takes each line that has a name, once", () => {
    expect(namesIn(" ann \n\nben\r\nann\n")).toEqual(["ann", "ben"]);
    expect(namesIn(" \n")).toEqual([]);
  });
});

describe("atTheLimit", () => {
  const rows = [
    { member: "ann", creditsUsed: "10" },
    { member: "ben", creditsUsed: "9.5" },
    { member: "eve", creditsUsed: "100" },
  ];

  it("counts those among the named who have used all of it", () => {
    expect(atTheLimit(rows, ["ann", "ben", "nobody"], "10")).toBe(1);
    expect(atTheLimit(rows, ["ann", "ben"], "9")).toBe(2);
  });

  it("counts nobody where there is no limit, or none that can be read", () => {
    expect(atTheLimit(rows, ["ann"], "")).toBe(0);
    expect(atTheLimit(rows, ["ann"], "ten")).toBe(0);
  });
});
