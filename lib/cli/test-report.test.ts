import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import {
  countsLine,
  FAILED,
  NOTHING,
  playwrightCounts,
  vitestCounts,
  vitestFailures,
} from "./test-report";

function aReport(content: unknown): string {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "florin-report-")), "report.json");
  fs.writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const vitestRun = {
  success: true,
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
};

it("counts what vitest ran", () => {
  expect(vitestCounts(aReport(vitestRun))).toEqual({ ...NOTHING, passed: 7, skipped: 1 });
});

it("counts a file that could not be loaded as a failure, though no test of it failed", () => {
  expect(vitestCounts(aReport({ ...vitestRun, success: false }))).toMatchObject({ failed: 1 });
});

/** A browser run with one test that failed and so many that passed at their second try. */
const browserRun = (again: number) => ({
  stats: { expected: 3, unexpected: 1, flaky: again, skipped: 0 },
  errors: [],
  suites: [
    {
      title: "tour.spec.ts",
      specs: [{ title: "opens", tests: [{ status: "expected" }] }],
      suites: Array.from({ length: again }, (_, index) => ({
        title: `Group ${index}`,
        specs: [{ title: "closes", tests: [{ status: "flaky" }] }],
      })),
    },
  ],
});

it("tells browser tests apart that passed only at the second try, and lets two of a run pass", () => {
  const two = playwrightCounts(aReport(browserRun(2)));
  const [first, second] = [0, 1].map((index) => `tour.spec.ts › Group ${index} › closes`);

  expect(two).toEqual({ passed: 5, failed: 1, skipped: 0, secondTry: [first, second] });
  expect(countsLine(two)).toBe(`5 passed, 1 failed, 2 only at the second try: ${first}; ${second}`);
  expect(playwrightCounts(aReport(browserRun(3)))).toMatchObject({ passed: 3, failed: 4 });
});

it("counts a run without a readable report as a failure", () => {
  expect(vitestCounts(aReport("{"))).toEqual(FAILED);
  expect(playwrightCounts("/nowhere/report.json")).toEqual(FAILED);
});

it("names what failed, and files that could not be loaded", () => {
  const passed = { fullName: "holds", status: "passed", failureMessages: [] };
  const failed = { fullName: "breaks", status: "failed", failureMessages: ["expected 1 to be 2"] };
  const testResults = [
    { name: "a.test.ts", status: "failed", message: "", assertionResults: [passed, failed] },
    { name: "b.test.ts", status: "failed", message: "no such module", assertionResults: [] },
    { name: "c.test.ts", status: "passed", message: "", assertionResults: [passed] },
  ];

  expect(vitestFailures(aReport({ ...vitestRun, success: false, testResults }))).toEqual([
    "a.test.ts › breaks\n    expected 1 to be 2",
    "b.test.ts\n    no such module",
  ]);
  expect(vitestFailures("/nowhere/report.json")).toEqual([]);
});
