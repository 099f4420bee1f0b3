import { parseCrontab } from "graphile-worker";
import { describe, expect, it } from "vitest";
import { CRONTAB } from "./crontab";
import { TASKS } from "./tasks";

describe("the crontab", () => {
  it("names every task there is, once, in words that the worker reads", () => {
    const tasks = parseCrontab(CRONTAB).map(({ task }) => task);

    expect(tasks.sort()).toEqual(Object.keys(TASKS).sort());
  });
});
