import { parseCrontab } from "graphile-worker";
import { expect, it } from "vitest";
import { CRONTAB } from "./crontab";
import { TASKS } from "./tasks";

it("names only jobs that there are", () => {
  const named = parseCrontab(CRONTAB).map(({ task }) => task);

  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((task) => !(task in TASKS))).toEqual([]);
});
